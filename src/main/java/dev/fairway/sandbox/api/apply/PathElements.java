package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Names of the parts of a value in the notation of {@link FieldSet}. */
final class PathElements {

    private PathElements() {}

    static String field(String name) {
        return "f:" + name;
    }

    /** The name of one item of a set or keyed list. */
    static String item(SchemaType.ListOf list, JsonNode item) {
        if (list.kind() == SchemaType.ListKind.SET) {
            return "v:" + ObjectJson.MAPPER.writeValueAsString(item);
        }
        Map<String, JsonNode> keys = new TreeMap<>();
        for (String key : list.keys()) {
            JsonNode value = item.path(key);
            if (!value.isMissingNode()) {
                keys.put(key, value);
            } else if (list.element() instanceof SchemaType.Struct struct) {
                struct.field(key).flatMap(Field::defaultValue).ifPresent(assumed -> keys.put(key, assumed));
            }
        }
        if (keys.isEmpty()) {
            throw StatusException.internal("associative list with keys has an element that omits all key fields "
                    + list.keys().stream().map(key -> '"' + key + '"').collect(Collectors.joining(" ", "[", "]"))
                    + " (and doesn't have default values for any key fields)");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        keys.forEach(json::set);
        return "k:" + ObjectJson.MAPPER.writeValueAsString(json);
    }

    /** The items of a list by name, in order; of two with the same name the first counts. */
    static Map<String, JsonNode> index(SchemaType.ListOf list, JsonNode items) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode item : items) {
            byName.putIfAbsent(item(list, item), item);
        }
        return byName;
    }

    /** The type of what an element names inside a value of a type. */
    static SchemaType typeBelow(SchemaType type, String element) {
        return switch (type) {
            case SchemaType.Struct struct ->
                struct.field(element.substring(2)).map(Field::type).orElse(new SchemaType.Anything(false));
            case SchemaType.MapOf map -> map.element();
            case SchemaType.ListOf list -> list.element();
            case SchemaType.Scalar ignored -> new SchemaType.Anything(false);
            case SchemaType.Anything anything -> anything;
        };
    }

    static String display(String element) {
        String text = element.substring(2);
        return switch (element.charAt(0)) {
            case 'f' -> "." + text;
            case 'v' -> "[=" + text + "]";
            case 'k' -> "[" + keys(text) + "]";
            default -> "[" + text + "]";
        };
    }

    private static String keys(String json) {
        return ObjectJson.MAPPER.readTree(json).properties().stream()
                .map(key -> key.getKey() + "=" + ObjectJson.MAPPER.writeValueAsString(key.getValue()))
                .collect(Collectors.joining(","));
    }

    static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }
}
