/**
 * The loop, and the only module that calls many: turns in Postgres, leases on clusters, the pipeline from a reason to
 * a result, and the registry as a destination of its own. Publishes past-tense events; knows no listener.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "configuration",
            "resource",
            "secrets",
            "audit",
            "source",
            "rendering",
            "rendering :: spec",
            "cluster",
            "diff",
            "diff :: spec",
            "health",
            "sync",
            "sync :: spec",
            "tenancy",
            "applications"
        })
package dev.fairway.reconciliation;
