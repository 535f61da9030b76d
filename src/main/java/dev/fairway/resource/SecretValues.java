package dev.fairway.resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hides what a Secret holds. {@code stringData} becomes part of {@code data}, as the API server does it; the record of
 * the last client-side apply repeats the values and goes.
 */
final class SecretValues {

    private SecretValues() {}

    static void hide(ObjectNode tree, String where, SecretText.Hiding secrets) {
        if (!isSecret(tree)) {
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        collect(tree, "data", where, data, value -> canonical(value, where));
        collect(tree, "stringData", where, data, SecretValues::encode);
        tree.remove("stringData");
        if (!data.isEmpty() || tree.has("data")) {
            for (String key : Set.copyOf(data.propertyNames())) {
                data.put(key, secrets.hide(data.path(key).stringValue()));
            }
            tree.set("data", data);
        }
        if (tree.path("metadata").path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(WellKnown.LAST_APPLIED);
        }
    }

    private static boolean isSecret(ObjectNode tree) {
        JsonNode kind = tree.path("kind");
        JsonNode apiVersion = tree.path("apiVersion");
        return kind.isString()
                && kind.stringValue().equals("Secret")
                && apiVersion.isString()
                && apiVersion.stringValue().indexOf('/') < 0;
    }

    private static void collect(
            ObjectNode tree, String field, String where, ObjectNode into, UnaryOperator<String> toBase64) {
        JsonNode values = tree.path(field);
        if (!values.isObject() && !values.isNull() && !values.isMissingNode()) {
            throw refused(where, field + " is not a mapping");
        }
        int entry = 0;
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            entry++;
            JsonNode node = value.getValue();
            if (!node.isString() && !node.isNull()) {
                throw refused(where, "entry %d of %s is not text; put it in quotes".formatted(entry, field));
            }
            into.put(value.getKey(), node.isNull() ? "" : toBase64.apply(node.stringValue()));
        }
    }

    /** One form per value, so that equal values have equal fingerprints: line breaks are allowed and mean nothing. */
    private static String canonical(String base64, String where) {
        String compact = base64.replace("\r", "").replace("\n", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(compact);
            if (compact.length() % 4 == 0) {
                return Base64.getEncoder().encodeToString(bytes);
            }
        } catch (IllegalArgumentException invalid) {
            // Its message quotes the value.
        }
        throw refused(where, "a value under data is not base64; use stringData for plain text");
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException refused(String where, String why) {
        return Problem.stalled("ManifestInvalid", "%s: the Secret is refused: %s.".formatted(where, why))
                .asException();
    }
}
