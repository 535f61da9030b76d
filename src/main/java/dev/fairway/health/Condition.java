package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One entry of {@code status.conditions}.
 *
 * @param observedGeneration 0 when the controller does not say
 */
record Condition(String type, String status, String reason, String message, long observedGeneration) {

    static List<Condition> of(Manifest object) {
        return of(object.at("/status/conditions"));
    }

    static List<Condition> of(JsonNode conditions) {
        return conditions.values().stream()
                .filter(JsonNode::isObject)
                .map(condition -> new Condition(
                        text(condition, "type"),
                        text(condition, "status"),
                        text(condition, "reason"),
                        text(condition, "message"),
                        condition.path("observedGeneration").asLong(0)))
                .toList();
    }

    static Optional<Condition> find(Manifest object, String type) {
        return of(object).stream()
                .filter(condition -> condition.type.equals(type))
                .findFirst();
    }

    boolean isTrue() {
        return status.equals("True");
    }

    boolean isFalse() {
        return status.equals("False");
    }

    /** The message, or the reason where a controller writes no message. */
    String explanation() {
        return message.isEmpty() ? reason : message;
    }

    private static String text(JsonNode condition, String field) {
        JsonNode value = condition.path(field);
        return value.isString() ? value.stringValue() : "";
    }
}
