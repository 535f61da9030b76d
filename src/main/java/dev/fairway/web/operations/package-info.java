/**
 * One operation: the target of every alert. What failed, why, since when, what changed, and what to do about it, on one
 * screen; for an operation that went well the same page is calm.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.operations;
