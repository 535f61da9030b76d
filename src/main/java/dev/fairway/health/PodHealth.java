package dev.fairway.health;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Pod that is to run for ever is healthy when it is ready; one that is to end is healthy when it has ended well, so that
 * a hook's pod is waited for.
 */
final class PodHealth {

    /** Says that a pod which may end is meant to run for ever all the same. */
    static final String IGNORE_RESTART_POLICY = "argocd.argoproj.io/ignore-restart-policy";

    private PodHealth() {}

    static Health assess(Manifest pod) {
        boolean runsForEver = runsForEver(pod);
        if (runsForEver) {
            String waiting = failures(pod);
            if (!waiting.isEmpty()) {
                return Health.degraded(waiting);
            }
        }
        String message = pod.text("/status/message");
        return switch (pod.text("/status/phase")) {
            case "Pending" -> Health.progressing(message.isEmpty() ? pendingBecause(pod) : message);
            case "Succeeded" -> Health.healthy(message);
            case "Failed" -> Health.degraded(message.isEmpty() ? terminations(pod) : message);
            case "Running" -> runsForEver ? running(pod) : Health.progressing(message);
            default -> Health.unknown(message);
        };
    }

    private static boolean runsForEver(Manifest pod) {
        String policy = pod.text("/spec/restartPolicy");
        boolean asked =
                pod.annotation(IGNORE_RESTART_POLICY).filter("true"::equals).isPresent();
        return policy.isEmpty() || policy.equals("Always") || (asked && !isHook(pod));
    }

    private static boolean isHook(Manifest pod) {
        return pod.annotation(WellKnown.HOOK).isPresent()
                || pod.annotation(WellKnown.HELM_HOOK).isPresent();
    }

    private static Health running(Manifest pod) {
        boolean ready = Condition.find(pod, "Ready").filter(Condition::isTrue).isPresent();
        if (ready) {
            return Health.healthy(pod.text("/status/message"));
        }
        for (JsonNode container : containers(pod)) {
            if (container.path("lastState").path("terminated").isObject()) {
                return Health.degraded("Container %s is not ready and was restarted %d times"
                        .formatted(
                                container.path("name").asString(""),
                                container.path("restartCount").asLong(0)));
            }
        }
        return Health.progressing(pod.text("/status/message"));
    }

    /** Why containers wait, as far as waiting will not help. */
    private static String failures(Manifest pod) {
        List<String> failures = new ArrayList<>();
        for (JsonNode container : containers(pod)) {
            JsonNode waiting = container.path("state").path("waiting");
            String reason = waiting.path("reason").asString("");
            if (reason.startsWith("Err") || reason.endsWith("Error") || reason.endsWith("BackOff")) {
                String message = waiting.path("message").asString("");
                failures.add("%s: %s"
                        .formatted(
                                reason,
                                message.isEmpty() ? container.path("name").asString("") : message));
            }
        }
        return String.join(", ", failures);
    }

    private static String pendingBecause(Manifest pod) {
        Optional<Condition> unschedulable = Condition.find(pod, "PodScheduled").filter(Condition::isFalse);
        return unschedulable.map(Condition::explanation).orElse("");
    }

    private static String terminations(Manifest pod) {
        List<String> ends = new ArrayList<>();
        for (JsonNode container : containers(pod)) {
            JsonNode terminated = container.path("state").path("terminated");
            String name = container.path("name").asString("");
            if (terminated.path("reason").asString("").equals("OOMKilled")) {
                ends.add("container %s was killed because it ran out of memory".formatted(name));
            } else if (terminated.path("exitCode").asLong(0) != 0) {
                String message = terminated.path("message").asString("");
                ends.add("container %s ended with exit code %d%s"
                        .formatted(
                                name,
                                terminated.path("exitCode").asLong(0),
                                message.isEmpty() ? "" : ": " + message.strip()));
            }
        }
        return String.join(", ", ends);
    }

    private static List<JsonNode> containers(Manifest pod) {
        List<JsonNode> containers = new ArrayList<>();
        pod.at("/status/initContainerStatuses").forEach(containers::add);
        pod.at("/status/containerStatuses").forEach(containers::add);
        return containers;
    }
}
