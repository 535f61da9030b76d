package dev.fairway.sandbox.api.lifecycle;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.fairway.sandbox.api.StatusException.Cause;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A custom resource against its OpenAPI schema: types, required fields, enums, bounds and patterns. Pure. */
final class CustomValidation {

    private CustomValidation() {}

    static void check(JsonNode object, JsonNode schema, List<Cause> causes) {
        required(object, schema, "", causes);
        schema.path("properties").properties().forEach(property -> {
            if (!property.getKey().equals("metadata") && object.has(property.getKey())) {
                value(object.get(property.getKey()), property.getValue(), property.getKey(), causes);
            }
        });
    }

    private static void required(JsonNode object, JsonNode schema, String path, List<Cause> causes) {
        for (JsonNode name : schema.path("required")) {
            if (!object.has(name.asString())) {
                causes.add(new Cause("FieldValueRequired", "Required value", join(path, name.asString())));
            }
        }
    }

    private static void value(JsonNode value, JsonNode schema, String path, List<Cause> causes) {
        String type = schema.path("type").asString("");
        if (value.isNull() && schema.path("nullable").asBoolean(false)) {
            return;
        }
        if (!type.isEmpty() && !schema.path("x-kubernetes-int-or-string").asBoolean(false) && !is(value, type)) {
            invalid(
                    "\"" + kind(value) + "\"",
                    path + " in body must be of type " + type + ": \"" + kind(value) + "\"",
                    path,
                    "FieldValueTypeInvalid",
                    causes);
            return;
        }
        if (value.isObject()) {
            required(value, schema, path, causes);
            value.properties().forEach(entry -> {
                JsonNode known = schema.path("properties").path(entry.getKey());
                JsonNode below = known.isMissingNode() ? schema.path("additionalProperties") : known;
                if (below.isObject()) {
                    value(entry.getValue(), below, join(path, entry.getKey()), causes);
                }
            });
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                value(value.get(i), schema.path("items"), path + "[" + i + "]", causes);
            }
            bounds(value.size(), schema, "minItems", "maxItems", "items", path, causes);
        } else {
            scalar(value, schema, path, causes);
        }
    }

    private static void scalar(JsonNode value, JsonNode schema, String path, List<Cause> causes) {
        JsonNode known = schema.path("enum");
        if (!known.isEmpty() && known.valueStream().noneMatch(value::equals)) {
            causes.add(new Cause(
                    "FieldValueNotSupported",
                    "Unsupported value: " + value + ": supported values: "
                            + known.valueStream().map(JsonNode::toString).collect(Collectors.joining(", ")),
                    path));
        }
        if (value.isNumber()) {
            if (schema.has("minimum")
                    && value.decimalValue().compareTo(schema.get("minimum").decimalValue()) < 0) {
                invalid(
                        value.toString(),
                        path + " in body should be greater than or equal to " + schema.get("minimum"),
                        path,
                        "FieldValueInvalid",
                        causes);
            }
            if (schema.has("maximum")
                    && value.decimalValue().compareTo(schema.get("maximum").decimalValue()) > 0) {
                invalid(
                        value.toString(),
                        path + " in body should be less than or equal to " + schema.get("maximum"),
                        path,
                        "FieldValueInvalid",
                        causes);
            }
        } else if (value.isString()) {
            pattern(value, schema, path, causes);
            bounds(
                    value.stringValue().codePointCount(0, value.stringValue().length()),
                    schema,
                    "minLength",
                    "maxLength",
                    "chars long",
                    path,
                    causes);
        }
    }

    private static void pattern(JsonNode value, JsonNode schema, String path, List<Cause> causes) {
        String pattern = schema.path("pattern").asString("");
        try {
            if (!pattern.isEmpty()
                    && !Pattern.compile(pattern).matcher(value.stringValue()).find()) {
                invalid(
                        value.toString(),
                        path + " in body should match '" + pattern + "'",
                        path,
                        "FieldValueInvalid",
                        causes);
            }
        } catch (PatternSyntaxException e) {
            invalid(value.toString(), "the definition's pattern cannot be read", path, "FieldValueInvalid", causes);
        }
    }

    private static void bounds(
            int size, JsonNode schema, String least, String most, String what, String path, List<Cause> causes) {
        if (schema.has(least) && size < schema.get(least).asInt(0)) {
            invalid(
                    Integer.toString(size),
                    path + " in body should be at least " + schema.get(least) + " " + what,
                    path,
                    "FieldValueInvalid",
                    causes);
        }
        if (schema.has(most) && size > schema.get(most).asInt(Integer.MAX_VALUE)) {
            causes.add(new Cause(
                    "FieldValueTooLong", "Too long: may not be more than " + schema.get(most) + " " + what, path));
        }
    }

    private static void invalid(String value, String message, String path, String reason, List<Cause> causes) {
        causes.add(new Cause(reason, "Invalid value: " + value + ": " + message, path));
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
    }

    private static String kind(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "integer";
        }
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "number";
            default -> "null";
        };
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
