/**
 * The registry of applications as a destination of its own: Application and AppProject objects are diffed, waved, pruned
 * and healed by the one pipeline that serves clusters.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.registry;
