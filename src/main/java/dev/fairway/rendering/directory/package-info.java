/** Plain manifests in a folder. No tool is needed. */
@org.jspecify.annotations.NullMarked
package dev.fairway.rendering.directory;
