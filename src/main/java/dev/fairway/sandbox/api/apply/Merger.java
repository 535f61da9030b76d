package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays an applied configuration over an object: fields of both stay, the configuration's values win. */
final class Merger {

    private Merger() {}

    static JsonNode merge(JsonNode base, JsonNode over, SchemaType type) {
        if (over.isMissingNode()) {
            return base.deepCopy();
        }
        if (base.isMissingNode() || base.getNodeType() != over.getNodeType()) {
            return over.deepCopy();
        }
        return switch (Shape.of(type, over)) {
            case Shape.Whole ignored -> over.deepCopy();
            case Shape.Named named -> object(base, over, named);
            case Shape.Items items -> list(base, over, items.list());
        };
    }

    private static ObjectNode object(JsonNode base, JsonNode over, Shape.Named named) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        base.properties()
                .forEach(field -> result.set(
                        field.getKey(), merge(field.getValue(), over.path(field.getKey()), named.of(field.getKey()))));
        over.properties().forEach(field -> {
            if (!base.has(field.getKey())) {
                result.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return result;
    }

    /**
     * Items that both have come in the configuration's order, those only in the object keep their place between them.
     */
    private static ArrayNode list(JsonNode base, JsonNode over, SchemaType.ListOf list) {
        Map<String, JsonNode> left = PathElements.index(list, base);
        Map<String, JsonNode> right = PathElements.index(list, over);
        List<String> lefts = new ArrayList<>(left.keySet());
        List<String> rights = new ArrayList<>(right.keySet());
        Deque<String> shared =
                new ArrayDeque<>(rights.stream().filter(left::containsKey).toList());
        Set<String> done = new HashSet<>();
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        int l = 0;
        int r = 0;
        while (l < lefts.size() || r < rights.size()) {
            if (l < lefts.size() && r < rights.size()) {
                String name = lefts.get(l);
                if (name.equals(rights.get(r))) {
                    result.add(item(left.get(name), right.get(name), list));
                    done.add(name);
                    shared.poll();
                    l++;
                    r++;
                    continue;
                }
                if (right.containsKey(name) && !shared.isEmpty() && !name.equals(shared.peek())) {
                    l++;
                    continue;
                }
            }
            if (l < lefts.size()) {
                String name = lefts.get(l);
                if (!right.containsKey(name)) {
                    result.add(
                            left.getOrDefault(name, MissingNode.getInstance()).deepCopy());
                    l++;
                    continue;
                }
                if (done.contains(name)) {
                    l++;
                }
            }
            if (r < rights.size()) {
                String name = rights.get(r);
                result.add(item(left.get(name), right.get(name), list));
                done.add(name);
                r++;
                if (name.equals(shared.peek())) {
                    shared.poll();
                }
            }
        }
        return result;
    }

    private static JsonNode item(@Nullable JsonNode base, @Nullable JsonNode over, SchemaType.ListOf list) {
        if (over == null) {
            throw new IllegalStateException("Only items of the configuration are merged");
        }
        return base == null ? over.deepCopy() : merge(base, over, list.element());
    }
}
