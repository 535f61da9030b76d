package dev.fairway.sandbox.api.storage;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out of the server, by one mapper. */
public final class ObjectJson {

    /** Keeps numbers and key order as they came; refuses the same key twice. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final byte[] BEFORE_VERSION =
            "\"metadata\":{\"resourceVersion\":\"".getBytes(StandardCharsets.UTF_8);

    private ObjectJson() {}

    public static ObjectNode parse(byte[] json) {
        return (ObjectNode) MAPPER.readTree(json);
    }

    public static byte[] write(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /**
     * An object as bytes with a gap for the resourceVersion, which is known only at the moment it is stored.
     *
     * @param object the object it was made from
     * @param bytes with an empty resourceVersion
     * @param gap where the version goes
     */
    public record Draft(ObjectNode object, byte[] bytes, int gap) {

        public static Draft of(ObjectNode object) {
            ObjectNode ordered = MAPPER.createObjectNode();
            ordered.set("apiVersion", object.get("apiVersion"));
            ordered.set("kind", object.get("kind"));
            ObjectNode metadata = ordered.putObject("metadata");
            metadata.put("resourceVersion", "");
            object.path("metadata").properties().forEach(field -> {
                if (!field.getKey().equals("resourceVersion")) {
                    metadata.set(field.getKey(), field.getValue());
                }
            });
            object.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
            byte[] bytes = write(ordered);
            return new Draft(object, bytes, indexOf(bytes, BEFORE_VERSION) + BEFORE_VERSION.length);
        }

        /** The entry it would be at a version, for a dry run. */
        public Entry at(long version) {
            byte[] digits = Long.toString(version).getBytes(StandardCharsets.US_ASCII);
            byte[] whole = new byte[bytes.length + digits.length];
            System.arraycopy(bytes, 0, whole, 0, gap);
            System.arraycopy(digits, 0, whole, gap, digits.length);
            System.arraycopy(bytes, gap, whole, gap + digits.length, bytes.length - gap);
            return Entry.of(object, whole, version);
        }

        /** The entry of an object that is not stored at all. */
        public Entry unversioned() {
            ObjectNode copy = object.deepCopy();
            copy.withObjectProperty("metadata").remove("resourceVersion");
            return Entry.of(copy, write(copy), 0);
        }

        private static int indexOf(byte[] bytes, byte[] wanted) {
            outer:
            for (int i = 0; i <= bytes.length - wanted.length; i++) {
                for (int j = 0; j < wanted.length; j++) {
                    if (bytes[i + j] != wanted[j]) {
                        continue outer;
                    }
                }
                return i;
            }
            throw new IllegalStateException("An object without metadata");
        }
    }
}
