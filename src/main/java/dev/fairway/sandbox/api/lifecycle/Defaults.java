package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.Field;
import dev.fairway.sandbox.api.schema.SchemaType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in what was left out. The facts are in {@code defaults.yaml}, which explains its own form. */
final class Defaults {

    private final Map<String, List<DefaultRule>> rules = new HashMap<>();
    private final Map<String, List<DefaultRule>> admission = new HashMap<>();

    @SuppressWarnings("unchecked")
    Defaults(Map<String, Object> file) {
        compile((Map<String, Object>) BuiltinSchema.section(file, "types"), rules);
        compile((Map<String, Object>) BuiltinSchema.section(file, "admission"), admission);
    }

    private static void compile(Map<String, Object> types, Map<String, List<DefaultRule>> target) {
        types.forEach((type, fields) -> {
            List<DefaultRule> compiled = new ArrayList<>();
            ((Map<?, ?>) fields)
                    .forEach((when, value) ->
                            compiled.add(DefaultRule.of(when.toString(), ObjectJson.MAPPER.valueToTree(value))));
            target.put(type, compiled);
        });
    }

    static Defaults load() {
        return new Defaults(BuiltinSchema.resource("/sandbox/defaults.yaml"));
    }

    /**
     * What admission adds after ownership is settled: nobody owns it. Changes the object in place.
     *
     * @param kind the type of the whole object
     */
    void admit(ObjectNode object, SchemaType.Struct kind) {
        for (DefaultRule rule : admission.getOrDefault(kind.name(), List.of())) {
            rule.apply(object);
        }
    }

    /** Changes the object in place. */
    void apply(ObjectNode object, SchemaType.Struct type) {
        for (Field field : type.fields().values()) {
            if (field.always() && !object.has(field.name())) {
                Zeros.of(field.type()).ifPresent(zero -> object.set(field.name(), zero));
            } else if (field.defaultValue().isPresent() && !object.has(field.name())) {
                object.set(field.name(), field.defaultValue().get().deepCopy());
            }
        }
        for (DefaultRule rule : rules.getOrDefault(type.name(), List.of())) {
            rule.apply(object);
        }
        object.properties()
                .forEach(field -> type.field(field.getKey()).ifPresent(known -> below(field.getValue(), known.type())));
    }

    private void below(JsonNode value, SchemaType type) {
        switch (type) {
            case SchemaType.Struct struct -> {
                if (value instanceof ObjectNode object) {
                    apply(object, struct);
                }
            }
            case SchemaType.ListOf list -> {
                if (value.isArray()) {
                    value.forEach(item -> below(item, list.element()));
                }
            }
            case SchemaType.MapOf map -> {
                if (value.isObject()) {
                    value.forEach(item -> below(item, map.element()));
                }
            }
            default -> {}
        }
    }

    /** The parts that an object has even when nothing was said: what an update of nothing starts from. */
    ObjectNode skeleton(SchemaType.Struct type) {
        ObjectNode object = ObjectJson.MAPPER.createObjectNode();
        for (Field field : type.fields().values()) {
            if (type.name().equals("ObjectMeta")) {
                continue;
            }
            if (field.always() && field.type() instanceof SchemaType.Struct struct) {
                object.set(field.name(), skeleton(struct));
            } else if (field.always()) {
                Zeros.of(field.type()).ifPresent(zero -> object.set(field.name(), zero));
            }
        }
        return object;
    }
}
