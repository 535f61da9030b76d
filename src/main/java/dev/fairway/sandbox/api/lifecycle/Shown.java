package dev.fairway.sandbox.api.lifecycle;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values as they stand in messages about invalid objects. */
final class Shown {

    private Shown() {}

    static String of(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }

    /** A map of texts, in the notation that people know from a real server. */
    static String map(JsonNode labels) {
        if (labels.isMissingNode()) {
            return "null";
        }
        return labels.properties().stream()
                .map(label -> '"' + label.getKey() + "\":\"" + label.getValue().asString("") + '"')
                .sorted()
                .collect(Collectors.joining(",", "{", "}"));
    }
}
