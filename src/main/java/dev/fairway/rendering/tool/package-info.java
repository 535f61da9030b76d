/** Where helm and kubectl come from, and what a way of rendering looks like to the renderer. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.tool;
