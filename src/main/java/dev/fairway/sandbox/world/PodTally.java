package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a workload's controller counts.
 *
 * @param nextAvailable when a pod that is ready now will have been so for long enough
 */
record PodTally(int ready, int available, Optional<Instant> nextAvailable) {

    /** Pods that count as replicas: neither finished nor being deleted. */
    static List<Manifest> active(List<Manifest> pods) {
        return pods.stream()
                .filter(pod -> !pod.isBeingDeleted() && !PodController.isFinished(pod))
                .toList();
    }

    static PodTally of(List<Manifest> pods, Duration minReady, Instant now) {
        int ready = 0;
        int available = 0;
        Optional<Instant> next = Optional.empty();
        for (Manifest pod : pods) {
            Optional<Instant> since = readySince(pod);
            if (since.isEmpty()) {
                continue;
            }
            ready++;
            Instant from = since.get().plus(minReady);
            if (!from.isAfter(now)) {
                available++;
            } else if (next.isEmpty() || from.isBefore(next.get())) {
                next = Optional.of(from);
            }
        }
        return new PodTally(ready, available, next);
    }

    static Duration minReady(Manifest workload) {
        return Duration.ofSeconds(workload.at("/spec/minReadySeconds").asInt(0));
    }

    static boolean isReady(Manifest pod) {
        return readySince(pod).isPresent();
    }

    private static Optional<Instant> readySince(Manifest pod) {
        Conditions conditions = Conditions.of(pod.at("/status"));
        return conditions.isTrue("Ready") && !pod.isBeingDeleted() ? conditions.since("Ready") : Optional.empty();
    }
}
