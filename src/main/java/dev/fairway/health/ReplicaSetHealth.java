package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.Optional;

/** A ReplicaSet is healthy when as many pods are available as are asked for. */
final class ReplicaSetHealth {

    private ReplicaSetHealth() {}

    static Health assess(Manifest set) {
        if (set.at("/status/observedGeneration").asLong(0) < set.generation()) {
            return Health.progressing("Waiting for the new number of replicas to be observed");
        }
        Optional<Condition> failure = Condition.find(set, "ReplicaFailure").filter(Condition::isTrue);
        if (failure.isPresent()) {
            return Health.degraded(failure.get().explanation());
        }
        long desired = set.at("/spec/replicas").asLong(1);
        long available = set.at("/status/availableReplicas").asLong(0);
        return available < desired
                ? Health.progressing("%d of %d replicas are available".formatted(available, desired))
                : Health.healthy("");
    }
}
