package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How a real server, which keeps typed values, writes what is zero or empty. Pure. */
final class Zeros {

    private Zeros() {}

    /** Empty maps and lists, and zeros of fields that do not tell zero from none. */
    static boolean isLeftOut(Field field, JsonNode value) {
        return switch (field.type()) {
            case SchemaType.MapOf ignored -> value.isEmpty();
            case SchemaType.ListOf ignored -> value.isEmpty();
            case SchemaType.Scalar ignored -> field.omitsZero() && isZero(value);
            default -> false;
        };
    }

    private static boolean isZero(JsonNode value) {
        return (value.isString() && value.stringValue().isEmpty())
                || (value.isBoolean() && !value.booleanValue())
                || (value.isNumber() && value.asDouble() == 0);
    }

    /** What a field that is always written has when nothing was said. */
    static Optional<JsonNode> of(SchemaType type) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (type) {
            case SchemaType.Struct ignored -> Optional.of(json.objectNode());
            case SchemaType.Scalar scalar ->
                Optional.of(
                        switch (scalar.kind()) {
                            case TIME, MICRO_TIME -> json.nullNode();
                            case INTEGER, NUMBER -> json.numberNode(0);
                            case BOOLEAN -> json.booleanNode(false);
                            default -> json.stringNode("");
                        });
            case SchemaType.ListOf ignored -> Optional.of(json.nullNode());
            case SchemaType.MapOf ignored -> Optional.of(json.nullNode());
            case SchemaType.Anything ignored -> Optional.empty();
        };
    }
}
