/** Repositories as people entered them, their sealed secrets, and which of them opens an address. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.registry;
