package dev.fairway.sandbox.api.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills the cells of columns.yaml. */
final class Template {

    private static final Pattern EXPRESSION = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PART = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+|\\*|)]");

    private Template() {}

    static String fill(String cell, ObjectNode object, Instant now) {
        Matcher matcher = EXPRESSION.matcher(cell);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(value(matcher.group(1), object, now)));
        }
        return matcher.appendTail(text).toString();
    }

    private static String value(String expression, ObjectNode object, Instant now) {
        if (expression.startsWith("@")) {
            return Cells.of(expression.substring(1), object, now);
        }
        int bar = expression.indexOf('|');
        String otherwise = bar < 0 ? "<none>" : expression.substring(bar + 1);
        String call = bar < 0 ? expression : expression.substring(0, bar);
        int space = call.indexOf(' ');
        String function = space < 0 ? "" : call.substring(0, space);
        List<JsonNode> found = find(object, call.substring(space + 1));
        return switch (function) {
            case "" -> found.isEmpty() ? (bar < 0 ? "" : otherwise) : text(found.getFirst());
            case "jsonpath" -> found.stream().map(Template::text).collect(Collectors.joining(" "));
            case "age" ->
                found.isEmpty() ? (bar < 0 ? "<unknown>" : otherwise) : Ages.since(text(found.getFirst()), now);
            case "count" ->
                Integer.toString(found.isEmpty() ? 0 : found.getFirst().size());
            case "join" ->
                found.isEmpty() ? otherwise : found.stream().map(Template::text).collect(Collectors.joining(","));
            case "labels" -> found.isEmpty() || found.getFirst().isEmpty() ? otherwise : labels(found.getFirst());
            case "selector" -> found.isEmpty() ? otherwise : selector(found.getFirst());
            default -> throw new IllegalStateException("columns.yaml: " + expression);
        };
    }

    static String text(JsonNode node) {
        return node.isValueNode() ? node.asString("") : node.toString();
    }

    /** Follows a path; [] and [*] go over all items, quotes and filters are not known. */
    static List<JsonNode> find(JsonNode object, String path) {
        List<JsonNode> nodes = List.of(object);
        Matcher part = PART.matcher(path.replace("\\.", "\u0000"));
        while (part.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : nodes) {
                if (part.group(1) != null) {
                    next.add(node.path(part.group(1).replace('\u0000', '.')));
                } else if (part.group(2).isEmpty() || part.group(2).equals("*")) {
                    node.forEach(next::add);
                } else {
                    next.add(node.path(Integer.parseInt(part.group(2))));
                }
            }
            nodes = next.stream()
                    .filter(node -> !node.isMissingNode() && !node.isNull())
                    .toList();
        }
        return nodes;
    }

    private static String labels(JsonNode labels) {
        return labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String selector(JsonNode selector) {
        if (!selector.has("matchLabels") && !selector.has("matchExpressions")) {
            return selector.isEmpty() ? "<none>" : labels(selector);
        }
        List<String> terms = new ArrayList<>();
        if (!selector.path("matchLabels").isEmpty()) {
            terms.add(labels(selector.path("matchLabels")));
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asString("");
            String values = expression
                    .path("values")
                    .valueStream()
                    .map(value -> value.asString(""))
                    .collect(Collectors.joining(",", " (", ")"));
            terms.add(
                    switch (expression.path("operator").asString("")) {
                        case "In" -> key + " in" + values;
                        case "NotIn" -> key + " notin" + values;
                        case "Exists" -> key;
                        default -> "!" + key;
                    });
        }
        return terms.isEmpty() ? "<none>" : String.join(",", terms);
    }
}
