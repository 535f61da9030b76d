package dev.fairway.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A label selector as workloads write it. One that says nothing matches nothing. */
record Selector(List<Predicate<Map<String, String>>> requirements) {

    static Selector of(JsonNode selector) {
        List<Predicate<Map<String, String>>> requirements = new ArrayList<>();
        Json.strings(selector.path("matchLabels"))
                .forEach((name, value) -> requirements.add(labels -> value.equals(labels.get(name))));
        selector.path("matchExpressions").forEach(expression -> requirements.add(expression(expression)));
        return new Selector(List.copyOf(requirements));
    }

    private static Predicate<Map<String, String>> expression(JsonNode expression) {
        String key = Json.text(expression.path("key"));
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asString("")));
        return switch (Json.text(expression.path("operator"))) {
            case "In" -> labels -> labels.containsKey(key) && values.contains(labels.get(key));
            case "NotIn" -> labels -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels -> labels.containsKey(key);
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default -> labels -> false;
        };
    }

    boolean matches(Map<String, String> labels) {
        return !requirements.isEmpty() && requirements.stream().allMatch(r -> r.test(labels));
    }
}
