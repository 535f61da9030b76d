package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** A StatefulSet is healthy when its pods are ready and, where it replaces them by itself, run the newest template. */
final class StatefulSetHealth {

    private StatefulSetHealth() {}

    static Health assess(Manifest set) {
        long observed = set.at("/status/observedGeneration").asLong(0);
        if (observed == 0 || observed < set.generation()) {
            return Health.progressing("Waiting for statefulset spec update to be observed");
        }
        long desired = set.at("/spec/replicas").asLong(1);
        long ready = set.at("/status/readyReplicas").asLong(0);
        if (ready < desired) {
            return Health.progressing("Waiting for %d of %d pods to be ready".formatted(desired - ready, desired));
        }
        String strategy = set.text("/spec/updateStrategy/type");
        if (strategy.equals("OnDelete")) {
            return Health.healthy(
                    "%d pods are ready; they take the new template when they are deleted".formatted(ready));
        }
        long partition = set.at("/spec/updateStrategy/rollingUpdate/partition").asLong(0);
        long updated = set.at("/status/updatedReplicas").asLong(0);
        if (partition > 0) {
            return updated < desired - partition
                    ? Health.progressing(
                            "Waiting for partitioned roll out to finish: %d of %d new pods have been updated"
                                    .formatted(updated, desired - partition))
                    : Health.healthy("Partitioned roll out complete: %d new pods have been updated".formatted(updated));
        }
        if (!set.text("/status/updateRevision").equals(set.text("/status/currentRevision"))) {
            return Health.progressing("Waiting for rolling update to complete: %d of %d pods are at revision %s"
                    .formatted(updated, desired, set.text("/status/updateRevision")));
        }
        return Health.healthy("%d pods are ready".formatted(ready));
    }
}
