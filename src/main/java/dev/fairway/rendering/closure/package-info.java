/**
 * The closure: exactly those files of a repository that a render refers to, found by reading the references and without
 * running anything. What is not in a closure does not exist for the tool.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.closure;
