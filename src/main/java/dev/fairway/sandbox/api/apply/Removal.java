package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes fields and items out of a value. */
final class Removal {

    private Removal() {}

    /** The value without what the set names; empty when nothing is left of it. */
    static Optional<JsonNode> from(JsonNode value, FieldSet removed, SchemaType type) {
        if (removed.isEmpty()) {
            return Optional.of(value.deepCopy());
        }
        return switch (Shape.of(type, value)) {
            case Shape.Whole ignored -> Optional.of(value.deepCopy());
            case Shape.Named named -> {
                ObjectNode kept = JsonNodeFactory.instance.objectNode();
                value.properties().forEach(field -> {
                    String element = PathElements.field(field.getKey());
                    if (!removed.has(element)) {
                        from(field.getValue(), removed.below(element), named.of(field.getKey()))
                                .ifPresent(child -> kept.set(field.getKey(), child));
                    }
                });
                yield kept.isEmpty() ? Optional.empty() : Optional.of(kept);
            }
            case Shape.Items items -> {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                for (JsonNode item : value) {
                    String element = PathElements.item(items.list(), item);
                    if (!removed.has(element)) {
                        from(item, removed.below(element), items.list().element())
                                .ifPresent(kept::add);
                    }
                }
                yield kept.isEmpty() ? Optional.empty() : Optional.of(kept);
            }
        };
    }
}
