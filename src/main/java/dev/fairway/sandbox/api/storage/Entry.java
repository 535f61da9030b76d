package dev.fairway.sandbox.api.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of one object: its bytes, and what is asked of it so often that it is kept beside them.
 *
 * @param version the resourceVersion
 * @param json the whole object, ready to be sent
 * @param owners the uids of its ownerReferences
 */
public record Entry(
        String namespace,
        String name,
        String uid,
        long version,
        byte[] json,
        Map<String, String> labels,
        List<String> owners,
        boolean deleting) {

    static Entry of(ObjectNode object, byte[] json, long version) {
        JsonNode metadata = object.path("metadata");
        Map<String, String> labels = new LinkedHashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        List<String> owners = new ArrayList<>();
        metadata.path("ownerReferences")
                .forEach(owner -> owners.add(owner.path("uid").asString("")));
        return new Entry(
                metadata.path("namespace").asString(""),
                metadata.path("name").asString(""),
                metadata.path("uid").asString(""),
                version,
                json,
                labels.isEmpty() ? Map.of() : labels,
                List.copyOf(owners),
                metadata.has("deletionTimestamp"));
    }

    /** Its place on the shelf; sorts as the server lists: by namespace, then by name. */
    public String key() {
        return key(namespace, name);
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    /** A copy that the caller may change. */
    public ObjectNode object() {
        return ObjectJson.parse(json);
    }
}
