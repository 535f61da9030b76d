/**
 * Gives a new installation what it starts with: users, a token, a key for the first sign-in, clusters, repositories and a
 * root application, from settings or from the sandbox. Runs once at every start and changes only what is missing or differs.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"resource", "configuration", "source", "cluster", "applications", "access", "tenancy"})
package dev.fairway.start;
