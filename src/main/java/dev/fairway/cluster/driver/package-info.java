/** What the engine asks of a Kubernetes API, as requests. */
@org.jspecify.annotations.NullMarked
package dev.fairway.cluster.driver;
