package dev.fairway.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field's path as {@link FieldChange#path} writes it for people, taken apart again:
 * {@code spec.template.spec.containers[name=web].image}.
 */
public record FieldAddress(List<Step> steps) {

    public FieldAddress {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    public sealed interface Step {

        record Field(String name) implements Step {}

        /** The item of a list that has these values in its key fields. */
        record Keyed(Map<String, String> key) implements Step {}

        record Place(int index) implements Step {}
    }

    /** Empty for the root, and for a text that cannot be read with certainty. */
    public static Optional<FieldAddress> parse(String text) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                int end = endOfItem(text, at);
                if (end < 0) {
                    return Optional.empty();
                }
                Optional<Step> item = item(text.substring(at + 1, end));
                if (item.isEmpty()) {
                    return Optional.empty();
                }
                steps.add(item.get());
                at = end + 1;
                continue;
            }
            if (at > 0) {
                if (text.charAt(at) != '.') {
                    return Optional.empty();
                }
                at++;
            }
            int end = endOfName(text, at);
            if (end <= at) {
                return Optional.empty();
            }
            boolean quoted = text.charAt(at) == '"';
            steps.add(new Step.Field(quoted ? text.substring(at + 1, end - 1) : text.substring(at, end)));
            at = end;
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldAddress(steps));
    }

    private static int endOfItem(String text, int open) {
        for (int end = text.indexOf(']', open); end >= 0; end = text.indexOf(']', end + 1)) {
            if (end + 1 == text.length() || text.charAt(end + 1) == '.' || text.charAt(end + 1) == '[') {
                return end;
            }
        }
        return -1;
    }

    private static int endOfName(String text, int from) {
        if (from < text.length() && text.charAt(from) == '"') {
            int end = text.indexOf('"', from + 1);
            return end < 0 ? -1 : end + 1;
        }
        int end = from;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private static Optional<Step> item(String label) {
        if (!label.isEmpty() && label.length() < 9 && label.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(new Step.Place(Integer.parseInt(label)));
        }
        Map<String, String> key = new LinkedHashMap<>();
        for (String part : label.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals <= 0) {
                return Optional.empty();
            }
            key.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return Optional.of(new Step.Keyed(key));
    }

    /** The value there; a missing node if there is none, or if more than one item has these key fields. */
    public JsonNode in(JsonNode tree) {
        JsonNode node = tree;
        for (Step step : steps) {
            node = switch (step) {
                case Step.Field field -> node.path(field.name());
                case Step.Place place -> node.path(place.index());
                case Step.Keyed keyed -> item(node, keyed);
            };
        }
        return node;
    }

    /**
     * A copy of a tree with another value there, or with none. An item that is not there comes last; empty if nothing is there
     * that could hold the value.
     */
    public Optional<JsonNode> with(JsonNode tree, Optional<JsonNode> value) {
        JsonNode copy = tree.deepCopy();
        JsonNode holder = new FieldAddress(steps.subList(0, steps.size() - 1)).in(copy);
        JsonNode there = new FieldAddress(List.of(steps.getLast())).in(holder);
        if (value.isEmpty() && there.isMissingNode()) {
            return Optional.empty();
        }
        if (holder instanceof ObjectNode object && steps.getLast() instanceof Step.Field field) {
            value.ifPresentOrElse(node -> object.set(field.name(), node), () -> object.remove(field.name()));
            return Optional.of(copy);
        }
        if (holder instanceof ArrayNode list && !(steps.getLast() instanceof Step.Field)) {
            int at = place(list, there);
            if (at < 0 && (value.isEmpty() || steps.getLast() instanceof Step.Place)) {
                return Optional.empty();
            }
            if (at < 0) {
                value.ifPresent(list::add);
            } else {
                value.ifPresentOrElse(node -> list.set(at, node), () -> list.remove(at));
            }
            return Optional.of(copy);
        }
        return Optional.empty();
    }

    private static int place(ArrayNode list, JsonNode item) {
        for (int i = 0; i < list.size(); i++) {
            if (list.path(i) == item) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode item(JsonNode list, Step.Keyed keyed) {
        List<JsonNode> found = list.isArray()
                ? list.valueStream().filter(item -> isAbout(keyed.key(), item)).toList()
                : List.of();
        return found.size() == 1 ? found.getFirst() : JsonNodeFactory.instance.missingNode();
    }

    /** A protocol that is left out is the one a server fills in. */
    private static boolean isAbout(Map<String, String> key, JsonNode item) {
        return key.entrySet().stream().allMatch(part -> item.path(part.getKey())
                .asString(part.getKey().equals("protocol") ? "TCP" : "")
                .equals(part.getValue()));
    }

    /** RFC 6901; empty where an item is known by its key and not by its place. */
    public Optional<String> pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Field field ->
                    pointer.append('/').append(field.name().replace("~", "~0").replace("/", "~1"));
                case Step.Place place -> pointer.append('/').append(place.index());
                case Step.Keyed keyed -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(pointer.toString());
    }

    /** A jq expression that yields this path, as {@code jqPathExpressions} takes it. */
    public String expression() {
        StringBuilder expression = new StringBuilder();
        boolean piped = true;
        for (Step step : steps) {
            switch (step) {
                case Step.Field field -> {
                    boolean plain = field.name().matches("[A-Za-z_][A-Za-z0-9_]*");
                    expression.append(
                            plain ? "." + field.name() : (piped ? "." : "") + "[" + quoted(field.name()) + "]");
                }
                case Step.Place place -> expression.append(piped ? "." : "").append("[" + place.index() + "]");
                case Step.Keyed keyed -> {
                    StringJoiner conditions = new StringJoiner(" and ");
                    keyed.key().forEach((name, value) -> {
                        // Where it is left out, it is TCP.
                        if (!(name.equals("protocol") && value.equals("TCP"))) {
                            conditions.add("." + name + " == " + literal(value));
                        }
                    });
                    expression
                            .append(piped ? "." : "")
                            .append("[] | select(")
                            .append(conditions)
                            .append(") | ");
                }
            }
            piped = step instanceof Step.Keyed;
        }
        String text = expression.toString();
        return text.endsWith(" | ") ? text.substring(0, text.length() - 3) : text;
    }

    private static String literal(String value) {
        return value.matches("[0-9]{1,9}") ? value : quoted(value);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
