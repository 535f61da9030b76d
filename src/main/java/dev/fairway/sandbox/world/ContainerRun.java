package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One run of a container, as its status tells it.
 *
 * @param exitCode 0 while it runs
 */
record ContainerRun(Manifest pod, String container, Instant startedAt, Optional<Instant> endedAt, int exitCode) {

    /** The run now, or the last one while the container waits for its next start. */
    static Optional<ContainerRun> latest(Manifest pod, String container) {
        JsonNode status = status(pod, container);
        return of(pod, container, status.path("state")).or(() -> of(pod, container, status.path("lastState")));
    }

    /** The run before the last restart. */
    static Optional<ContainerRun> previous(Manifest pod, String container) {
        return of(pod, container, status(pod, container).path("lastState"));
    }

    private static Optional<ContainerRun> of(Manifest pod, String container, JsonNode state) {
        JsonNode ended = state.path("terminated");
        Optional<ContainerRun> running = Json.instant(state.path("running").path("startedAt"))
                .map(started -> new ContainerRun(pod, container, started, Optional.empty(), 0));
        return running.or(() -> Json.instant(ended.path("startedAt"))
                .map(started -> new ContainerRun(
                        pod,
                        container,
                        started,
                        Json.instant(ended.path("finishedAt")),
                        ended.path("exitCode").asInt(0))));
    }

    static JsonNode status(Manifest pod, String container) {
        return named(pod, List.of("/status/containerStatuses", "/status/initContainerStatuses"), container);
    }

    JsonNode spec() {
        return named(pod, List.of("/spec/containers", "/spec/initContainers"), container);
    }

    private static JsonNode named(Manifest pod, List<String> lists, String name) {
        for (String list : lists) {
            for (JsonNode candidate : pod.at(list)) {
                if (name.equals(Json.text(candidate.path("name")))) {
                    return candidate;
                }
            }
        }
        return Json.object();
    }

    /** Whether this is the container whose behaviour the pod's annotation describes. */
    boolean isFirst() {
        return container.equals(pod.text("/spec/containers/0/name"));
    }
}
