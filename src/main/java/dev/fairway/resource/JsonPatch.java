package dev.fairway.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON patch, RFC 6902: a list of operations that hold or fail together. */
public final class JsonPatch {

    /** 1 and 1.0 are the same. */
    private static final Comparator<JsonNode> SAME_NUMBER = (one, other) -> {
        boolean same = one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
        return same ? 0 : 1;
    };

    /** Copies of copies double with each operation. */
    private static final int MOST_COPIED = 100_000;

    private int copied;

    private JsonPatch() {}

    /**
     * @param target stays as it is
     * @throws ProblemException {@code InvalidPatch} naming the operation that cannot be carried out
     */
    public static JsonNode apply(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw invalid("A JSON patch is a list of operations.");
        }
        JsonPatch patch = new JsonPatch();
        JsonNode result = target.deepCopy();
        for (int i = 0; i < operations.size(); i++) {
            try {
                result = patch.step(result, operations.path(i));
            } catch (Impossible impossible) {
                throw invalid("Operation %d of the patch (%s %s) cannot be carried out: %s."
                        .formatted(
                                i + 1,
                                operations.path(i).path("op").asString("without op"),
                                operations.path(i).path("path").asString("without path"),
                                impossible.getMessage()));
            }
        }
        return result;
    }

    private static ProblemException invalid(String message) {
        return Problem.stalled("InvalidPatch", message).asException();
    }

    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1;

        Impossible(String why) {
            super(why);
        }
    }

    private JsonNode step(JsonNode document, JsonNode operation) throws Impossible {
        List<String> path = pointer(operation.path("path"));
        return switch (operation.path("op").asString("")) {
            case "add" -> add(document, path, value(operation));
            case "remove" -> {
                required(document, path);
                yield remove(document, path);
            }
            case "replace" -> {
                required(document, path);
                yield path.isEmpty() ? value(operation) : add(remove(document, path), path, value(operation));
            }
            case "move" -> {
                List<String> from = pointer(operation.path("from"));
                JsonNode moved = required(document, from);
                yield add(remove(document, from), path, moved);
            }
            case "copy" -> add(document, path, copy(required(document, pointer(operation.path("from")))));
            case "test" -> {
                JsonNode found = find(document, path);
                JsonNode wanted = value(operation);
                if (!(found.isMissingNode() && wanted.isNull()) && !found.equals(SAME_NUMBER, wanted)) {
                    throw new Impossible("another value is there");
                }
                yield document;
            }
            default -> throw new Impossible("op is add, remove, replace, move, copy or test");
        };
    }

    private JsonNode copy(JsonNode value) throws Impossible {
        count(value);
        return value.deepCopy();
    }

    private void count(JsonNode value) throws Impossible {
        copied++;
        if (copied > MOST_COPIED) {
            throw new Impossible("it copies too much");
        }
        for (JsonNode part : value) {
            count(part);
        }
    }

    private static JsonNode value(JsonNode operation) throws Impossible {
        JsonNode value = operation.path("value");
        if (value.isMissingNode()) {
            throw new Impossible("it has no value");
        }
        return value.deepCopy();
    }

    private static List<String> pointer(JsonNode given) throws Impossible {
        String text = given.asString("");
        if (!given.isString() || !text.isEmpty() && !text.startsWith("/")) {
            throw new Impossible("a path begins with a slash");
        }
        List<String> parts = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String part : text.substring(1).split("/", -1)) {
                parts.add(part.replace("~1", "/").replace("~0", "~"));
            }
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

    private static JsonNode required(JsonNode document, List<String> path) throws Impossible {
        JsonNode found = find(document, path);
        if (found.isMissingNode()) {
            throw new Impossible("nothing is there");
        }
        return found;
    }

    private static JsonNode remove(JsonNode document, List<String> path) throws Impossible {
        if (path.isEmpty()) {
            throw new Impossible("the whole object cannot be removed");
        }
        JsonNode parent = find(document, path.subList(0, path.size() - 1));
        if (parent instanceof ObjectNode object) {
            object.remove(path.getLast());
        } else if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(path.getLast()));
        }
        return document;
    }

    private static JsonNode add(JsonNode document, List<String> path, JsonNode value) throws Impossible {
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
            throw new Impossible("nothing is there that could hold it");
        }
        return document;
    }

    private static void insert(ArrayNode array, String index, JsonNode value) throws Impossible {
        int at = index.equals("-") ? array.size() : index.matches("\\d{1,9}") ? Integer.parseInt(index) : -1;
        if (at < 0 || at > array.size()) {
            throw new Impossible("the list has no such place");
        }
        array.insert(at, value);
    }
}
