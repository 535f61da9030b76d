package dev.fairway.reconciliation.drift;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.Redaction;
import dev.fairway.resource.ResourceKey;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field's value as it may be kept for good: nothing of a Secret, nothing under a name that says that it is one, no
 * credentials in text; a long value is cut, and its hash says whether two are the same.
 */
final class ShownValue {

    static final String HIDDEN = "(not shown)";
    static final String NOTHING = "";

    private static final int LONGEST = 400;
    private static final int HASH = 12;

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)password|passwd|passphrase|token|secret|credential|api[_-]?key|access[_-]?key|private[_-]?key|authorization");
    /** They name where a secret is, and are none. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?i).*(name|names|ref|refs|namespace|path|class|kind|type|ttl|seconds|duration|mount)$");

    private ShownValue() {}

    static String of(ResourceKey key, String path, Optional<JsonNode> value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        if (isOfSecret(key, path) || (value.get().isString() && namesSecret(path))) {
            return HIDDEN;
        }
        JsonNode shown = value.get().isContainer() ? covered(value.get()) : value.get();
        return cut(Redaction.clean(shown.isString() ? shown.stringValue() : shown.toString()));
    }

    /** Everything of a Secret but what says which it is. */
    private static boolean isOfSecret(ResourceKey key, String path) {
        return key.kind().equals("Secret")
                && key.group().isEmpty()
                && !(path.startsWith("metadata.labels") || path.equals("type") || path.equals("immutable"));
    }

    /** {@code env[name=DB_PASSWORD].value}, {@code data.api-token}. */
    private static boolean namesSecret(String path) {
        int item = path.lastIndexOf('[');
        String last = path.endsWith(".value") && item >= 0
                ? path.substring(item + 1, path.length() - ".value".length())
                : path.substring(path.lastIndexOf('.') + 1);
        return isSecretName(last.replaceAll("[\\[\\]\"]", ""));
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find() && !REFERENCE.matcher(name).matches();
    }

    private static JsonNode covered(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            boolean named = isSecretName(value.path("name").asString(""));
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                boolean hidden = entry.getValue().isString()
                        && (isSecretName(entry.getKey())
                                || (named && entry.getKey().equals("value")));
                copy.set(
                        entry.getKey(),
                        hidden ? JsonNodeFactory.instance.stringNode(HIDDEN) : covered(entry.getValue()));
            }
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> copy.add(covered(item)));
            return copy;
        }
        return value;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : "%s… (%d characters, sha256 %s)"
                        .formatted(
                                text.substring(0, LONGEST),
                                text.length(),
                                Hashes.sha256(text).substring(0, HASH));
    }
}
