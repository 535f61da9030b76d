package dev.fairway.resource;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the documents of one text to objects: Lists unpacked, incomplete ones refused, Secrets hidden. */
final class ManifestReader {

    private final String origin;
    private final YamlLimits limits;
    private final SecretText.Hiding secrets;
    private final List<Manifest> manifests = new ArrayList<>();

    ManifestReader(String origin, YamlLimits limits, SecretText.Hiding secrets) {
        this.origin = origin;
        this.limits = limits;
        this.secrets = secrets;
    }

    List<Manifest> manifests() {
        return manifests;
    }

    void read(YamlDocument document) {
        read(document.tree(), document.in(origin));
    }

    private void read(JsonNode tree, String where) {
        if (tree.isNull()) {
            return;
        }
        if (!(tree instanceof ObjectNode object)) {
            throw refused(where, "is not a Kubernetes object but " + (tree.isArray() ? "a list" : "a single value"));
        }
        String kind = text(object, "kind");
        if (kind.isEmpty()) {
            throw refused(where, "has no kind, so it is not a Kubernetes object");
        }
        if (text(object, "apiVersion").isEmpty()) {
            throw refused(where, "has a kind but no apiVersion");
        }
        JsonNode items = object.path("items");
        if (kind.endsWith("List") && (items.isArray() || items.isNull())) {
            unpack(object, kind, items, where);
        } else {
            add(object, where);
        }
    }

    /** The items of a typed list, for example a ConfigMapList, need not repeat their kind. */
    private void unpack(ObjectNode list, String kind, JsonNode items, String where) {
        String itemKind = kind.substring(0, kind.length() - "List".length());
        int number = 0;
        for (JsonNode item : items.values()) {
            number++;
            if (!itemKind.isEmpty()
                    && item instanceof ObjectNode object
                    && text(object, "kind").isEmpty()) {
                object.put("kind", itemKind);
                object.put("apiVersion", text(list, "apiVersion"));
            }
            read(item, where + ", item " + number);
        }
    }

    private void add(ObjectNode object, String where) {
        JsonNode metadata = object.path("metadata");
        if (text(metadata, "name").isEmpty() && text(metadata, "generateName").isEmpty()) {
            throw refused(
                    where,
                    metadata.path("name").isNumber() || metadata.path("name").isBoolean()
                            ? "has a metadata.name that YAML reads as a number or boolean; put it in quotes"
                            : "has no metadata.name");
        }
        if (manifests.size() == limits.documents()) {
            throw YamlDocuments.tooMany(origin, limits);
        }
        manifests.add(Manifests.admit(object, where, secrets));
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    private static ProblemException refused(String where, String why) {
        return Problem.stalled("ManifestInvalid", "%s: the document %s.".formatted(where, why))
                .asException();
    }
}
