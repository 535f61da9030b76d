/**
 * From an object to its health, with a message for people. Rules for kinds are data where they can be. Pure.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource"})
package dev.fairway.health;
