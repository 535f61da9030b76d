/**
 * The registry: what someone asked to run. Nothing here says how it is going. Identity is namespace/name; the YAML is
 * Argo CD's {@code argoproj.io/v1alpha1}.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"resource", "rendering :: spec", "diff :: spec", "sync :: spec", "tenancy", "audit"})
package dev.fairway.applications;
