package dev.fairway.sandbox.world;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A pod's phase, which follows from its containers. */
enum PodPhase {
    PENDING("Pending"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String text;

    PodPhase(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean isFinal() {
        return this == SUCCEEDED || this == FAILED;
    }

    static PodPhase of(String restartPolicy, Iterable<JsonNode> init, List<ObjectNode> containers) {
        for (JsonNode container : init) {
            if (restartPolicy.equals("Never") && exitCode(container) > 0) {
                return FAILED;
            }
        }
        boolean anyStarted = containers.stream()
                .anyMatch(c -> c.path("state").has("running")
                        || c.path("state").has("terminated")
                        || c.path("lastState").has("terminated"));
        if (!anyStarted) {
            return PENDING;
        }
        boolean allEnded = containers.stream().allMatch(c -> c.path("state").has("terminated"));
        if (!allEnded || restartPolicy.equals("Always") || restartPolicy.isEmpty()) {
            return RUNNING;
        }
        if (containers.stream().allMatch(c -> exitCode(c) == 0)) {
            return SUCCEEDED;
        }
        return restartPolicy.equals("Never") ? FAILED : RUNNING;
    }

    private static int exitCode(JsonNode container) {
        return container.path("state").path("terminated").path("exitCode").asInt(0);
    }
}
