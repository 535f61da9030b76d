package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Sighting;
import dev.fairway.reconciliation.pipeline.Crew;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Looks at several objects at once: one question to the server for each, all under way at the same time. What cannot be
 * read is left out.
 */
record Sightings(ClusterDriver driver) {

    List<Sighting> of(List<ResourceKey> keys) {
        return Crew.each(keys, this::of).stream().flatMap(Optional::stream).toList();
    }

    private Optional<Sighting> of(ResourceKey key) {
        try {
            return driver.live().get(key).map(object -> new Sighting(key, object, events(key)));
        } catch (ClusterProblem unreadable) {
            return Optional.empty();
        }
    }

    private List<Manifest> events(ResourceKey key) {
        try {
            return driver.events(key);
        } catch (ClusterProblem unreadable) {
            return List.of();
        }
    }
}
