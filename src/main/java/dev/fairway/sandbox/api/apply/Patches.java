package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.StatusException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7386) and JSON patch (RFC 6902). */
public final class Patches {

    private static final int MOST_OPERATIONS = 10_000;

    private Patches() {}

    public static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode)) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merge(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    public static JsonNode json(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw StatusException.badRequest("error decoding patch: a JSON patch is a list of operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw StatusException.tooLarge("The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS
                    + ", got " + operations.size());
        }
        JsonNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            result = apply(result, operation);
        }
        return result;
    }

    private static JsonNode apply(JsonNode document, JsonNode operation) {
        List<String> path = pointer(operation.path("path").asString(""));
        String name = operation.path("op").asString("");
        return switch (name) {
            case "add" -> add(document, path, operation.path("value"));
            case "remove" -> {
                required(document, path, name);
                yield remove(document, path);
            }
            case "replace" -> {
                required(document, path, name);
                yield path.isEmpty()
                        ? operation.path("value")
                        : add(remove(document, path), path, operation.path("value"));
            }
            case "move" -> {
                List<String> from = pointer(operation.path("from").asString(""));
                JsonNode moved = required(document, from, name);
                yield add(remove(document, from), path, moved);
            }
            case "copy" ->
                add(
                        document,
                        path,
                        required(document, pointer(operation.path("from").asString("")), name)
                                .deepCopy());
            case "test" -> {
                JsonNode found = find(document, path);
                JsonNode wanted = operation.path("value");
                if (!(found.isMissingNode() && wanted.isNull()) && !Values.same(found, wanted)) {
                    throw unprocessable();
                }
                yield document;
            }
            default -> throw unprocessable();
        };
    }

    private static StatusException unprocessable() {
        return StatusException.unprocessable();
    }

    private static List<String> pointer(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.substring(1).split("/", -1)) {
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return parts;
    }

    private static JsonNode find(JsonNode document, List<String> path) {
        JsonNode node = document;
        for (String part : path) {
            node = node.isArray() ? element(node, part) : node.path(part);
        }
        return node;
    }

    private static JsonNode element(JsonNode array, String index) {
        return index.matches("\\d{1,9}") ? array.path(Integer.parseInt(index)) : MissingNode.getInstance();
    }

    private static JsonNode required(JsonNode document, List<String> path, String operation) {
        JsonNode found = find(document, path);
        if (found.isMissingNode()) {
            throw unprocessable();
        }
        return found;
    }

    private static JsonNode remove(JsonNode document, List<String> path) {
        JsonNode parent = find(document, path.subList(0, path.size() - 1));
        if (parent instanceof ObjectNode object) {
            object.remove(path.getLast());
        } else if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(path.getLast()));
        }
        return document;
    }

    private static JsonNode add(JsonNode document, List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        JsonNode parent = find(document, path.subList(0, path.size() - 1));
        String last = path.getLast();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            insert(array, last, value);
        } else {
            throw unprocessable();
        }
        return document;
    }

    private static void insert(ArrayNode array, String index, JsonNode value) {
        int at = index.equals("-") ? array.size() : index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
        if (at < 0 || at > array.size()) {
            throw unprocessable();
        }
        array.insert(at, value);
    }
}
