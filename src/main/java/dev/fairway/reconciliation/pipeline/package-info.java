/**
 * From a turn to a status: resolve, render, compare, assess. Deciding is in pure values; the rest is thin.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.reconciliation.pipeline;
