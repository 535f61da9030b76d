package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names that look like those of a cluster and are the same in every run. */
final class Names {

    /** No vowels and nothing that is read for something else, so that no word comes out. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private Names() {}

    /** What marks a version of a pod template, for example {@code 7c9b5d6f48}; equal for equal templates. */
    static String templateHash(JsonNode template) {
        String decimal = Integer.toUnsignedString(Json.hash(canonical(template).toString()));
        StringBuilder name = new StringBuilder();
        for (char digit : decimal.toCharArray()) {
            name.append(ALPHABET.charAt(digit % ALPHABET.length()));
        }
        return name.toString();
    }

    /** Five characters from whatever makes the name unlike others. */
    static String suffix(String seed) {
        long bits = Integer.toUnsignedLong(Json.hash(seed));
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            name.append(ALPHABET.charAt((int) (bits % ALPHABET.length())));
            bits /= ALPHABET.length();
        }
        return name.toString();
    }

    /** A name of the form {@code <owner>-<suffix>} that is not taken. */
    static String fresh(Manifest owner, Instant now, Predicate<String> taken) {
        for (int attempt = 0; ; attempt++) {
            String name = owner.name() + "-"
                    + suffix(owner.namespace() + "/" + owner.name() + "/" + now.toEpochMilli() + "/" + attempt);
            if (!taken.test(name)) {
                return name;
            }
        }
    }

    /** The same tree with the fields of each object in order. */
    private static JsonNode canonical(JsonNode node) {
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(element -> copy.add(canonical(element)));
            return copy;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode copy = Json.object();
        Map<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        fields.forEach((name, value) -> {
            if (!value.isNull()) {
                copy.set(name, canonical(value));
            }
        });
        return copy;
    }
}
