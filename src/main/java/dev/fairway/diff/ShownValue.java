package dev.fairway.diff;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.Redaction;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field's value as it may be kept for good: nothing of a Secret, nothing under a name that says that it is one, no
 * credentials in text; a long value is cut, and its hash says whether two are the same.
 */
public final class ShownValue {

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

    public static String of(ResourceKey key, String path, Optional<JsonNode> value) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        if (isOfSecret(key, path) || (value.get().isString() && namesSecret(path))) {
            return HIDDEN;
        }
        JsonNode shown = value.get().isContainer() ? covered(value.get(), namesSecret(path)) : value.get();
        return cut(shown.isString() ? shown.stringValue() : shown.toString());
    }

    /** Whether a value is, or holds, what must not be shown: then it must not be written anywhere either. */
    public static boolean isSecret(ResourceKey key, String path, JsonNode value) {
        if (isOfSecret(key, path)) {
            return true;
        }
        JsonNode shown = covered(value, namesSecret(path));
        return !shown.equals(value)
                || texts(value).anyMatch(text -> !cleaned(text).equals(text.replace("\r\n", "\n")));
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isContainer()
                ? value.valueStream().flatMap(ShownValue::texts)
                : value.isString() ? Stream.of(value.stringValue()) : Stream.empty();
    }

    /** Line by line where it is long, since only so much is cleaned at once. */
    private static String cleaned(String text) {
        if (text.length() <= Redaction.MAX_LENGTH) {
            return Redaction.clean(text);
        }
        StringBuilder all = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(at + Redaction.MAX_LENGTH, text.length());
            int lineEnd = text.lastIndexOf('\n', end - 1);
            if (end < text.length() && lineEnd > at) {
                end = lineEnd;
            }
            all.append(Redaction.clean(text.substring(at, end)));
            at = end;
        }
        return all.toString();
    }

    /** Everything of a Secret but what says which it is. */
    private static boolean isOfSecret(ResourceKey key, String path) {
        return key.kind().equals("Secret")
                && key.group().isEmpty()
                && !(path.startsWith("metadata.labels") || path.equals("type") || path.equals("immutable"));
    }

    /**
     * {@code env[name=DB_PASSWORD].value}, {@code data.api-token}, {@code spec.credentials.key}: the last name says it, or one
     * above it and the last does not say that it only names where the secret is.
     */
    private static boolean namesSecret(String path) {
        List<FieldAddress.Step> steps =
                FieldAddress.parse(path).map(FieldAddress::steps).orElse(List.of());
        if (steps.isEmpty()) {
            return SECRET_NAME.matcher(path).find();
        }
        FieldAddress.Step last = steps.getLast();
        boolean ofItem =
                last instanceof FieldAddress.Step.Keyed || name(last, true).equals("value");
        return !REFERENCE.matcher(name(last, true)).matches()
                && steps.stream().anyMatch(step -> isSecretName(name(step, ofItem)));
    }

    /** @param ofItem whether the name of an item is about its value */
    private static String name(FieldAddress.Step step, boolean ofItem) {
        return switch (step) {
            case FieldAddress.Step.Field field -> field.name();
            case FieldAddress.Step.Keyed keyed -> ofItem ? keyed.key().getOrDefault("name", "") : "";
            case FieldAddress.Step.Place place -> "";
        };
    }

    private static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find() && !REFERENCE.matcher(name).matches();
    }

    /** @param secret whether a name above says that text here is secret */
    private static JsonNode covered(JsonNode value, boolean secret) {
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            boolean named = isSecretName(value.path("name").asString(""));
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                boolean reference = REFERENCE.matcher(entry.getKey()).matches();
                boolean hidden = isSecretName(entry.getKey())
                        || (secret && !reference)
                        || (named && entry.getKey().equals("value"));
                copy.set(entry.getKey(), covered(entry.getValue(), hidden));
            }
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> copy.add(covered(item, secret)));
            return copy;
        }
        return secret && value.isString() ? JsonNodeFactory.instance.stringNode(HIDDEN) : value;
    }

    private static String cut(String whole) {
        String text = cleaned(whole);
        return text.length() <= LONGEST
                ? text
                : "%s… (%d characters, sha256 %s)"
                        .formatted(
                                text.substring(0, LONGEST),
                                text.length(),
                                Hashes.sha256(text).substring(0, HASH));
    }
}
