/**
 * The loop itself: what a turn does from beginning to end, what wakes it, and what others may ask of it.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.engine;
