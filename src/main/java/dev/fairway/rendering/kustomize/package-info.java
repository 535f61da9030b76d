/** Kustomizations, by the real {@code kubectl kustomize}. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.kustomize;
