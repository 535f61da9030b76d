package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The few things that no table can say about a kind. */
final class KindRules {

    private final Addresses addresses;

    KindRules(Storage storage) {
        this.addresses = new Addresses(storage);
    }

    void beforeDefaults(ResourceType type, ObjectNode object) {
        if (is(type, "", "Secret") && object.remove("stringData") instanceof ObjectNode text) {
            ObjectNode data = object.withObjectProperty("data");
            text.properties().forEach(entry -> data.put(
                    entry.getKey(),
                    Base64.getEncoder().encodeToString(entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
        }
    }

    void afterDefaults(ResourceType type, ObjectNode object, Optional<ObjectNode> before) {
        if (is(type, "", "Namespace") && before.isEmpty()) {
            ObjectNode metadata = object.withObjectProperty("metadata");
            metadata.withObjectProperty("labels").put("kubernetes.io/metadata.name", metadata.path("name").asString(""));
            object.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
        }
        if (is(type, "", "Pod") && before.isEmpty()) {
            ObjectNode status = object.withObjectProperty("status");
            status.put("phase", "Pending").put("qosClass", QualityOfService.of(object.path("spec")));
        }
        if (type.group().equals("apps") && object.path("spec").isObject() && before.isEmpty()) {
            return;
        }
        if (is(type, "", "PersistentVolumeClaim") && before.isEmpty()) {
            object.withObjectProperty("status").put("phase", "Pending");
        }
        if (is(type, "", "PersistentVolume") && before.isEmpty()) {
            object.withObjectProperty("status").put("phase", "Pending");
        }
    }

    void allocate(ResourceType type, ObjectNode object, Optional<ObjectNode> before) {
        if (is(type, "", "Service")) {
            addresses.allocate(object, before.map(JsonNode.class::cast));
        }
    }

    static boolean is(ResourceType type, String group, String kind) {
        return type.kind().equals(kind) && type.group().equals(group);
    }
}
