package dev.fairway.reconciliation;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.List;

/**
 * A live object as the watch shows it, with what its cluster told about it lately.
 *
 * @param events newest last; empty as well if they cannot be read
 */
public record Sighting(ResourceKey key, Manifest object, List<Manifest> events) {}
