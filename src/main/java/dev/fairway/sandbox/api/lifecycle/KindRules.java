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
        if (is(type, "apiextensions.k8s.io", "CustomResourceDefinition")) {
            ObjectNode names = object.withObjectProperty("spec").withObjectProperty("names");
            String kind = names.path("kind").asString("");
            if (!names.has("singular")) {
                names.put("singular", kind.toLowerCase(java.util.Locale.ROOT));
            }
            if (!names.has("listKind")) {
                names.put("listKind", kind + "List");
            }
        }
        if (is(type, "batch", "Job") && before.isEmpty()) {
            jobSelector(object);
        }
        if (is(type, "", "Namespace") && before.isEmpty()) {
            ObjectNode metadata = object.withObjectProperty("metadata");
            metadata.withObjectProperty("labels").put("kubernetes.io/metadata.name", metadata.path("name").asString(""));
            object.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
        }
        if (is(type, "", "Pod") && before.isEmpty()) {
            ObjectNode status = object.withObjectProperty("status");
            status.put("phase", "Pending").put("qosClass", QualityOfService.of(object.path("spec")));
        }
        if (is(type, "", "PersistentVolumeClaim") && before.isEmpty()) {
            object.withObjectProperty("status").put("phase", "Pending");
        }
        if (is(type, "", "PersistentVolume") && before.isEmpty()) {
            object.withObjectProperty("status").put("phase", "Pending");
        }
    }

    /** A Job finds its pods by its own uid, unless it chose another way itself. */
    private static void jobSelector(ObjectNode job) {
        ObjectNode spec = job.withObjectProperty("spec");
        if (spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        String uid = job.path("metadata").path("uid").asString("");
        String name = job.path("metadata").path("name").asString("");
        ObjectNode labels = spec.withObjectProperty("template").withObjectProperty("metadata").withObjectProperty("labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid).put("job-name", name);
        spec.withObjectProperty("selector")
                .withObjectProperty("matchLabels")
                .put("batch.kubernetes.io/controller-uid", uid);
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
