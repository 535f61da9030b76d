package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code autoscaling/v1 Scale} of an object: its wanted and actual number of replicas, wherever the kind keeps them.
 */
record Scale(List<String> wanted, List<String> actual, List<String> selector) {

    static Scale of(ResourceType type) {
        return type.scalePaths()
                .map(paths -> new Scale(paths.wanted(), paths.actual(), paths.selector()))
                .orElse(new Scale(
                        List.of("spec", "replicas"), List.of("status", "replicas"), List.of("spec", "selector")));
    }

    ObjectNode read(ObjectNode object) {
        ObjectNode scale = ObjectJson.MAPPER.createObjectNode();
        scale.put("kind", "Scale").put("apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            JsonNode value = object.path("metadata").path(field);
            if (!value.isMissingNode()) {
                metadata.set(field, value);
            }
        }
        ObjectNode spec = scale.putObject("spec");
        long replicas = find(object, wanted).asLong(0);
        if (replicas != 0) {
            spec.put("replicas", replicas);
        }
        ObjectNode status = scale.putObject("status");
        status.put("replicas", find(object, actual).asLong(0));
        String text = selector.isEmpty() ? "" : selector(find(object, selector));
        if (!text.isEmpty()) {
            status.put("selector", text);
        }
        return scale;
    }

    ObjectNode write(ObjectNode object, ObjectNode scale) {
        ObjectNode holder = object;
        for (String name : wanted.subList(0, wanted.size() - 1)) {
            holder = holder.withObjectProperty(name);
        }
        holder.put(wanted.getLast(), scale.path("spec").path("replicas").asLong(0));
        JsonNode version = scale.path("metadata").path("resourceVersion");
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.remove("resourceVersion");
        if (!version.asString("").isEmpty()) {
            metadata.set("resourceVersion", version);
        }
        return object;
    }

    private static JsonNode find(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    private static String selector(JsonNode selector) {
        if (selector.isString()) {
            return selector.stringValue();
        }
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        return labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
