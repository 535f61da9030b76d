package dev.fairway.rendering.spec;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of one object, read strictly: a field that is there has the right type or is named in a problem.
 *
 * @param place where the object is, for messages
 * @param node the object
 */
record Fields(String place, JsonNode node) {

    Fields {
        if (!node.isObject()) {
            throw wrong(place, "a mapping of keys to values");
        }
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return "";
        }
        if (!value.isString()) {
            throw wrong(at(name), "text; put it in quotes");
        }
        return value.stringValue();
    }

    /** Text, or a number or boolean as it is written: people leave the quotes out. */
    String scalar(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return "";
        }
        if (!value.isValueNode()) {
            throw wrong(at(name), "text");
        }
        return value.asString();
    }

    boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw wrong(at(name), "true or false");
        }
        return value.asBoolean(false);
    }

    /** A whole number, as text too: Argo CD takes both. */
    int number(String name) {
        JsonNode value = node.path(name);
        try {
            return Integer.parseInt(isAbsent(value) ? "0" : value.asString(""));
        } catch (NumberFormatException e) {
            throw wrong(at(name), "a whole number");
        }
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isString()) {
                throw wrong(at(name), "a list of texts");
            }
            texts.add(item.stringValue());
        }
        return List.copyOf(texts);
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode item : list(name)) {
            objects.add(new Fields(at(name) + "[" + objects.size() + "]", item));
        }
        return List.copyOf(objects);
    }

    Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        Fields map = object(name);
        for (String key : map.node.propertyNames()) {
            texts.put(key, map.text(key));
        }
        return Collections.unmodifiableMap(texts);
    }

    /** An object inside; an absent one is empty. */
    Fields object(String name) {
        JsonNode value = node.path(name);
        return new Fields(at(name), isAbsent(value) ? JsonNodeFactory.instance.objectNode() : value);
    }

    Optional<JsonNode> tree(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(at(name), "a mapping of keys to values");
        }
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** Whether anything is said below a field. */
    boolean says(String name) {
        JsonNode value = node.path(name);
        return !isAbsent(value) && !(value.isContainer() && value.isEmpty());
    }

    private List<JsonNode> list(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(at(name), "a list");
        }
        return List.copyOf(value.values());
    }

    private String at(String name) {
        return place + "." + name;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static ProblemException wrong(String place, String expected) {
        return Problem.stalled("InvalidSource", place + " is not " + expected + ".")
                .asException();
    }
}
