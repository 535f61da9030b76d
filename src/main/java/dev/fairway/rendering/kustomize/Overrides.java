package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.spec.SourceSpec.Kustomize;
import dev.fairway.rendering.spec.SourceSpec.Replica;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application's own wishes, written into the exported copy of the kustomization as {@code kustomize edit} would. They
 * act in the same layer as what the file says: an image named by the file is found whatever prefix the application adds,
 * which an overlay around it would not do.
 */
final class Overrides {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Kustomize wishes;

    Overrides(Kustomize wishes) {
        this.wishes = wishes;
    }

    boolean areEmpty() {
        return wishes.equals(Kustomize.NONE);
    }

    /** All that is wished for, as it was written; part of the key. */
    ObjectNode toJson() {
        return JsonMapper.shared().valueToTree(wishes);
    }

    /**
     * Changes a kustomization.
     *
     * @param kustomization changed in place and returned
     * @param components the components that are to be added
     * @param patches the patches that are to be added
     */
    ObjectNode applyTo(ObjectNode kustomization, List<String> components, List<JsonNode> patches) {
        put(kustomization, "namePrefix", wishes.namePrefix());
        put(kustomization, "nameSuffix", wishes.nameSuffix());
        put(kustomization, "namespace", wishes.namespace());
        images(kustomization);
        replicas(kustomization);
        labels(kustomization);
        merge(
                kustomization.withObjectProperty("commonAnnotations"),
                wishes.commonAnnotations(),
                wishes.forceCommonAnnotations(),
                "commonAnnotations",
                "forceCommonAnnotations");
        if (kustomization.path("commonAnnotations").isEmpty()) {
            kustomization.remove("commonAnnotations");
        }
        if (!patches.isEmpty()) {
            patches.forEach(list(kustomization, "patches")::add);
        }
        if (!components.isEmpty()) {
            ArrayNode present = list(kustomization, "components");
            components.stream()
                    .filter(component ->
                            present.values().stream().noneMatch(known -> component.equals(known.asString(""))))
                    .forEach(present::add);
        }
        return kustomization;
    }

    private void images(ObjectNode kustomization) {
        if (wishes.images().isEmpty()) {
            return;
        }
        List<ObjectNode> images = new ArrayList<>();
        for (JsonNode image : kustomization.path("images").values()) {
            if (image instanceof ObjectNode object) {
                images.add(object);
            }
        }
        for (String wish : wishes.images()) {
            ImageOverride override = ImageOverride.parse(wish);
            ObjectNode present = NODES.objectNode();
            for (ObjectNode image : images) {
                if (override.name().equals(image.path("name").asString(""))) {
                    present = image;
                }
            }
            images.remove(present);
            images.add(override.over(present));
        }
        kustomization.set("images", NODES.arrayNode().addAll(images));
    }

    private void replicas(ObjectNode kustomization) {
        if (wishes.replicas().isEmpty()) {
            return;
        }
        ArrayNode replicas = NODES.arrayNode();
        for (JsonNode present : kustomization.path("replicas").values()) {
            if (wishes.replicas().stream()
                    .noneMatch(wish -> wish.name().equals(present.path("name").asString("")))) {
                replicas.add(present);
            }
        }
        for (Replica wish : wishes.replicas()) {
            replicas.addObject().put("name", wish.name()).put("count", wish.count());
        }
        kustomization.set("replicas", replicas);
    }

    private void labels(ObjectNode kustomization) {
        if (wishes.labelIncludeTemplates() && !wishes.labelWithoutSelector()) {
            throw invalid(
                    "kustomize.labelIncludeTemplates has a meaning only beside kustomize.labelWithoutSelector: true");
        }
        if (wishes.commonLabels().isEmpty()) {
            return;
        }
        if (!wishes.labelWithoutSelector()) {
            merge(
                    kustomization.withObjectProperty("commonLabels"),
                    wishes.commonLabels(),
                    wishes.forceCommonLabels(),
                    "commonLabels",
                    "forceCommonLabels");
            return;
        }
        ObjectNode pairs = NODES.objectNode();
        wishes.commonLabels().forEach(pairs::put);
        ObjectNode added = list(kustomization, "labels").addObject();
        added.set("pairs", pairs);
        if (wishes.labelIncludeTemplates()) {
            added.put("includeTemplates", true);
        }
    }

    private static void merge(
            ObjectNode present, Map<String, String> wished, boolean force, String field, String forceField) {
        wished.forEach((name, value) -> {
            if (!force && present.has(name)) {
                throw invalid(
                        "kustomize.%s sets %s, which the kustomization already sets; add kustomize.%s: true to win over it"
                                .formatted(field, name, forceField));
            }
            present.put(name, value);
        });
    }

    private static void put(ObjectNode kustomization, String field, String value) {
        if (!value.isEmpty()) {
            kustomization.put(field, value);
        }
    }

    private static ArrayNode list(ObjectNode kustomization, String field) {
        JsonNode present = kustomization.path(field);
        return present instanceof ArrayNode list ? list : kustomization.putArray(field);
    }

    private static ProblemException invalid(String why) {
        return Problem.stalled("InvalidKustomization", "spec.source." + why + ".")
                .asException();
    }
}
