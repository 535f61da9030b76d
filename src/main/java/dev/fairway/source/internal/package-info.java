/** Puts the parts of the module together. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.internal;
