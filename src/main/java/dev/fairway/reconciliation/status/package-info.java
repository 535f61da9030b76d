/**
 * How applications are going, as rows.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.status;
