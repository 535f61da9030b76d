package dev.fairway.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions a kubelet keeps on a pod. */
final class PodConditions {

    private PodConditions() {}

    static void write(
            ObjectNode status,
            PodPhase phase,
            List<ObjectNode> containers,
            ArrayNode init,
            boolean initialized,
            boolean sandboxReady,
            Instant now) {
        Conditions conditions = Conditions.of(status);
        conditions.set("PodReadyToStartContainers", sandboxReady && !phase.isFinal() ? "True" : "False", "", "", now);
        if (initialized) {
            conditions.set("Initialized", "True", phase == PodPhase.SUCCEEDED ? "PodCompleted" : "", "", now);
        } else {
            conditions.set(
                    "Initialized",
                    "False",
                    "ContainersNotInitialized",
                    "containers with incomplete status: "
                            + names(init.valueStream()
                                    .filter(c -> !c.path("ready").asBoolean(false))),
                    now);
        }
        String unready = names(containers.stream().filter(c -> !c.path("ready").asBoolean(false)));
        String reason =
                switch (phase) {
                    case SUCCEEDED -> "PodCompleted";
                    case FAILED -> "PodFailed";
                    case PENDING, RUNNING -> "ContainersNotReady";
                };
        for (String type : List.of("Ready", "ContainersReady")) {
            if (unready.equals("[]")) {
                conditions.set(type, "True", "", "", now);
            } else {
                String message = phase.isFinal() ? "" : "containers with unready status: " + unready;
                conditions.set(type, "False", reason, message, now);
            }
        }
        if (conditions.find("PodScheduled").isEmpty()) {
            conditions.set("PodScheduled", "True", "", "", now);
        }
        conditions.writeTo(status);
    }

    private static String names(Stream<? extends JsonNode> containers) {
        return containers.map(c -> Json.text(c.path("name"))).collect(Collectors.joining(" ", "[", "]"));
    }
}
