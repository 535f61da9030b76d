package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** A DaemonSet is healthy when every node that should has an available pod of the newest template. */
final class DaemonSetHealth {

    private DaemonSetHealth() {}

    static Health assess(Manifest set) {
        if (set.at("/status/observedGeneration").asLong(0) < set.generation()) {
            return Health.progressing("Waiting for rollout to finish: the new template has not been observed yet");
        }
        long desired = set.at("/status/desiredNumberScheduled").asLong(0);
        long updated = set.at("/status/updatedNumberScheduled").asLong(0);
        long available = set.at("/status/numberAvailable").asLong(0);
        if (set.text("/spec/updateStrategy/type").equals("OnDelete")) {
            return Health.healthy("%d of %d pods are updated; the others take the new template when they are deleted"
                    .formatted(updated, desired));
        }
        if (updated < desired) {
            return Health.progressing(
                    "Waiting for rollout to finish: %d of %d new pods have been updated".formatted(updated, desired));
        }
        if (available < desired) {
            return Health.progressing(
                    "Waiting for rollout to finish: %d of %d updated pods are available".formatted(available, desired));
        }
        return Health.healthy("");
    }
}
