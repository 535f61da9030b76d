package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Which fields a value sets. */
final class FieldSets {

    private FieldSets() {}

    static FieldSet of(JsonNode value, SchemaType type) {
        FieldSet set = FieldSet.empty();
        switch (Shape.of(type, value)) {
            case Shape.Whole ignored -> throw new IllegalArgumentException("A leaf sets itself, not fields");
            case Shape.Named named ->
                value.properties().forEach(field -> {
                    String name = field.getKey();
                    JsonNode child = field.getValue();
                    String element = PathElements.field(name);
                    boolean leaf = isLeaf(child, named.of(name));
                    if (leaf || child.isNull() || (child.isObject() && child.isEmpty()) || !named.declares(name)) {
                        set.add(element);
                    }
                    if (!leaf) {
                        set.addBelow(element, of(child, named.of(name)));
                    }
                });
            case Shape.Items items -> {
                for (Map.Entry<String, JsonNode> item :
                        PathElements.index(items.list(), value).entrySet()) {
                    set.add(item.getKey());
                    if (!isLeaf(item.getValue(), items.list().element())) {
                        set.addBelow(
                                item.getKey(), of(item.getValue(), items.list().element()));
                    }
                }
            }
        }
        return set;
    }

    private static boolean isLeaf(JsonNode value, SchemaType type) {
        return Shape.of(type, value) instanceof Shape.Whole;
    }
}
