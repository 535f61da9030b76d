package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shapes as OpenAPI writes them; a struct is named once and referred to. */
final class OpenApiSchemas {

    private final ObjectNode schemas;

    OpenApiSchemas(ObjectNode schemas) {
        this.schemas = schemas;
    }

    /** The shape of a kind; its fields name their types. */
    ObjectNode root(ResourceType type) {
        ObjectNode schema = schemas.withObjectProperty(type.apiVersion().replace('/', '.') + "." + type.kind());
        struct(schema, type.schema());
        return schema;
    }

    private void struct(ObjectNode schema, SchemaType.Struct struct) {
        schema.put("type", "object");
        if (struct.atomic()) {
            schema.put("x-kubernetes-map-type", "atomic");
        }
        if (struct.open()) {
            schema.put("x-kubernetes-preserve-unknown-fields", true);
        }
        ObjectNode properties = schema.putObject("properties");
        for (Field field : struct.fields().values()) {
            ObjectNode property = properties.putObject(field.name());
            type(property, field.type());
            field.defaultValue().ifPresent(value -> property.set("default", value));
            strategy(property, field.merge());
        }
        List<String> required = struct.fields().values().stream()
                .filter(Field::required)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
    }

    private static void strategy(ObjectNode property, Field.MergeRule rule) {
        if (rule.mergesLists()) {
            property.put("x-kubernetes-patch-strategy", rule.retainsKeys() ? "merge,retainKeys" : "merge");
            if (!rule.mergeKey().isEmpty()) {
                property.put("x-kubernetes-patch-merge-key", rule.mergeKey());
            }
        } else if (rule.retainsKeys()) {
            property.put("x-kubernetes-patch-strategy", "retainKeys");
        }
    }

    private void type(ObjectNode schema, SchemaType type) {
        switch (type) {
            case SchemaType.Struct struct ->
                schema.putArray("allOf").addObject().put("$ref", reference(struct));
            case SchemaType.MapOf map -> {
                schema.put("type", "object");
                if (map.atomic()) {
                    schema.put("x-kubernetes-map-type", "atomic");
                }
                type(schema.putObject("additionalProperties"), map.element());
            }
            case SchemaType.ListOf list -> {
                schema.put("type", "array");
                switch (list.kind()) {
                    case ATOMIC -> schema.put("x-kubernetes-list-type", "atomic");
                    case SET -> schema.put("x-kubernetes-list-type", "set");
                    case KEYED -> {
                        schema.put("x-kubernetes-list-type", "map");
                        ArrayNode keys = schema.putArray("x-kubernetes-list-map-keys");
                        list.keys().forEach(keys::add);
                    }
                }
                type(schema.putObject("items"), list.element());
            }
            case SchemaType.Anything ignored ->
                schema.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
            case SchemaType.Scalar scalar -> scalar(schema, scalar.kind());
        }
    }

    private String reference(SchemaType.Struct struct) {
        String name = "fairway.sandbox." + struct.name();
        if (!schemas.has(name)) {
            struct(schemas.putObject(name), struct);
        }
        return "#/components/schemas/" + name;
    }

    private static void scalar(ObjectNode schema, SchemaType.ScalarKind kind) {
        switch (kind) {
            case STRING -> schema.put("type", "string");
            case BYTES -> schema.put("type", "string").put("format", "byte");
            case TIME, MICRO_TIME -> schema.put("type", "string").put("format", "date-time");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case QUANTITY -> oneOf(schema, "string", "number");
            case INT_OR_STRING -> oneOf(schema.put("format", "int-or-string"), "integer", "string");
        }
    }

    private static void oneOf(ObjectNode schema, String... types) {
        ArrayNode choices = schema.putArray("oneOf");
        for (String type : types) {
            choices.addObject().put("type", type);
        }
    }
}
