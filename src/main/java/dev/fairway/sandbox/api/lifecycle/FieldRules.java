package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of {@code validation.yaml} for single fields, walked over an object along its schema. */
final class FieldRules {

    private final Map<String, Map<String, List<String>>> rules = new HashMap<>();
    private final Map<String, List<String>> immutable = new HashMap<>();

    @SuppressWarnings("unchecked")
    FieldRules() {
        Map<String, Object> file = BuiltinSchema.resource("/sandbox/validation.yaml");
        ((Map<String, Map<String, String>>) BuiltinSchema.section(file, "types")).forEach((type, fields) -> {
            Map<String, List<String>> words = new HashMap<>();
            fields.forEach((field, text) -> words.put(field, List.of(text.split(" "))));
            rules.put(type, words);
        });
        immutable.putAll((Map<String, List<String>>) BuiltinSchema.section(file, "immutable"));
    }

    /** The paths that must stay as they are, for a resource such as {@code deployments.apps}. */
    List<String> immutable(String resource) {
        return immutable.getOrDefault(resource, List.of());
    }

    void check(JsonNode value, SchemaType type, String path, List<Cause> causes) {
        switch (type) {
            case SchemaType.Struct struct -> {
                if (value instanceof ObjectNode object) {
                    fields(object, struct, path, causes);
                }
            }
            case SchemaType.ListOf list -> {
                if (value.isArray()) {
                    for (int i = 0; i < value.size(); i++) {
                        check(value.get(i), list.element(), path + "[" + i + "]", causes);
                    }
                }
            }
            case SchemaType.MapOf map ->
                value.properties()
                        .forEach(entry ->
                                check(entry.getValue(), map.element(), path + "[" + entry.getKey() + "]", causes));
            case SchemaType.Scalar ignored -> {}
            case SchemaType.Anything ignored -> {}
        }
    }

    private void fields(ObjectNode object, SchemaType.Struct struct, String path, List<Cause> causes) {
        Map<String, List<String>> own = rules.getOrDefault(struct.name(), Map.of());
        for (Field field : struct.fields().values()) {
            if (path.isEmpty() && field.name().equals("status")) {
                continue;
            }
            JsonNode child = object.path(field.name());
            String childPath = path.isEmpty() ? field.name() : path + "." + field.name();
            own.getOrDefault(field.name(), List.of()).forEach(word -> rule(word, child, childPath, causes));
            if (!child.isMissingNode()) {
                check(child, field.type(), childPath, causes);
            }
        }
    }

    private static void rule(String word, JsonNode value, String path, List<Cause> causes) {
        int equals = word.indexOf('=');
        String argument = equals < 0 ? "" : word.substring(equals + 1);
        switch (equals < 0 ? word : word.substring(0, equals)) {
            case "required" -> {
                if (value.isMissingNode()
                        || value.isNull()
                        || (value.isString() && value.stringValue().isEmpty())
                        || (value.isContainer() && value.isEmpty())) {
                    String why = argument.isEmpty() ? "" : ": " + argument.replace('_', ' ');
                    causes.add(new Cause("FieldValueRequired", "Required value" + why, path));
                }
            }
            case "label" -> {
                if (value.isString() && !value.stringValue().isEmpty()) {
                    Names.labelProblem(value.stringValue(), path).ifPresent(causes::add);
                }
            }
            case "min" -> {
                if (value.isNumber() && value.asLong() < Long.parseLong(argument)) {
                    String must = argument.equals("0")
                            ? "must be greater than or equal to 0"
                            : "must be greater than or equal to " + argument;
                    causes.add(
                            new Cause("FieldValueInvalid", "Invalid value: " + value.asString() + ": " + must, path));
                }
            }
            case "max" -> {
                if (value.isNumber() && value.asLong() > Long.parseLong(argument)) {
                    causes.add(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: " + value.asString() + ": must be between 1 and " + argument
                                    + ", inclusive",
                            path));
                }
            }
            case "in" -> {
                List<String> known = List.of(argument.split("\\|"));
                if (value.isString() && !value.stringValue().isEmpty() && !known.contains(value.stringValue())) {
                    causes.add(new Cause(
                            "FieldValueNotSupported",
                            "Unsupported value: \"" + value.stringValue() + "\": supported values: "
                                    + known.stream()
                                            .map(text -> '"' + text + '"')
                                            .collect(Collectors.joining(", ")),
                            path));
                }
            }
            default -> throw new IllegalStateException("validation.yaml: " + word);
        }
    }
}
