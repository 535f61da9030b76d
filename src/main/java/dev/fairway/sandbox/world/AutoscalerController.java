package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps its target between its limits. The load is always half of what the target allows, so nothing else moves. */
final class AutoscalerController implements Controller {

    private static final Source SOURCE = Source.of("horizontal-pod-autoscaler");
    private static final Duration PERIOD = Duration.ofSeconds(15);

    @Override
    public GroupKind kind() {
        return Kinds.AUTOSCALER;
    }

    @Override
    public Turn turn(Manifest scaler, ClusterView view, Instant now) {
        if (scaler.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        ObjectNode status = PodController.status(scaler);
        Conditions conditions = Conditions.of(status);
        JsonNode reference = scaler.at("/spec/scaleTargetRef");
        GroupKind kind = GroupVersionKind.of(Json.text(reference.path("apiVersion")), Json.text(reference.path("kind")))
                .groupKind();
        String name = Json.text(reference.path("name"));
        Optional<Manifest> target = view.find(kind, scaler.namespace(), name);
        if (target.isEmpty()) {
            String message = "the HPA controller was unable to get the target's current scale: "
                    + kind.kind().toLowerCase(java.util.Locale.ROOT) + "s." + kind.group() + " \"" + name
                    + "\" not found";
            conditions
                    .set("AbleToScale", "False", "FailedGetScale", message, now)
                    .writeTo(status);
            return draft.warn(scaler, "FailedGetScale", message, PERIOD)
                    .status(scaler, status)
                    .again(now.plus(PERIOD))
                    .done();
        }
        scale(scaler, target.get(), status, conditions, now, draft);
        return draft.status(scaler, status).done();
    }

    private static void scale(
            Manifest scaler, Manifest target, ObjectNode status, Conditions conditions, Instant now, Turn.Draft draft) {
        int size = target.at("/spec/replicas").asInt(1);
        int least = scaler.at("/spec/minReplicas").asInt(1);
        int most = scaler.at("/spec/maxReplicas").asInt(least);
        int desired = Math.max(least, Math.min(most, size));
        if (size == 0) {
            conditions.set(
                    "AbleToScale",
                    "True",
                    "SucceededGetScale",
                    "the HPA controller was able to get the target's current scale",
                    now);
            conditions.set(
                    "ScalingActive",
                    "False",
                    "ScalingDisabled",
                    "scaling is disabled since the replica count of the target is zero",
                    now);
            desired = 0;
        } else {
            ready(conditions, size, least, desired, now);
        }
        if (desired != size) {
            int wanted = desired;
            draft.update(target.with(copy -> copy.withObjectProperty("spec").put("replicas", wanted)));
            draft.tell(
                    scaler,
                    "SuccessfulRescale",
                    "New size: " + desired + "; reason: Current number of replicas "
                            + (desired > size ? "below Spec.MinReplicas" : "above Spec.MaxReplicas"));
            status.put("lastScaleTime", Json.time(now));
        }
        status.put("observedGeneration", (int) scaler.generation());
        status.put("currentReplicas", target.at("/status/replicas").asInt(0));
        status.put("desiredReplicas", desired);
        status.set("currentMetrics", metrics(scaler));
        status.remove("conditions");
        conditions.writeTo(status);
    }

    private static void ready(Conditions conditions, int size, int least, int desired, Instant now) {
        conditions.set("AbleToScale", "True", "ReadyForNewScale", "recommended size matches current size", now);
        conditions.set(
                "ScalingActive",
                "True",
                "ValidMetricFound",
                "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)",
                now);
        if (desired == least) {
            conditions.set(
                    "ScalingLimited",
                    "True",
                    "TooFewReplicas",
                    "the desired replica count is less than the minimum replica count",
                    now);
        } else if (desired < size) {
            conditions.set(
                    "ScalingLimited",
                    "True",
                    "TooManyReplicas",
                    "the desired replica count is more than the maximum replica count",
                    now);
        } else {
            conditions.set(
                    "ScalingLimited",
                    "False",
                    "DesiredWithinRange",
                    "the desired count is within the acceptable range",
                    now);
        }
    }

    private static ArrayNode metrics(Manifest scaler) {
        ArrayNode metrics = Json.array();
        for (JsonNode metric : scaler.at("/spec/metrics")) {
            if (Json.text(metric.path("type")).equals("Resource")) {
                int target = metric.at("/resource/target/averageUtilization").asInt(80);
                ObjectNode resource =
                        metrics.addObject().put("type", "Resource").putObject("resource");
                resource.put("name", Json.text(metric.at("/resource/name")));
                resource.putObject("current")
                        .put("averageUtilization", target / 2)
                        .put("averageValue", target + "m");
            }
        }
        return metrics;
    }
}
