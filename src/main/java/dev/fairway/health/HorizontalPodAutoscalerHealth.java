package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An autoscaler is healthy when it can scale; one that cannot read its metrics is degraded. */
final class HorizontalPodAutoscalerHealth {

    private static final String V1_CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FAILURES = Set.of(
            "FailedGetScale",
            "FailedUpdateScale",
            "FailedGetResourceMetric",
            "FailedGetContainerResourceMetric",
            "FailedGetPodsMetric",
            "FailedGetObjectMetric",
            "FailedGetExternalMetric",
            "FailedComputeMetricsReplicas",
            "FailedRescale",
            "InvalidSelector",
            "InvalidMetricSourceType",
            "SelectorRequired",
            "AmbiguousSelector");

    private HorizontalPodAutoscalerHealth() {}

    static Health assess(Manifest autoscaler) {
        List<Condition> conditions = conditions(autoscaler);
        Optional<Condition> failure = conditions.stream()
                .filter(condition -> FAILURES.contains(condition.reason()))
                .findFirst();
        if (failure.isPresent()) {
            return Health.degraded(failure.get().explanation());
        }
        for (Condition condition : conditions) {
            boolean works =
                    condition.type().equals("AbleToScale") || condition.type().equals("ScalingLimited");
            if (works && condition.isTrue()) {
                return Health.healthy(condition.explanation());
            }
        }
        return Health.progressing("Waiting for the autoscaler to start");
    }

    /** The first version of this kind has no place for conditions but an annotation. */
    private static List<Condition> conditions(Manifest autoscaler) {
        if (!autoscaler.gvk().version().equals("v1")) {
            return Condition.of(autoscaler);
        }
        return autoscaler
                .annotation(V1_CONDITIONS)
                .map(HorizontalPodAutoscalerHealth::read)
                .orElse(List.of());
    }

    private static List<Condition> read(String annotation) {
        try {
            return Condition.of(JSON.readTree(annotation));
        } catch (JacksonException notJson) {
            return List.of();
        }
    }
}
