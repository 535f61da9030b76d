/**
 * Syncs and deletions under way: what the pure state machines ask for is done here, and saved before it is done.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.operations;
