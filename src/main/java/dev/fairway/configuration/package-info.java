/**
 * Settings of the whole application and the folder it lives in ({@code FAIRWAY_HOME}).
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.fairway.configuration;
