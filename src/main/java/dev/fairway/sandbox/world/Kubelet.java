package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes a pod on its node one step further: volumes, init containers in order, then the containers side by side. */
final class Kubelet {

    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration SAY_AGAIN = Duration.ofMinutes(1);

    Turn turn(Manifest pod, ClusterView view, Instant now) {
        Turn.Draft draft = new Turn.Draft(new Source("kubelet", pod.text("/spec/nodeName")));
        ObjectNode status = started(pod, now);
        Environment environment = new Environment(pod, view);
        Optional<String> unmounted = environment.missingVolume();
        unmounted.ifPresent(cause -> {
            draft.warn(pod, "FailedMount", cause, SAY_AGAIN);
            draft.again(now.plus(RETRY));
        });
        Instant startTime = Json.instant(status.path("startTime")).orElse(now);
        ContainerLife life = new ContainerLife(pod, view, environment, draft, now);

        Optional<Instant> initialized = Optional.of(startTime);
        ArrayNode init = Json.array();
        for (JsonNode container : pod.at("/spec/initContainers")) {
            boolean may = unmounted.isEmpty() && initialized.isPresent();
            ObjectNode next = life.initStep(
                    container, previous(pod, "initContainerStatuses", container), may, initialized.orElse(now));
            init.add(next);
            initialized = initialized.isEmpty() ? initialized : ContainerLife.passedAt(container, next);
        }
        boolean mayStart = unmounted.isEmpty() && initialized.isPresent();
        List<ObjectNode> containers = new ArrayList<>();
        boolean first = true;
        for (JsonNode container : pod.at("/spec/containers")) {
            Behaviour behaviour = first ? Behaviour.of(pod) : new Behaviour.Healthy();
            containers.add(life.step(
                    container,
                    previous(pod, "containerStatuses", container),
                    behaviour,
                    mayStart,
                    initialized.orElse(now)));
            first = false;
        }
        write(pod, status, init, containers, initialized.isPresent(), now);
        return draft.status(pod, status).done();
    }

    private static ObjectNode started(Manifest pod, Instant now) {
        ObjectNode status = PodController.status(pod);
        if (!status.has("startTime")) {
            status.put("startTime", Json.time(now));
        }
        String node = pod.text("/spec/nodeName");
        PodAddresses addresses = PodAddresses.of(pod.uid().orElse(pod.name()), node);
        status.put("hostIP", addresses.host());
        status.putArray("hostIPs").addObject().put("ip", addresses.host());
        return status;
    }

    private static Optional<JsonNode> previous(Manifest pod, String list, JsonNode container) {
        for (JsonNode status : pod.at("/status/" + list)) {
            if (status.path("name").equals(container.path("name"))) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    private static void write(
            Manifest pod,
            ObjectNode status,
            ArrayNode init,
            List<ObjectNode> containers,
            boolean initialized,
            Instant now) {
        PodPhase phase = PodPhase.of(pod.text("/spec/restartPolicy"), init, containers);
        status.put("phase", phase.text());
        boolean sandboxReady =
                containers.stream().anyMatch(c -> !c.path("state").has("waiting"))
                        || init.valueStream().anyMatch(c -> !c.path("state").has("waiting"));
        if (sandboxReady) {
            PodAddresses addresses = PodAddresses.of(pod.uid().orElse(pod.name()), pod.text("/spec/nodeName"));
            status.put("podIP", addresses.pod());
            status.putArray("podIPs").addObject().put("ip", addresses.pod());
        }
        if (!init.isEmpty()) {
            status.set("initContainerStatuses", init);
        }
        ArrayNode list = status.putArray("containerStatuses");
        containers.forEach(list::add);
        PodConditions.write(status, phase, containers, init, initialized, sandboxReady, now);
    }
}
