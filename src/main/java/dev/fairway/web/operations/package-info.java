/**
 * One operation: the target of every alert.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.operations;
