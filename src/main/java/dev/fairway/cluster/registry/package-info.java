/** The clusters this control plane knows, their sealed credentials and the connections to them. */
@org.jspecify.annotations.NullMarked
package dev.fairway.cluster.registry;
