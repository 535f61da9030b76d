package dev.fairway.diagnosis;

import dev.fairway.health.Health;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * One live object of the application.
 *
 * @param owners empty for an object that Git names
 * @param health empty if its kind has none
 */
public record Member(ResourceKey key, List<ResourceKey> owners, Optional<Health> health) {}
