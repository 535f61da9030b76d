/**
 * Append-only: operations, deployments, status changes; who, why, which commits, which images. Written in the
 * transaction that saves the run, by a synchronous listener. A trigger refuses UPDATE and DELETE.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"resource", "audit", "diff", "applications", "reconciliation"})
package dev.fairway.ledger;
