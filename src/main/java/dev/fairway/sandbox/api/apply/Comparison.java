package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** What is different between two states of an object, field by field. */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    static Comparison of(JsonNode before, JsonNode after, SchemaType type) {
        Comparison result = new Comparison(FieldSet.empty(), FieldSet.empty(), FieldSet.empty());
        result.descend(before, after, type);
        return result;
    }

    boolean isSame() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    private static JsonNode emptyAs(JsonNode container) {
        return container.isArray() ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
    }

    private void descend(JsonNode before, JsonNode after, SchemaType type) {
        JsonNode sample = after.isMissingNode() ? before : after;
        switch (Shape.of(type, sample)) {
            case Shape.Whole ignored -> throw new IllegalArgumentException("A leaf is compared by its parent");
            case Shape.Named named -> {
                Set<String> names = new LinkedHashSet<>(before.propertyNames());
                names.addAll(after.propertyNames());
                for (String name : names) {
                    compare(PathElements.field(name), before.path(name), after.path(name), named.of(name));
                }
            }
            case Shape.Items items -> {
                Map<String, JsonNode> old = PathElements.index(items.list(), before);
                Map<String, JsonNode> now = PathElements.index(items.list(), after);
                Set<String> names = new LinkedHashSet<>(old.keySet());
                names.addAll(now.keySet());
                for (String name : names) {
                    compare(
                            name,
                            old.getOrDefault(name, MissingNode.getInstance()),
                            now.getOrDefault(name, MissingNode.getInstance()),
                            items.list().element());
                }
            }
        }
    }

    private void compare(String element, JsonNode left, JsonNode right, SchemaType type) {
        // A list or map that is null is the same as an empty one.
        JsonNode before = left.isNull() && right.isContainer() ? emptyAs(right) : left;
        JsonNode after = right.isNull() && left.isContainer() ? emptyAs(left) : right;
        JsonNode sample = after.isMissingNode() ? before : after;
        // Two empty objects or lists are compared as a whole, so that "empty" and "absent" stay apart.
        boolean leaf = Shape.of(type, sample) instanceof Shape.Whole
                || (before.isEmpty() && after.isEmpty())
                || (!before.isMissingNode() && !after.isMissingNode() && before.getNodeType() != after.getNodeType());
        if (!leaf) {
            Comparison below = of(before, after, type);
            added.addBelow(element, below.added);
            modified.addBelow(element, below.modified);
            removed.addBelow(element, below.removed);
        } else if (!before.isMissingNode() && !after.isMissingNode() && !Values.same(before, after)) {
            modified.add(element);
        }
        if (before.isMissingNode()) {
            added.add(element);
        } else if (after.isMissingNode()) {
            removed.add(element);
        }
    }
}
