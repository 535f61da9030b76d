/**
 * Projects: what may come from where and go where, and when. The rules are pure; the projects are kept in Postgres.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource", "audit"})
package dev.fairway.tenancy;
