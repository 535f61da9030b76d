/**
 * People and scripts: users, tokens, sessions, roles, and decisions that carry their reason.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource", "tenancy", "secrets", "audit"})
package dev.fairway.access;
