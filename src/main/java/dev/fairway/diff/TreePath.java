package dev.fairway.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A place in one tree: names of fields and numbers of items. */
record TreePath(List<String> segments) {

    /** Later items first, so that taking one away does not move the ones still to go. */
    static final Comparator<TreePath> LAST_FIRST = (one, other) -> {
        int length = Math.min(one.segments.size(), other.segments.size());
        for (int i = 0; i < length; i++) {
            String a = one.segments.get(i);
            String b = other.segments.get(i);
            if (!a.equals(b)) {
                return isIndex(a) && isIndex(b) ? Integer.parseInt(b) - Integer.parseInt(a) : b.compareTo(a);
            }
        }
        return other.segments.size() - one.segments.size();
    };

    TreePath {
        segments = List.copyOf(segments);
    }

    /** Reads an RFC 6901 pointer; empty when the text is none, or points to the whole object. */
    static Optional<TreePath> ofPointer(String pointer) {
        if (!pointer.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : pointer.substring(1).split("/", -1)) {
            segments.add(segment.replace("~1", "/").replace("~0", "~"));
        }
        return Optional.of(new TreePath(segments));
    }

    JsonNode in(JsonNode tree) {
        return at(tree, segments);
    }

    void removeFrom(JsonNode tree) {
        if (segments.isEmpty()) {
            return;
        }
        String last = segments.getLast();
        JsonNode parent = at(tree, segments.subList(0, segments.size() - 1));
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode array && isIndex(last) && Integer.parseInt(last) < array.size()) {
            array.remove(Integer.parseInt(last));
        }
    }

    /** Puts a value there if what is to hold it exists. */
    void setIn(JsonNode tree, JsonNode value) {
        if (segments.isEmpty()) {
            return;
        }
        String last = segments.getLast();
        JsonNode parent = at(tree, segments.subList(0, segments.size() - 1));
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array && isIndex(last) && Integer.parseInt(last) < array.size()) {
            array.set(Integer.parseInt(last), value);
        }
    }

    private static JsonNode at(JsonNode tree, List<String> segments) {
        JsonNode node = tree;
        for (String segment : segments) {
            node = node.isArray() && isIndex(segment) ? node.path(Integer.parseInt(segment)) : node.path(segment);
        }
        return node;
    }

    private static boolean isIndex(String segment) {
        return !segment.isEmpty() && segment.length() < 9 && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
