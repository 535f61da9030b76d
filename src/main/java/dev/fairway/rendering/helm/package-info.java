/** Charts, by the real {@code helm template}; optionally with Kustomize as a step after it. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.helm;
