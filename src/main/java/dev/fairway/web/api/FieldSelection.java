package dev.fairway.web.api;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Argo CD's {@code fields} parameter: comma-separated paths to keep, {@code items.} in front for lists; with a leading
 * {@code -} the paths to leave out.
 */
final class FieldSelection {

    private FieldSelection() {}

    static ObjectNode apply(ObjectNode tree, String fields) {
        if (fields.isBlank()) {
            return tree;
        }
        boolean leaveOut = fields.startsWith("-");
        List<String> paths = List.of((leaveOut ? fields.substring(1) : fields).split(","));
        if (leaveOut) {
            paths.forEach(path -> remove(tree, path.strip().split("\\.")));
            return tree;
        }
        ObjectNode kept = tree.objectNode();
        paths.forEach(path -> keep(tree, kept, path.strip().split("\\."), 0));
        return kept;
    }

    private static void keep(ObjectNode from, ObjectNode into, String[] path, int at) {
        JsonNode value = from.get(path[at]);
        if (value == null) {
            return;
        }
        if (at == path.length - 1) {
            into.set(path[at], value);
        } else if (value instanceof ObjectNode below) {
            keep(below, into.withObjectProperty(path[at]), path, at + 1);
        } else if (value instanceof ArrayNode list) {
            ArrayNode target = into.withArrayProperty(path[at]);
            for (int i = 0; i < list.size(); i++) {
                if (target.size() <= i) {
                    target.addObject();
                }
                if (list.get(i) instanceof ObjectNode item) {
                    keep(item, (ObjectNode) target.get(i), path, at + 1);
                }
            }
        }
    }

    private static void remove(JsonNode tree, String[] path) {
        removeFrom(tree, path, 0);
    }

    private static void removeFrom(JsonNode node, String[] path, int at) {
        if (node instanceof ArrayNode list) {
            list.forEach(item -> removeFrom(item, path, at));
        } else if (node instanceof ObjectNode object) {
            if (at == path.length - 1) {
                object.remove(path[at]);
            } else {
                removeFrom(object.path(path[at]), path, at + 1);
            }
        }
    }
}
