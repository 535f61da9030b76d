package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Sighting;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at several objects at once: one question to the server for each, all under way at the same time. What cannot be
 * read is left out.
 */
record Sightings(ClusterDriver driver) {

    List<Sighting> of(List<ResourceKey> keys) {
        List<Future<Optional<Sighting>>> answers = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            keys.forEach(key -> answers.add(workers.submit(() -> of(key))));
        }
        return answers.stream().flatMap(answer -> answer.resultNow().stream()).toList();
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
