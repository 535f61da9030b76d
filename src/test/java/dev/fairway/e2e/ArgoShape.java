package dev.fairway.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Argo CD publishes about its API, as facts: addresses, parameters, and the fields of each answer with their types. */
final class ArgoShape {

    /**
     * @param answer the name of a type; empty if the answer goes on, line by line
     * @param stream the type of each line's {@code result}
     */
    record Endpoint(String method, String path, List<String> parameters, String answer, String stream) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode facts;

    private ArgoShape(JsonNode facts) {
        this.facts = facts;
    }

    static ArgoShape published() {
        try (InputStream file = ArgoShape.class.getResourceAsStream("/api/argocd-shape.json")) {
            return new ArgoShape(new JsonMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new TreeMap<>();
        for (JsonNode fact : facts.path("endpoints")) {
            Endpoint endpoint = new Endpoint(
                    fact.path("method").asString(),
                    fact.path("path").asString(),
                    fact.path("parameters")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList(),
                    fact.path("answer").asString(""),
                    fact.path("stream").asString(""));
            endpoints.put(endpoint.toString(), endpoint);
        }
        return endpoints;
    }

    /** Fields that the type does not have or that are of another type, as {@code Type.field}. */
    SortedSet<String> differences(JsonNode value, String type) {
        SortedSet<String> found = new TreeSet<>();
        compare(value, type, type, found);
        return found;
    }

    private void compare(JsonNode value, String type, String place, SortedSet<String> found) {
        // Go's clients read null as nothing.
        if (type.equals("any") || value.isNull()) {
            return;
        }
        if (!isOf(value, type)) {
            found.add("%s is %s, not %s".formatted(place, value.getNodeType(), type));
        } else if (type.startsWith("[]")) {
            value.forEach(item -> compare(item, type.substring(2), place, found));
        } else if (type.startsWith("{}")) {
            value.forEach(item -> compare(item, type.substring(2), place, found));
        } else {
            JsonNode fields = facts.path("types").path(type);
            if (!fields.isObject() || fields.has("*")) {
                return;
            }
            value.properties().forEach(entry -> {
                String field = type + "." + entry.getKey();
                Optional.ofNullable(fields.get(entry.getKey()))
                        .ifPresentOrElse(
                                known -> compare(entry.getValue(), known.asString(), field, found),
                                () -> found.add(field));
            });
        }
    }

    private static boolean isOf(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> type.startsWith("[]") ? value.isArray() : value.isObject();
        };
    }
}
