/**
 * Back to what ran before, by Git: prepares a commit that restores only what one application reads, tells what else it would
 * change, and pushes it or leaves it as a branch. Automation stays on, because Git says what should run. Likewise forward: a
 * commit that makes Git say what the cluster says, for one field that drifted.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "resource",
            "audit",
            "source",
            "rendering",
            "rendering :: spec",
            "diff",
            "applications",
            "ledger",
            "reconciliation"
        })
package dev.fairway.rollback;
