package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.Optional;

/** A Deployment is healthy when all replicas run the newest template and are available. */
final class DeploymentHealth {

    private DeploymentHealth() {}

    static Health assess(Manifest deployment) {
        if (deployment.at("/spec/paused").asBoolean(false)) {
            return Health.suspended("Deployment is paused");
        }
        if (deployment.at("/status/observedGeneration").asLong(0) < deployment.generation()) {
            return Health.progressing("Waiting for rollout to finish: the new template has not been observed yet");
        }
        Optional<Condition> progressing = Condition.find(deployment, "Progressing");
        if (progressing
                .filter(condition -> condition.reason().equals("ProgressDeadlineExceeded"))
                .isPresent()) {
            return Health.degraded("Deployment exceeded its progress deadline: "
                    + progressing.get().message());
        }
        long desired = deployment.at("/spec/replicas").asLong(1);
        long replicas = deployment.at("/status/replicas").asLong(0);
        long updated = deployment.at("/status/updatedReplicas").asLong(0);
        long available = deployment.at("/status/availableReplicas").asLong(0);
        if (updated < desired) {
            return Health.progressing("Waiting for rollout to finish: %d of %d new replicas have been updated"
                    .formatted(updated, desired));
        }
        if (replicas > updated) {
            return Health.progressing("Waiting for rollout to finish: %d old replicas are pending termination"
                    .formatted(replicas - updated));
        }
        if (available < updated) {
            return Health.progressing("Waiting for rollout to finish: %d of %d updated replicas are available"
                    .formatted(available, updated));
        }
        return Health.healthy("");
    }
}
