package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a value may be owned: as a whole, name by name, or item by item. */
sealed interface Shape {

    record Whole() implements Shape {}

    /** An object: a struct, a map, or something of unknown shape. */
    record Named(SchemaType type) implements Shape {

        SchemaType of(String name) {
            return PathElements.typeBelow(type, PathElements.field(name));
        }

        boolean declares(String name) {
            return type instanceof SchemaType.Struct struct && struct.fields().containsKey(name);
        }

        List<Field> always() {
            return type instanceof SchemaType.Struct struct
                    ? struct.fields().values().stream().filter(Field::always).toList()
                    : List.of();
        }
    }

    record Items(SchemaType.ListOf list) implements Shape {}

    static Shape of(SchemaType type, JsonNode sample) {
        return switch (type) {
            case SchemaType.Scalar ignored -> new Whole();
            case SchemaType.Anything anything ->
                !anything.atomic() && sample.isObject() ? new Named(type) : new Whole();
            case SchemaType.ListOf list ->
                list.kind() == SchemaType.ListKind.ATOMIC || !sample.isArray() ? new Whole() : new Items(list);
            case SchemaType.MapOf map -> map.atomic() || !sample.isObject() ? new Whole() : new Named(map);
            case SchemaType.Struct struct -> struct.atomic() || !sample.isObject() ? new Whole() : new Named(struct);
        };
    }
}
