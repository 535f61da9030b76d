/**
 * What differs between the desired state, the server's prediction of it and the live object. Pure.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource"})
package dev.fairway.diff;
