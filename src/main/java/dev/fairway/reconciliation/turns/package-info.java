/**
 * Turns in Postgres: one row per application, leases on clusters, the loop that serves what is due.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.turns;
