/** Renders that were made, by their keys, shared by all replicas. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.kept;
