package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of a Deployment: what its ReplicaSets add up to, and whether its rollout gets on. */
record DeploymentProgress(
        Manifest deployment, Optional<Manifest> current, List<Manifest> old, RollingUpdate plan, String hash) {

    private static final String DONE = "NewReplicaSetAvailable";
    private static final String TIMED_OUT = "ProgressDeadlineExceeded";

    ObjectNode status(Instant now) {
        ObjectNode status = Json.object().put("observedGeneration", (int) deployment.generation());
        int all = sum("replicas");
        int available = sum("availableReplicas");
        Json.putUnlessZero(status, "replicas", all);
        Json.putUnlessZero(status, "updatedReplicas", of(current, "replicas"));
        Json.putUnlessZero(status, "readyReplicas", sum("readyReplicas"));
        Json.putUnlessZero(status, "availableReplicas", available);
        Json.putUnlessZero(status, "unavailableReplicas", Math.max(0, Math.max(all, plan.replicas()) - available));

        Conditions conditions = Conditions.of(deployment.at("/status"));
        JsonNode before = deployment.at("/status");
        if (available >= plan.leastAvailable()) {
            set(
                    conditions,
                    "Available",
                    "True",
                    "MinimumReplicasAvailable",
                    "Deployment has minimum availability.",
                    now);
        } else {
            set(
                    conditions,
                    "Available",
                    "False",
                    "MinimumReplicasUnavailable",
                    "Deployment does not have minimum availability.",
                    now);
        }
        progressing(conditions, before, status, now);
        current.flatMap(set -> Conditions.of(set.at("/status")).find("ReplicaFailure"))
                .ifPresentOrElse(
                        failure -> set(
                                conditions,
                                "ReplicaFailure",
                                "True",
                                Json.text(failure.path("reason")),
                                Json.text(failure.path("message")),
                                now),
                        () -> conditions.remove("ReplicaFailure"));
        conditions.writeTo(status);
        return status;
    }

    private void progressing(Conditions conditions, JsonNode before, ObjectNode after, Instant now) {
        String reason = conditions.reason("Progressing");
        if (deployment.at("/spec/paused").asBoolean(false)) {
            set(conditions, "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", now);
            return;
        }
        if (reason.equals("DeploymentPaused")) {
            set(conditions, "Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", now);
            return;
        }
        String name = deployment.name() + "-" + hash;
        if (current.isEmpty()) {
            set(
                    conditions,
                    "Progressing",
                    "True",
                    "NewReplicaSetCreated",
                    "Created new replica set \"" + name + "\"",
                    now);
            return;
        }
        if (isComplete(after)) {
            set(
                    conditions,
                    "Progressing",
                    "True",
                    DONE,
                    "ReplicaSet \"" + name + "\" has successfully progressed.",
                    now);
            return;
        }
        // A finished rollout that only scales, or loses a pod, is not a new one; a new template is.
        boolean finishedBefore = reason.equals(DONE)
                && message(conditions).contains("\"" + name + "\"")
                && count(after, "updatedReplicas") == count(after, "replicas");
        if (finishedBefore) {
            return;
        }
        if (reason.equals(DONE) || movedOn(before, after)) {
            set(
                    conditions,
                    "Progressing",
                    "True",
                    "ReplicaSetUpdated",
                    "ReplicaSet \"" + name + "\" is progressing.",
                    now);
            touch(conditions, now);
        } else if (timesOut(conditions, now)) {
            set(
                    conditions,
                    "Progressing",
                    "False",
                    TIMED_OUT,
                    "ReplicaSet \"" + name + "\" has timed out progressing.",
                    now);
        }
    }

    private static String message(Conditions conditions) {
        return conditions
                .find("Progressing")
                .map(c -> Json.text(c.path("message")))
                .orElse("");
    }

    private boolean isComplete(ObjectNode status) {
        return count(status, "updatedReplicas") == plan.replicas()
                && count(status, "replicas") == plan.replicas()
                && count(status, "availableReplicas") == plan.replicas();
    }

    private static boolean movedOn(JsonNode before, JsonNode after) {
        int oldBefore = count(before, "replicas") - count(before, "updatedReplicas");
        int oldAfter = count(after, "replicas") - count(after, "updatedReplicas");
        return count(after, "updatedReplicas") > count(before, "updatedReplicas")
                || oldAfter < oldBefore
                || count(after, "readyReplicas") > count(before, "readyReplicas")
                || count(after, "availableReplicas") > count(before, "availableReplicas");
    }

    private boolean timesOut(Conditions conditions, Instant now) {
        return expiry(conditions).filter(end -> !now.isBefore(end)).isPresent();
    }

    /** When the rollout will have taken too long, if nothing moves till then. */
    Optional<Instant> deadline(Instant now) {
        return expiry(Conditions.of(status(now))).filter(now::isBefore);
    }

    private Optional<Instant> expiry(Conditions conditions) {
        int seconds = deployment.at("/spec/progressDeadlineSeconds").asInt(600);
        return conditions
                .find("Progressing")
                .filter(c -> "True".equals(Json.text(c.path("status"))))
                .filter(c -> !DONE.equals(Json.text(c.path("reason"))))
                .flatMap(c -> Json.instant(c.path("lastUpdateTime")))
                .map(since -> since.plus(Duration.ofSeconds(seconds)));
    }

    /** These conditions also tell when they were last written. */
    private static void set(
            Conditions conditions, String type, String status, String reason, String message, Instant now) {
        boolean changed = conditions
                .find(type)
                .filter(c -> status.equals(Json.text(c.path("status")))
                        && reason.equals(Json.text(c.path("reason")))
                        && message.equals(Json.text(c.path("message"))))
                .isEmpty();
        conditions.set(type, status, reason, message, now);
        if (changed) {
            conditions.find(type).ifPresent(c -> c.put("lastUpdateTime", Json.time(now)));
        }
    }

    private static void touch(Conditions conditions, Instant now) {
        conditions.find("Progressing").ifPresent(c -> c.put("lastUpdateTime", Json.time(now)));
    }

    private int sum(String field) {
        return of(current, field)
                + old.stream().mapToInt(set -> of(Optional.of(set), field)).sum();
    }

    private static int of(Optional<Manifest> set, String field) {
        return set.map(s -> count(s.at("/status"), field)).orElse(0);
    }

    private static int count(JsonNode status, String field) {
        return status.path(field).asInt(0);
    }
}
