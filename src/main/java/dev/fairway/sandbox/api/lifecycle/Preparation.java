package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.apply.Repetitions;
import dev.fairway.sandbox.api.apply.Values;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes of what a writer sent what a server would consider storing: decoded, with defaults and the system's own fields. */
final class Preparation {

    private final Defaults defaults;
    private final KindRules kinds;
    private final InstantSource clock;

    Preparation(Defaults defaults, KindRules kinds, InstantSource clock) {
        this.defaults = defaults;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * An object that is written for the first time.
     *
     * @param object what the writer sent; it is changed
     */
    void fresh(Target target, ObjectNode object, WriteOptions options) {
        ResourceType type = target.type();
        decode(type, object, options);
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (metadata.has("resourceVersion")
                && !metadata.path("resourceVersion").asString("").isEmpty()) {
            throw StatusException.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        metadata.remove(List.of(
                "resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"));
        if (type.namespaced()) {
            metadata.put("namespace", target.namespace());
        } else {
            metadata.remove("namespace");
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put(
                "creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (type.generation()) {
            metadata.put("generation", 1);
        }
        if (type.hasSubresource("status")) {
            object.remove("status");
        }
        kinds.beforeDefaults(type, object, Optional.empty());
        defaults.apply(object, type.schema());
    }

    /**
     * An object that is changed: everything a writer cannot decide comes from the object as it was.
     *
     * @param after what the writer made of it; it is changed
     */
    void changed(Target target, ObjectNode before, ObjectNode after, WriteOptions options) {
        ResourceType type = target.type();
        if (target.isStatus()) {
            JsonNode claims = after.path("metadata").path("managedFields").deepCopy();
            decode(type, after, options);
            JsonNode status = after.path("status");
            after.removeAll();
            after.setAll(before.deepCopy());
            after.remove("status");
            if (!status.isMissingNode()) {
                after.set("status", status);
            }
            restore(after, claims);
        } else {
            decode(type, after, options);
            if (type.hasSubresource("status")) {
                after.remove("status");
                if (before.has("status")) {
                    after.set("status", before.get("status").deepCopy());
                }
            }
        }
        ObjectNode metadata = after.withObjectProperty("metadata");
        ObjectNode old = before.withObjectProperty("metadata");
        for (String kept : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "generation",
                "generateName",
                "resourceVersion")) {
            if (old.has(kept)) {
                metadata.set(kept, old.get(kept));
            } else {
                metadata.remove(kept);
            }
        }
        kinds.beforeDefaults(type, after, Optional.of(before));
        defaults.apply(after, type.schema());
        if (type.generation() && !target.isStatus() && wishChanged(type, before, after)) {
            metadata.put("generation", old.path("generation").asLong(0) + 1);
        }
    }

    /** Of a Deployment the annotations count, too. */
    private static boolean wishChanged(ResourceType type, ObjectNode before, ObjectNode after) {
        boolean annotated = KindRules.is(type, "apps", "Deployment")
                && !Values.same(
                        before.path("metadata").path("annotations"),
                        after.path("metadata").path("annotations"));
        return annotated || !Values.same(wish(before), wish(after));
    }

    private static ObjectNode wish(ObjectNode object) {
        ObjectNode copy = ObjectJson.MAPPER.createObjectNode();
        object.properties().forEach(field -> {
            if (!List.of("metadata", "status", "apiVersion", "kind").contains(field.getKey())) {
                copy.set(field.getKey(), field.getValue());
            }
        });
        return copy;
    }

    /** An apply says the whole truth about fields: one that the kind does not have, or one item twice, is an error, not a slip. */
    static void requireFitting(ResourceType type, ObjectNode config) {
        ObjectNode decoded = config.deepCopy();
        List<String> misfits = new ArrayList<>();
        Decoder.decode(type, decoded).forEach(path -> misfits.add("." + path + ": field not declared in schema"));
        misfits.addAll(Repetitions.in(decoded, type.schema()));
        if (!misfits.isEmpty()) {
            JsonNode metadata = config.path("metadata");
            throw StatusException.of(
                    500,
                    "",
                    "failed to create typed patch object ("
                            + metadata.path("namespace").asString("") + "/"
                            + metadata.path("name").asString("") + "; " + type.apiVersion() + ", Kind=" + type.kind()
                            + "): "
                            + (misfits.size() == 1
                                    ? misfits.getFirst()
                                    : "errors:\n  " + String.join("\n  ", misfits)));
        }
    }

    /** Puts back who owns what, after a step that knew nothing of it. */
    static void restore(ObjectNode object, JsonNode claims) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (claims.isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", claims);
        }
    }

    private void decode(ResourceType type, ObjectNode object, WriteOptions options) {
        List<String> unknown = Decoder.decode(type, object);
        if (unknown.isEmpty()) {
            return;
        }
        switch (options.validation()) {
            case STRICT ->
                throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                        + "\" cannot be handled as a " + type.kind() + ": strict decoding error: "
                        + String.join(
                                ", ",
                                unknown.stream()
                                        .map(path -> "unknown field \"" + path + "\"")
                                        .toList()));
            case WARN -> unknown.forEach(path -> options.warnings().accept("unknown field \"" + path + "\""));
            case IGNORE -> {}
        }
    }
}
