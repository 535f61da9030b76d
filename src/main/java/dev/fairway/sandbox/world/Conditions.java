package dev.fairway.sandbox.world;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The conditions of a status: each keeps the time at which it last turned from one value to another. */
final class Conditions {

    private final ArrayNode list;

    private Conditions(ArrayNode list) {
        this.list = list;
    }

    /** Starts from those an object has; they are copied. */
    static Conditions of(JsonNode status) {
        JsonNode conditions = status.path("conditions");
        return new Conditions(conditions.isArray() ? (ArrayNode) conditions.deepCopy() : Json.array());
    }

    Optional<ObjectNode> find(String type) {
        for (JsonNode condition : list) {
            if (condition instanceof ObjectNode object && type.equals(Json.text(object.path("type")))) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    boolean isTrue(String type) {
        return find(type)
                .filter(c -> "True".equals(Json.text(c.path("status"))))
                .isPresent();
    }

    String reason(String type) {
        return find(type).map(c -> Json.text(c.path("reason"))).orElse("");
    }

    Optional<Instant> since(String type) {
        return find(type).flatMap(c -> Json.instant(c.path("lastTransitionTime")));
    }

    /** @param status True, False or Unknown; an empty reason or message is left out */
    Conditions set(String type, String status, String reason, String message, Instant now) {
        ObjectNode condition = find(type).orElseGet(() -> list.addObject().put("type", type));
        if (!status.equals(Json.text(condition.path("status")))) {
            condition.put("lastTransitionTime", Json.time(now));
        }
        condition.put("status", status);
        putOrRemove(condition, "reason", reason);
        putOrRemove(condition, "message", message);
        return this;
    }

    Conditions remove(String type) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (type.equals(Json.text(list.get(i).path("type")))) {
                list.remove(i);
            }
        }
        return this;
    }

    void writeTo(ObjectNode status) {
        if (!list.isEmpty()) {
            status.set("conditions", list);
        }
    }

    private static void putOrRemove(ObjectNode condition, String field, String value) {
        if (value.isEmpty()) {
            condition.remove(field);
        } else {
            condition.put(field, value);
        }
    }
}
