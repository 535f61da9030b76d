package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes' strategic merge patch: lists of built-in kinds merge by their patch keys; directives begin with $. */
public final class StrategicMerge {

    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicMerge() {}

    public static ObjectNode apply(ObjectNode target, JsonNode patch, SchemaType type) {
        if (!(patch instanceof ObjectNode object)) {
            throw StatusException.badRequest("error decoding patch: a strategic merge patch is an object");
        }
        return object(target, object, type);
    }

    private static ObjectNode object(ObjectNode target, ObjectNode patch, SchemaType type) {
        String directive = patch.path(PATCH).asString("");
        if (directive.equals("replace")) {
            return withoutDirectives(patch);
        }
        if (directive.equals("delete")) {
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode result = target.deepCopy();
        if (patch.has(RETAIN_KEYS)) {
            List<String> retained = new ArrayList<>();
            patch.path(RETAIN_KEYS).forEach(key -> retained.add(key.asString()));
            result.retain(retained);
        }
        patch.properties().forEach(field -> {
            String name = field.getKey();
            if (!name.startsWith("$")) {
                field(result, name, field.getValue(), patch, type);
            } else if (name.startsWith(DELETE_FROM)) {
                String list = name.substring(DELETE_FROM.length());
                if (result.path(list) instanceof ArrayNode present) {
                    result.set(list, filtered(present, item -> !contains(field.getValue(), item)));
                }
            }
        });
        patch.properties().forEach(field -> {
            if (field.getKey().startsWith(ORDER)) {
                String list = field.getKey().substring(ORDER.length());
                if (result.path(list) instanceof ArrayNode present && !present.isEmpty()) {
                    result.set(
                            list,
                            ordered(present, field.getValue(), rule(type, list).mergeKey()));
                }
            }
        });
        return result;
    }

    private static void field(ObjectNode result, String name, JsonNode value, ObjectNode patch, SchemaType type) {
        SchemaType below = PathElements.typeBelow(type, PathElements.field(name));
        JsonNode present = result.path(name);
        if (value.isNull()) {
            result.remove(name);
        } else if (value instanceof ObjectNode object) {
            if (object.path(PATCH).asString("").equals("delete")) {
                result.remove(name);
            } else {
                ObjectNode base = present instanceof ObjectNode there ? there : JsonNodeFactory.instance.objectNode();
                result.set(name, object(base, object, below));
            }
        } else if (value instanceof ArrayNode items && rule(type, name).mergesLists()) {
            ArrayNode base = present instanceof ArrayNode there ? there : JsonNodeFactory.instance.arrayNode();
            result.set(name, list(base, items, rule(type, name).mergeKey(), below));
        } else {
            result.set(name, value.deepCopy());
        }
    }

    private static Field.MergeRule rule(SchemaType type, String field) {
        return type instanceof SchemaType.Struct struct
                ? struct.field(field).map(Field::merge).orElse(Field.MergeRule.REPLACE)
                : Field.MergeRule.REPLACE;
    }

    private static ArrayNode list(ArrayNode base, ArrayNode patch, String key, SchemaType type) {
        if (key.isEmpty()) {
            ArrayNode result = base.deepCopy();
            patch.forEach(item -> {
                if (!contains(result, item)) {
                    result.add(item);
                }
            });
            return result;
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        if (!replaces(patch)) {
            base.forEach(item -> result.add(item.deepCopy()));
        }
        SchemaType element = type instanceof SchemaType.ListOf list ? list.element() : new SchemaType.Anything(false);
        for (JsonNode item : patch) {
            if (!(item instanceof ObjectNode object)
                    || object.path(PATCH).asString("").equals("replace")) {
                continue;
            }
            JsonNode name = object.path(key);
            if (name.isMissingNode()) {
                throw StatusException.badRequest("map: " + object + " does not contain declared merge key: " + key);
            }
            Optional<Integer> at = indexOf(result, key, name);
            if (object.path(PATCH).asString("").equals("delete")) {
                at.ifPresent(result::remove);
            } else if (at.isPresent()) {
                result.set(at.get(), object((ObjectNode) result.get(at.get()), object, element));
            } else {
                result.add(object(JsonNodeFactory.instance.objectNode(), object, element));
            }
        }
        return result;
    }

    private static boolean replaces(ArrayNode patch) {
        return patch.valueStream()
                .anyMatch(item -> item.path(PATCH).asString("").equals("replace"));
    }

    private static Optional<Integer> indexOf(ArrayNode items, String key, JsonNode name) {
        for (int i = 0; i < items.size(); i++) {
            if (Values.same(items.get(i).path(key), name)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Items that the order names come in that order; others stay behind the item they followed. */
    private static ArrayNode ordered(ArrayNode items, JsonNode order, String key) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> left = new ArrayList<>();
        items.forEach(left::add);
        for (JsonNode wanted : order) {
            while (!left.isEmpty() && left.stream().anyMatch(item -> named(item, wanted, key))) {
                JsonNode next = left.getFirst();
                if (named(next, wanted, key) || contains(order, next, key)) {
                    JsonNode item = left.stream()
                            .filter(i -> named(i, wanted, key))
                            .findFirst()
                            .orElseThrow();
                    left.remove(item);
                    result.add(item);
                    break;
                }
                result.add(left.removeFirst());
            }
        }
        left.forEach(result::add);
        return result;
    }

    private static boolean contains(JsonNode order, JsonNode item, String key) {
        return order.valueStream().anyMatch(wanted -> named(item, wanted, key));
    }

    private static boolean named(JsonNode item, JsonNode wanted, String key) {
        return key.isEmpty() ? Values.same(item, wanted) : Values.same(item.path(key), wanted.path(key));
    }

    private static boolean contains(JsonNode list, JsonNode item) {
        return list.valueStream().anyMatch(other -> Values.same(other, item));
    }

    private static ArrayNode filtered(ArrayNode items, Predicate<JsonNode> kept) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        items.valueStream().filter(kept).forEach(result::add);
        return result;
    }

    private static ObjectNode withoutDirectives(ObjectNode patch) {
        ObjectNode result = patch.deepCopy();
        result.removeIf(value -> false);
        for (String name : PathElements.names(result)) {
            if (name.startsWith("$")) {
                result.remove(name);
            }
        }
        return result;
    }
}
