/** Patches and field ownership: what a manager owns, what conflicts, what goes when its owner drops it. Pure. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.apply;
