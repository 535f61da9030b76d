/** The one place where child processes are started, and the fences around them. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.process;
