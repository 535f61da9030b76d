package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.Quantities;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body into the shape of its kind: unknown fields go (and are told), nulls go, quantities take their canonical
 * form, a value of the wrong type is refused.
 */
final class Decoder {

    private final ResourceType type;
    private final List<String> unknown = new ArrayList<>();

    private Decoder(ResourceType type) {
        this.type = type;
    }

    /** Changes the object in place and returns the paths of unknown fields. */
    static List<String> decode(ResourceType type, ObjectNode object) {
        Decoder decoder = new Decoder(type);
        decoder.struct(object, type.schema(), "", "");
        return decoder.unknown;
    }

    private void struct(ObjectNode object, SchemaType.Struct struct, String path, String shown) {
        for (String name : List.copyOf(object.propertyNames())) {
            JsonNode value = object.get(name);
            Field field = struct.fields().get(name);
            if (field == null) {
                if (!struct.open()) {
                    unknown.add(join(path, name));
                    object.remove(name);
                }
            } else if (value.isNull()) {
                object.remove(name);
            } else {
                JsonNode read = value(value, field.type(), join(path, name), join(shown, name), struct.name());
                if (!type.custom() && Zeros.isLeftOut(field, read)) {
                    object.remove(name);
                } else {
                    object.set(name, read);
                }
            }
        }
    }

    private JsonNode value(JsonNode value, SchemaType type, String path, String shown, String owner) {
        if (this.type.custom() && !path.startsWith("metadata") && !fits(value, type)) {
            // Validation tells this with all other problems of a custom resource.
            return value;
        }
        return switch (type) {
            case SchemaType.Anything ignored -> value;
            case SchemaType.Struct struct -> {
                if (!(value instanceof ObjectNode object)) {
                    throw mismatch(value, owner, shown, goName(struct));
                }
                struct(object, struct, path, shown);
                yield object;
            }
            case SchemaType.MapOf map -> {
                if (!(value instanceof ObjectNode object)) {
                    throw mismatch(value, owner, shown, goName(map));
                }
                for (String name : List.copyOf(object.propertyNames())) {
                    JsonNode child = object.get(name);
                    if (child.isNull()) {
                        object.set(name, zero(map.element()));
                    } else {
                        object.set(name, value(child, map.element(), join(path, name), shown, owner));
                    }
                }
                yield object;
            }
            case SchemaType.ListOf list -> {
                if (!(value instanceof ArrayNode array)) {
                    throw mismatch(value, owner, shown, goName(list));
                }
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, value(array.get(i), list.element(), path + "[" + i + "]", shown, owner));
                }
                yield array;
            }
            case SchemaType.Scalar scalar -> scalar(value, scalar.kind(), shown, owner);
        };
    }

    private static boolean fits(JsonNode value, SchemaType type) {
        return switch (type) {
            case SchemaType.Struct ignored -> value.isObject();
            case SchemaType.MapOf ignored -> value.isObject();
            case SchemaType.ListOf ignored -> value.isArray();
            case SchemaType.Anything ignored -> true;
            case SchemaType.Scalar ignored -> false;
        };
    }

    private JsonNode scalar(JsonNode value, SchemaType.ScalarKind kind, String shown, String owner) {
        return switch (kind) {
            case STRING, BYTES, TIME, MICRO_TIME -> {
                if (!value.isString()) {
                    throw mismatch(value, owner, shown, kind == SchemaType.ScalarKind.BYTES ? "[]uint8" : "string");
                }
                if (kind == SchemaType.ScalarKind.BYTES) {
                    requireBase64(value.stringValue());
                }
                yield value;
            }
            case INTEGER -> {
                if (!value.isNumber()
                        || !(value.isIntegralNumber() || value.asDouble() == Math.rint(value.asDouble()))) {
                    throw mismatch(value, owner, shown, "int32");
                }
                yield value.isIntegralNumber() ? value : JsonNodeFactory.instance.numberNode(value.asLong());
            }
            case NUMBER -> {
                if (!value.isNumber()) {
                    throw mismatch(value, owner, shown, "float64");
                }
                yield value;
            }
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    throw mismatch(value, owner, shown, "bool");
                }
                yield value;
            }
            case INT_OR_STRING -> {
                if (!value.isString() && !value.isNumber()) {
                    throw mismatch(value, owner, shown, "int32");
                }
                yield value;
            }
            case QUANTITY ->
                JsonNodeFactory.instance.stringNode(
                        Quantities.canonical(value.asString(""))
                                .orElseThrow(
                                        () -> handled(
                                                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")));
        };
    }

    private void requireBase64(String text) {
        try {
            java.util.Base64.getMimeDecoder().decode(text);
            if (!text.matches("[A-Za-z0-9+/=\\s]*")) {
                throw new IllegalArgumentException();
            }
        } catch (IllegalArgumentException e) {
            int at = 0;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "+/".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            throw handled("illegal base64 data at input byte " + at);
        }
    }

    private static JsonNode zero(SchemaType type) {
        return type instanceof SchemaType.Scalar scalar && scalar.kind() == SchemaType.ScalarKind.STRING
                ? JsonNodeFactory.instance.stringNode("")
                : JsonNodeFactory.instance.nullNode();
    }

    private static String goName(SchemaType type) {
        return switch (type) {
            case SchemaType.Struct struct -> "v1." + struct.name();
            case SchemaType.MapOf map -> "map[string]" + goName(map.element());
            case SchemaType.ListOf list -> "[]" + goName(list.element());
            case SchemaType.Scalar scalar -> scalar.kind() == SchemaType.ScalarKind.STRING ? "string" : "int32";
            case SchemaType.Anything ignored -> "map[string]interface {}";
        };
    }

    private StatusException mismatch(JsonNode value, String owner, String shown, String wanted) {
        String found = value.isString()
                ? "string"
                : value.isNumber() ? "number" : value.isBoolean() ? "bool" : value.isArray() ? "array" : "object";
        return handled("json: cannot unmarshal " + found + " into Go struct field " + owner + "." + shown + " of type "
                + wanted);
    }

    private StatusException handled(String message) {
        return StatusException.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                + type.kind() + ": " + message);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
