package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.apply.Values;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The few things that no table can say about a kind. */
final class KindRules {

    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private final Addresses addresses;

    KindRules(Storage storage) {
        this.addresses = new Addresses(storage);
    }

    static boolean is(ResourceType type, String group, String kind) {
        return type.kind().equals(kind) && type.group().equals(group);
    }

    /** What belongs to the writer although the server computes it. */
    void beforeDefaults(ResourceType type, ObjectNode object, Optional<ObjectNode> before) {
        if (is(type, "", "Secret") && object.remove("stringData") instanceof ObjectNode text) {
            ObjectNode data = object.withObjectProperty("data");
            text.properties()
                    .forEach(entry -> data.put(
                            entry.getKey(),
                            Base64.getEncoder()
                                    .encodeToString(
                                            entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
        } else if (is(type, "", "Namespace")) {
            ObjectNode metadata = object.withObjectProperty("metadata");
            metadata.withObjectProperty("labels")
                    .put("kubernetes.io/metadata.name", metadata.path("name").asString(""));
        } else if (is(type, "apps", "DaemonSet")) {
            templateGeneration(object, before);
        } else if (is(type, "", "Pod") && before.isEmpty()) {
            requestsFromLimits(object.path("spec"));
        } else if (is(type, "apiextensions.k8s.io", "CustomResourceDefinition")) {
            ObjectNode names = object.withObjectProperty("spec").withObjectProperty("names");
            String kind = names.path("kind").asString("");
            names.putIfAbsent("singular", names.stringNode(kind.toLowerCase(Locale.ROOT)));
            names.putIfAbsent("listKind", names.stringNode(kind + "List"));
        }
    }

    private static void templateGeneration(ObjectNode object, Optional<ObjectNode> before) {
        long generation = 1;
        if (before.isPresent()) {
            JsonNode old = before.get();
            generation = Long.parseLong(old.path("metadata")
                    .path("annotations")
                    .path(TEMPLATE_GENERATION)
                    .asString("1"));
            JsonNode was = old.path("spec").path("template");
            if (!Values.same(was, object.path("spec").path("template"))) {
                generation++;
            }
        }
        object.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put(TEMPLATE_GENERATION, Long.toString(generation));
    }

    private static void requestsFromLimits(JsonNode spec) {
        for (String list : List.of("initContainers", "containers")) {
            spec.path(list).forEach(container -> container
                    .path("resources")
                    .path("limits")
                    .properties()
                    .forEach(limit -> ((ObjectNode) container.path("resources"))
                            .withObjectProperty("requests")
                            .putIfAbsent(limit.getKey(), limit.getValue())));
        }
    }

    /** What the server decides, and nobody owns. */
    void afterOwnership(Target target, ObjectNode object, Optional<ObjectNode> before, Instant now) {
        ResourceType type = target.type();
        if (is(type, "", "Namespace")) {
            namespace(target, object, before);
        } else if (is(type, "", "Pod") && before.isEmpty()) {
            object.withObjectProperty("status")
                    .put("phase", "Pending")
                    .put("qosClass", QualityOfService.of(object.path("spec")));
        } else if (is(type, "", "PersistentVolume") && before.isEmpty()) {
            object.withObjectProperty("status")
                    .put(
                            "lastPhaseTransitionTime",
                            now.truncatedTo(ChronoUnit.SECONDS).toString());
        } else if (is(type, "batch", "Job") && before.isEmpty()) {
            jobSelector(object);
        }
    }

    private static void namespace(Target target, ObjectNode object, Optional<ObjectNode> before) {
        if (before.isEmpty()) {
            object.withObjectProperty("spec").putArray("finalizers").add("kubernetes");
        } else if (!target.subresource().equals("finalize")) {
            object.set("spec", before.get().path("spec").deepCopy());
        }
    }

    /** A Job finds its pods by its own uid, unless it chose another way itself. */
    private static void jobSelector(ObjectNode job) {
        ObjectNode spec = job.withObjectProperty("spec");
        if (spec.path("manualSelector").asBoolean(false)) {
            return;
        }
        ObjectNode metadata = job.withObjectProperty("metadata");
        String uid = metadata.path("uid").asString("");
        String name = metadata.path("name").asString("");
        ObjectNode labels = spec.withObjectProperty("template")
                .withObjectProperty("metadata")
                .withObjectProperty("labels");
        labels.put("batch.kubernetes.io/controller-uid", uid).put("batch.kubernetes.io/job-name", name);
        labels.put("controller-uid", uid).put("job-name", name);
        if (metadata.path("labels").isEmpty()) {
            metadata.set("labels", labels.deepCopy());
        }
        spec.withObjectProperty("selector")
                .withObjectProperty("matchLabels")
                .put("batch.kubernetes.io/controller-uid", uid);
    }

    void allocate(ResourceType type, ObjectNode object, Optional<ObjectNode> before) {
        if (is(type, "", "Service")) {
            addresses.allocate(object, before.map(JsonNode.class::cast));
        }
    }
}
