package dev.fairway.rendering.helm;

import dev.fairway.rendering.process.ToolWords;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Helm's {@code --set} language, worked out here so that no text appears among the arguments of a process, where every
 * user of the machine can read it: {@code a.b=c}, {@code a[0].b=c}, {@code a={x,y}}, with {@code \} before a character
 * that is meant as it is.
 *
 * <p>Whole numbers must be arguments all the same. Of a file Helm makes floating point numbers, which templates print as
 * {@code 1e+06} and cannot compare with {@code 1}; of an argument it makes integers.
 */
final class SetParameters {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_INDEX = 65_536;
    private static final int MAX_DEPTH = 30;
    private static final Pattern BARE_COMMA = Pattern.compile("(?<!\\\\),");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_./\\\\\\[\\]-]+");
    private static final Pattern INTEGERS = Pattern.compile("-?\\d{1,19}|\\{-?\\d{1,19}(,-?\\d{1,19})*}");

    private final ObjectNode values;
    private final Map<String, String> integers = new LinkedHashMap<>();

    /** @param base what the value files say, so that a list's one entry can be set; changed in place */
    SetParameters(ObjectNode base) {
        this.values = base;
    }

    ObjectNode values() {
        return values;
    }

    /** What must be said by an argument, after the values. */
    List<String> arguments() {
        return integers.entrySet().stream()
                .map(entry -> "--set=" + entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    /** As {@code --set}: true, false, null and whole numbers are not text. Argo CD escapes commas in a value. */
    void set(String name, String value) {
        boolean list = value.startsWith("{") && value.endsWith("}");
        String escaped = list ? value : BARE_COMMA.matcher(value).replaceAll("\\\\,");
        put(name, list ? list(escaped.substring(1, escaped.length() - 1)) : typed(unescape(escaped)));
        if (INTEGERS.matcher(value).matches() && PLAIN_NAME.matcher(name).matches()) {
            integers.put(name, value);
        }
    }

    /** As {@code --set-string}. */
    void setText(String name, String value) {
        boolean list = value.startsWith("{") && value.endsWith("}");
        if (!list) {
            put(name, NODES.stringNode(unescape(BARE_COMMA.matcher(value).replaceAll("\\\\,"))));
            return;
        }
        ArrayNode texts = NODES.arrayNode();
        split(value.substring(1, value.length() - 1), ',').forEach(item -> texts.add(unescape(item)));
        put(name, texts);
    }

    /** As {@code --set-file}: the text as it is. */
    void setFile(String name, String content) {
        put(name, NODES.stringNode(content));
    }

    static boolean hasIndex(String name) {
        return name.indexOf('[') >= 0;
    }

    private void put(String name, JsonNode value) {
        integers.remove(name);
        List<String> steps = split(name, '.');
        if (steps.size() > MAX_DEPTH) {
            throw invalid(name, "nests too deep");
        }
        ObjectNode object = values;
        for (int i = 0; i < steps.size(); i++) {
            Step step = Step.parse(steps.get(i), name);
            boolean last = i == steps.size() - 1;
            if (step.indexes().isEmpty()) {
                if (last) {
                    object.set(step.key(), value);
                } else {
                    object = child(object, step.key());
                }
            } else if (last) {
                intoList(object, step, value);
            } else {
                object = objectInList(object, step);
            }
        }
    }

    private static ObjectNode child(ObjectNode object, String key) {
        return object.path(key) instanceof ObjectNode present ? present : object.putObject(key);
    }

    private static void intoList(ObjectNode object, Step step, JsonNode value) {
        ArrayNode list = innermost(object, step);
        list.set(grown(list, step.indexes().getLast()), value);
    }

    private static ObjectNode objectInList(ObjectNode object, Step step) {
        ArrayNode list = innermost(object, step);
        int index = grown(list, step.indexes().getLast());
        if (list.path(index) instanceof ObjectNode present) {
            return present;
        }
        ObjectNode fresh = NODES.objectNode();
        list.set(index, fresh);
        return fresh;
    }

    private static ArrayNode innermost(ObjectNode object, Step step) {
        ArrayNode list = object.path(step.key()) instanceof ArrayNode present ? present : object.putArray(step.key());
        for (int index : step.indexes().subList(0, step.indexes().size() - 1)) {
            int place = grown(list, index);
            if (!(list.path(place) instanceof ArrayNode)) {
                list.set(place, NODES.arrayNode());
            }
            list = (ArrayNode) list.path(place);
        }
        return list;
    }

    private static int grown(ArrayNode list, int index) {
        while (list.size() <= index) {
            list.addNull();
        }
        return index;
    }

    private static ArrayNode list(String items) {
        ArrayNode list = NODES.arrayNode();
        split(items, ',').forEach(item -> list.add(typed(unescape(item))));
        return list;
    }

    private static JsonNode typed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            case "null" -> NODES.nullNode();
            case "0" -> NODES.numberNode(0);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        if (!text.isEmpty() && !text.startsWith("0")) {
            try {
                return NODES.numberNode(Long.parseLong(text));
            } catch (NumberFormatException isText) {
                return NODES.stringNode(text);
            }
        }
        return NODES.stringNode(text);
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
        }
        return result.toString();
    }

    private static ProblemException invalid(String name, String why) {
        return Problem.stalled(
                        "InvalidHelmParameter", "The Helm parameter %s %s.".formatted(ToolWords.quote(name), why))
                .asException();
    }

    /**
     * One step of a name.
     *
     * @param indexes into the list under the key, outermost first; empty if no list is meant
     */
    private record Step(String key, List<Integer> indexes) {

        static Step parse(String text, String name) {
            int bracket = text.indexOf('[');
            while (bracket > 0 && text.charAt(bracket - 1) == '\\') {
                bracket = text.indexOf('[', bracket + 1);
            }
            String key = unescape(bracket < 0 ? text : text.substring(0, bracket));
            if (key.isEmpty()) {
                throw invalid(name, "has an empty key");
            }
            return new Step(key, bracket < 0 ? List.of() : indexes(text.substring(bracket), name));
        }

        private static List<Integer> indexes(String brackets, String name) {
            List<Integer> indexes = new ArrayList<>();
            for (String index : brackets.split("(?<=])")) {
                if (!index.matches("\\[\\d{1,5}]")) {
                    throw invalid(name, "has an index that is not a number in brackets");
                }
                int number = Integer.parseInt(index.substring(1, index.length() - 1));
                if (number > MAX_INDEX) {
                    throw invalid(name, "has an index above " + MAX_INDEX);
                }
                indexes.add(number);
            }
            return List.copyOf(indexes);
        }
    }
}
