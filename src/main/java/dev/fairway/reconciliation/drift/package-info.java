/**
 * Tells drift from new commits, and keeps what is to be recorded of it. The deciding is pure ({@link
 * dev.fairway.reconciliation.drift.DriftTracking}); only where a drift begins the server is asked who wrote the field.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.drift;
