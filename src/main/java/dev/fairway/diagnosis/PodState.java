package dev.fairway.diagnosis;

import dev.fairway.diagnosis.ContainerState.Role;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Redaction;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One pod.
 *
 * @param workload the object in Git that it comes from
 * @param generation whether it was made from the newest template
 * @param unscheduled why no node takes it; empty if one does
 */
public record PodState(
        ResourceKey key,
        ResourceKey workload,
        Generation generation,
        boolean ready,
        String unscheduled,
        List<ContainerState> containers) {

    public enum Generation {
        NEW,
        OLD
    }

    public static PodState of(Manifest pod, ResourceKey workload, Generation generation) {
        List<ContainerState> containers = new ArrayList<>();
        pod.at("/status/initContainerStatuses").forEach(status -> containers.add(container(status, Role.INIT)));
        pod.at("/status/containerStatuses").forEach(status -> containers.add(container(status, Role.MAIN)));
        return new PodState(
                pod.key(),
                workload,
                generation,
                condition(pod, "Ready").path("status").asString("").equals("True"),
                unscheduled(pod),
                List.copyOf(containers));
    }

    boolean isNew() {
        return generation == Generation.NEW;
    }

    boolean isTroubled() {
        return !unscheduled.isEmpty() || containers.stream().anyMatch(ContainerState::isTroubled);
    }

    private static String unscheduled(Manifest pod) {
        JsonNode condition = condition(pod, "PodScheduled");
        return condition.path("status").asString("").equals("False")
                ? condition.path("message").asString(condition.path("reason").asString("No node takes it"))
                : "";
    }

    private static JsonNode condition(Manifest pod, String type) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition;
            }
        }
        return pod.at("/status/there-is-no-such-condition");
    }

    private static ContainerState container(JsonNode status, Role role) {
        return new ContainerState(
                status.path("name").asString(""),
                role,
                status.path("image").asString(""),
                status.path("ready").asBoolean(false),
                status.path("restartCount").asInt(0),
                now(status.path("state")),
                ended(status.path("lastState").path("terminated")));
    }

    private static ContainerState.Now now(JsonNode state) {
        JsonNode waiting = state.path("waiting");
        if (waiting.isObject()) {
            return new ContainerState.Waiting(
                    waiting.path("reason").asString(""),
                    Redaction.clean(waiting.path("message").asString("")));
        }
        return ended(state.path("terminated"))
                .<ContainerState.Now>map(ended -> ended)
                .orElse(new ContainerState.Running());
    }

    private static Optional<ContainerState.Ended> ended(JsonNode terminated) {
        return terminated.isObject()
                ? Optional.of(new ContainerState.Ended(
                        terminated.path("exitCode").asInt(0),
                        terminated.path("reason").asString(""),
                        time(terminated.path("finishedAt").asString(""))))
                : Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                ? Optional.of(Instant.parse(text))
                : Optional.empty();
    }
}
