/**
 * From an exported tree and parameters to manifests: plain directories, Helm, Kustomize, Helm then Kustomize.
 * Renders are keyed by content. All child processes go through one runner that fences them.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"configuration", "resource", "source", "secrets"})
package dev.fairway.rendering;
