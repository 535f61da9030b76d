/**
 * The embedded default: a real Postgres of its own, an in-process HTTP Kubernetes API, its fault rules and sample Git
 * repositories. Nothing knows it: the engine talks to it as to any cluster and any Git host.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource", "configuration"})
package dev.fairway.sandbox;
