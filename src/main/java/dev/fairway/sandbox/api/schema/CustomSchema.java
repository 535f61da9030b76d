package dev.fairway.sandbox.api.schema;

import dev.fairway.sandbox.api.schema.ResourceType.Custom;
import dev.fairway.sandbox.api.schema.ResourceType.ScalePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads a CustomResourceDefinition into the kinds it serves. */
public final class CustomSchema {

    private final BuiltinSchema builtin;

    public CustomSchema(BuiltinSchema builtin) {
        this.builtin = builtin;
    }

    /** One type per served version, the storage version first. */
    public List<ResourceType> types(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        List<ResourceType> types = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(false)) {
                ResourceType type = type(spec, version);
                if (version.path("storage").asBoolean(false)) {
                    types.addFirst(type);
                } else {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private ResourceType type(JsonNode spec, JsonNode version) {
        JsonNode names = spec.path("names");
        String kind = names.path("kind").asString("");
        JsonNode shape = version.path("schema").path("openAPIV3Schema");
        SchemaType.Struct root = new SchemaType.Struct(kind);
        fill(root, shape);
        root.fields().put("apiVersion", plain("apiVersion", new SchemaType.Scalar(SchemaType.ScalarKind.STRING)));
        root.fields().put("kind", plain("kind", new SchemaType.Scalar(SchemaType.ScalarKind.STRING)));
        root.fields().put("metadata", plain("metadata", builtin.struct("ObjectMeta")));
        Set<String> subresources = new HashSet<>(version.path("subresources").propertyNames());
        JsonNode scale = version.path("subresources").path("scale");
        return new ResourceType(
                spec.path("group").asString(""),
                version.path("name").asString(""),
                kind,
                names.path("plural").asString(""),
                names.path("singular").asString(kind.toLowerCase(Locale.ROOT)),
                spec.path("scope").asString("").equals("Namespaced"),
                texts(names.path("shortNames")),
                texts(names.path("categories")),
                subresources,
                root,
                true,
                false,
                Optional.of(new Custom(
                        scale.isMissingNode() ? Optional.empty() : Optional.of(paths(scale)),
                        version.path("additionalPrinterColumns"),
                        shape)));
    }

    private static ScalePaths paths(JsonNode scale) {
        return new ScalePaths(
                path(scale.path("specReplicasPath").asString("")),
                path(scale.path("statusReplicasPath").asString("")),
                path(scale.path("labelSelectorPath").asString("")));
    }

    private static List<String> path(String jsonPath) {
        return StreamSupport.stream(List.of(jsonPath.split("\\.")).spliterator(), false)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static Field plain(String name, SchemaType type) {
        return new Field(name, type, false, false, false, Optional.empty(), Field.MergeRule.REPLACE);
    }

    private void fill(SchemaType.Struct struct, JsonNode shape) {
        List<String> required = texts(shape.path("required"));
        shape.path("properties").properties().forEach(property -> struct.fields()
                .put(
                        property.getKey(),
                        new Field(
                                property.getKey(),
                                type(property.getValue()),
                                required.contains(property.getKey()),
                                false,
                                false,
                                Optional.ofNullable(property.getValue().get("default")),
                                Field.MergeRule.REPLACE)));
        if (shape.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)) {
            struct.markOpen();
        }
        if (shape.path("x-kubernetes-map-type").asString("").equals("atomic")) {
            struct.markAtomic();
        }
    }

    private SchemaType type(JsonNode shape) {
        if (shape.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return new SchemaType.Scalar(SchemaType.ScalarKind.INT_OR_STRING);
        }
        if (shape.path("x-kubernetes-embedded-resource").asBoolean(false)) {
            return new SchemaType.Anything(false);
        }
        return switch (shape.path("type").asString("")) {
            case "object" -> object(shape);
            case "array" -> list(shape);
            case "string" -> new SchemaType.Scalar(SchemaType.ScalarKind.STRING);
            case "integer" -> new SchemaType.Scalar(SchemaType.ScalarKind.INTEGER);
            case "number" -> new SchemaType.Scalar(SchemaType.ScalarKind.NUMBER);
            case "boolean" -> new SchemaType.Scalar(SchemaType.ScalarKind.BOOLEAN);
            default -> new SchemaType.Anything(false);
        };
    }

    private SchemaType object(JsonNode shape) {
        boolean open = shape.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        if (shape.path("additionalProperties").isObject()) {
            return new SchemaType.MapOf(
                    type(shape.path("additionalProperties")),
                    shape.path("x-kubernetes-map-type").asString("").equals("atomic"));
        }
        if (open && shape.path("properties").isEmpty()) {
            return new SchemaType.Anything(false);
        }
        SchemaType.Struct struct = new SchemaType.Struct("");
        fill(struct, shape);
        return struct;
    }

    private SchemaType list(JsonNode shape) {
        SchemaType.ListKind kind =
                switch (shape.path("x-kubernetes-list-type").asString("")) {
                    case "map" -> SchemaType.ListKind.KEYED;
                    case "set" -> SchemaType.ListKind.SET;
                    default -> SchemaType.ListKind.ATOMIC;
                };
        return new SchemaType.ListOf(type(shape.path("items")), kind, texts(shape.path("x-kubernetes-list-map-keys")));
    }
}
