/**
 * Append-only: operations, deployments, status changes; who, why, which commits, which images, which manifests. Written in the
 * transaction that saves the run, by a synchronous listener. A trigger refuses UPDATE and DELETE; only what a signed
 * checkpoint stands for leaves, in the transaction that makes it ({@code ledger.chain}).
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"resource", "configuration", "secrets", "audit", "diff", "applications", "reconciliation"
        })
package dev.fairway.ledger;
