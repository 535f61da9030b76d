package dev.fairway.sandbox.api.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads {@code sandbox/schema.yaml}; the file explains its own little language. */
public final class BuiltinSchema {

    private static final Map<String, SchemaType.ScalarKind> SCALARS = Map.ofEntries(
            Map.entry("string", SchemaType.ScalarKind.STRING),
            Map.entry("bytes", SchemaType.ScalarKind.BYTES),
            Map.entry("int32", SchemaType.ScalarKind.INTEGER),
            Map.entry("int64", SchemaType.ScalarKind.INTEGER),
            Map.entry("double", SchemaType.ScalarKind.NUMBER),
            Map.entry("bool", SchemaType.ScalarKind.BOOLEAN),
            Map.entry("time", SchemaType.ScalarKind.TIME),
            Map.entry("microtime", SchemaType.ScalarKind.MICRO_TIME),
            Map.entry("quantity", SchemaType.ScalarKind.QUANTITY),
            Map.entry("intOrString", SchemaType.ScalarKind.INT_OR_STRING));

    private final Map<String, SchemaType.Struct> structs = new HashMap<>();
    private final List<ResourceType> resources = new ArrayList<>();

    private BuiltinSchema() {}

    public static BuiltinSchema load() {
        BuiltinSchema schema = new BuiltinSchema();
        schema.read(resource("/sandbox/schema.yaml"));
        return schema;
    }

    /** A YAML file of this module as plain maps and lists. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> resource(String path) {
        try (InputStream in = BuiltinSchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: " + path);
            }
            return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<ResourceType> resources() {
        return resources;
    }

    /** A type of the file by its name, for example {@code ObjectMeta}. */
    public SchemaType.Struct struct(String name) {
        SchemaType.Struct struct = structs.get(name);
        if (struct == null) {
            throw new IllegalStateException("schema.yaml has no type " + name);
        }
        return struct;
    }

    @SuppressWarnings("unchecked")
    private void read(Map<String, Object> file) {
        Map<String, Map<String, Object>> types = (Map<String, Map<String, Object>>) section(file, "types");
        types.keySet().forEach(name -> structs.put(name, new SchemaType.Struct(name)));
        types.forEach((name, fields) -> fill(struct(name), fields));
        ((List<Map<String, Object>>) section(file, "kinds")).forEach(kind -> resources.add(resourceType(kind)));
    }

    private void fill(SchemaType.Struct struct, Map<String, Object> fields) {
        fields.forEach((name, text) -> {
            if (name.equals("~atomic")) {
                struct.markAtomic();
            } else {
                struct.fields().put(name, field(name, text.toString()));
            }
        });
        if (struct.fields().containsKey("metadata")
                && struct.field("metadata").orElseThrow().type() == struct("ObjectMeta")
                && !struct.name().equals("PodTemplateSpec")
                && !struct.name().equals("JobTemplateSpec")) {
            struct.fields().put("apiVersion", field("apiVersion", "string"));
            struct.fields().put("kind", field("kind", "string"));
        }
    }

    private Field field(String name, String text) {
        String[] words = text.split(" ");
        Attributes attributes = new Attributes();
        for (int i = 1; i < words.length; i++) {
            attributes.read(words[i]);
        }
        return new Field(
                name,
                type(words[0], attributes),
                attributes.required,
                attributes.always,
                attributes.omitsZero,
                attributes.defaultValue,
                attributes.merge);
    }

    private SchemaType type(String text, Attributes attributes) {
        if (text.startsWith("[]")) {
            return new SchemaType.ListOf(type(text.substring(2), new Attributes()), attributes.list, attributes.keys);
        }
        if (text.startsWith("{}")) {
            return new SchemaType.MapOf(type(text.substring(2), new Attributes()), attributes.atomic);
        }
        if (text.equals("any")) {
            return new SchemaType.Anything(true);
        }
        SchemaType.ScalarKind scalar = SCALARS.get(text);
        if (scalar != null) {
            return new SchemaType.Scalar(scalar);
        }
        SchemaType.Struct struct = struct(text);
        if (attributes.atomic) {
            struct.markAtomic();
        }
        return struct;
    }

    @SuppressWarnings("unchecked")
    private ResourceType resourceType(Map<String, Object> kind) {
        String name = text(kind, "kind");
        return new ResourceType(
                text(kind, "group"),
                text(kind, "version"),
                name,
                text(kind, "plural"),
                name.toLowerCase(Locale.ROOT),
                !"Cluster".equals(kind.get("scope")),
                (List<String>) kind.getOrDefault("short", List.of()),
                (List<String>) kind.getOrDefault("categories", List.of()),
                Set.copyOf((List<String>) kind.getOrDefault("subresources", List.of())),
                struct(text(kind, "type")),
                Boolean.TRUE.equals(kind.get("generation")),
                Boolean.TRUE.equals(kind.get("createOnly")),
                Optional.empty());
    }

    private static String text(Map<String, Object> entry, String key) {
        return section(entry, key).toString();
    }

    /** A part that must be there. */
    public static Object section(Map<String, Object> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> "the file lacks " + key);
    }

    /** The words after the type. */
    private static final class Attributes {
        private SchemaType.ListKind list = SchemaType.ListKind.ATOMIC;
        private List<String> keys = List.of();
        private boolean atomic;
        private boolean required;
        private boolean always;
        private boolean omitsZero;
        private Optional<JsonNode> defaultValue = Optional.empty();
        private Field.MergeRule merge = Field.MergeRule.REPLACE;

        private void read(String word) {
            int open = word.indexOf('(');
            String name = open < 0 ? word : word.substring(0, open);
            String argument = open < 0 ? "" : word.substring(open + 1, word.length() - 1);
            switch (name) {
                case "map" -> {
                    list = SchemaType.ListKind.KEYED;
                    keys = List.of(argument.split(","));
                }
                case "set" -> list = SchemaType.ListKind.SET;
                case "atomic" -> atomic = true;
                case "required" -> required = true;
                case "always" -> always = true;
                case "omit" -> omitsZero = true;
                case "default" -> defaultValue = Optional.of(JsonNodeFactory.instance.stringNode(argument));
                case "merge" -> merge = new Field.MergeRule(true, argument, merge.retainsKeys());
                case "retainKeys" -> merge = new Field.MergeRule(merge.mergesLists(), merge.mergeKey(), true);
                default -> throw new IllegalStateException("schema.yaml: unknown attribute " + word);
            }
        }
    }
}
