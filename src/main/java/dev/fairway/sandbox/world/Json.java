package dev.fairway.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Trees, and times as Kubernetes writes them: whole seconds in UTC. */
final class Json {

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Optional<Instant> instant(JsonNode node) {
        try {
            return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    /** Kubernetes leaves out counts of zero. */
    static void putUnlessZero(ObjectNode node, String field, int value) {
        if (value != 0) {
            node.put(field, value);
        }
    }

    static Map<String, String> strings(JsonNode node) {
        Map<String, String> result = new TreeMap<>();
        node.properties()
                .forEach(entry -> result.put(entry.getKey(), entry.getValue().asString("")));
        return result;
    }

    /** The same for equal text on every machine and in every run; 32 bits. */
    static int hash(String text) {
        int hash = 0x811c9dc5;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
