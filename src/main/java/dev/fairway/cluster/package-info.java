/**
 * A Kubernetes API: connect, live state by watch, apply, predict (server dry-run), delete, logs, events. The only
 * module that speaks to one, and the only place where a sealed value is opened.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"audit", "resource", "secrets"})
package dev.fairway.cluster;
