package dev.fairway.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields in which two trees differ, as far as they are of interest. */
final class TreeComparison {

    private final Equality equality;
    private final List<FieldChange> changes = new ArrayList<>();

    private TreeComparison(Equality equality) {
        this.equality = equality;
    }

    /**
     * @param interest a change outside of these fields is left out
     * @param all tells which lists are compared item by item
     */
    static List<FieldChange> changes(
            JsonNode live, JsonNode target, Ownership interest, Ownership all, Equality equality) {
        TreeComparison comparison = new TreeComparison(equality);
        comparison.compare(live, target, interest, all, FieldPath.ROOT);
        return comparison.changes;
    }

    private void compare(JsonNode live, JsonNode target, Ownership interest, Ownership all, FieldPath path) {
        if (interest.isNothing()) {
            return;
        }
        if (live.isObject() && target.isObject()) {
            Set<String> names = new HashSet<>(live.propertyNames());
            names.addAll(target.propertyNames());
            for (String name : names.stream().sorted().toList()) {
                compare(live.path(name), target.path(name), interest.field(name), all.field(name), path.field(name));
            }
        } else if (live.isArray() && target.isArray()) {
            lists(live, target, interest, all, path);
        } else if (!bothEmpty(live, target) && !equality.same(live, target, path)) {
            add(live, target, path);
        }
    }

    private void lists(JsonNode live, JsonNode target, Ownership interest, Ownership all, FieldPath path) {
        if (ListShape.of(target, live, all, path.last()) instanceof ListShape.Keyed keyed) {
            keyed(keyed, live, target, interest, all, path);
        } else if (live.size() != target.size()) {
            add(live, target, path);
        } else {
            for (int i = 0; i < live.size(); i++) {
                // Managed fields know items only by key or value: whoever has an interest in this list has it in all of
                // it.
                compare(
                        live.path(i),
                        target.path(i),
                        Ownership.EVERYTHING,
                        Ownership.NOTHING,
                        path.item(Integer.toString(i)));
            }
        }
    }

    private void keyed(
            ListShape.Keyed shape, JsonNode live, JsonNode target, Ownership interest, Ownership all, FieldPath path) {
        List<Integer> order = new ArrayList<>();
        Set<Integer> found = new HashSet<>();
        int before = changes.size();
        for (JsonNode item : target) {
            int place = place(shape, item, live, found);
            FieldPath at = path.item(shape.label(item));
            if (place < 0) {
                compare(missing(), item, interest.item(item), all.item(item), at);
            } else {
                found.add(place);
                order.add(place);
                compare(live.path(place), item, interest.item(item), all.item(item), at);
            }
        }
        for (int place = 0; place < live.size(); place++) {
            if (!found.contains(place)) {
                JsonNode item = live.path(place);
                compare(item, missing(), interest.item(item), all.item(item), path.item(shape.label(item)));
            }
        }
        boolean reordered = !order.equals(order.stream().sorted().toList());
        if (reordered && changes.size() == before) {
            add(live, target, path);
        }
    }

    private static int place(ListShape.Keyed shape, JsonNode item, JsonNode live, Set<Integer> found) {
        for (int place = 0; place < live.size(); place++) {
            if (!found.contains(place) && shape.sameItem(item, live.path(place))) {
                return place;
            }
        }
        return -1;
    }

    /** A server drops empty lists and mappings, or does not. */
    private static boolean bothEmpty(JsonNode live, JsonNode target) {
        return isEmpty(live) && isEmpty(target);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
    }

    private void add(JsonNode live, JsonNode target, FieldPath path) {
        changes.add(new FieldChange(path.display(), present(live), present(target)));
    }

    private static Optional<JsonNode> present(JsonNode value) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    }

    private static JsonNode missing() {
        return tools.jackson.databind.node.JsonNodeFactory.instance.missingNode();
    }
}
