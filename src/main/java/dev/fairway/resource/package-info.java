/**
 * The vocabulary: Kubernetes objects as values, their keys, destinations, repository addresses, actors, problems,
 * the YAML gate and redaction. Pure: no clock, no I/O, no Spring. Every other module may use it; it uses none.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package dev.fairway.resource;
