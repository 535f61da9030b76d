package dev.fairway.sandbox.api.apply;

import dev.fairway.sandbox.api.schema.SchemaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of field paths, as {@code fieldsV1} of managedFields writes it. An element of a path is text in that notation:
 * {@code f:name} for a field, {@code k:{"name":"web"}} for a keyed item, {@code v:"x"} for an item of a set.
 *
 * @param members the elements that are in the set themselves
 * @param children what is in the set below an element
 */
record FieldSet(NavigableSet<String> members, NavigableMap<String, FieldSet> children) {

    static FieldSet empty() {
        return new FieldSet(new TreeSet<>(), new TreeMap<>());
    }

    static FieldSet of(JsonNode fields) {
        FieldSet set = empty();
        fields.properties().forEach(entry -> {
            if (entry.getKey().equals(".")) {
                return;
            }
            FieldSet below = of(entry.getValue());
            if (entry.getValue().isEmpty() || entry.getValue().has(".")) {
                set.members.add(entry.getKey());
            }
            if (!below.isEmpty()) {
                set.children.put(entry.getKey(), below);
            }
        });
        return set;
    }

    ObjectNode toJson() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        NavigableSet<String> elements = new TreeSet<>(members);
        elements.addAll(children.keySet());
        for (String element : elements) {
            FieldSet below = children.get(element);
            ObjectNode child = JsonNodeFactory.instance.objectNode();
            if (below != null) {
                if (members.contains(element)) {
                    child.putObject(".");
                }
                child.setAll(below.toJson());
            }
            fields.set(element, child);
        }
        return fields;
    }

    boolean isEmpty() {
        return members.isEmpty() && children.values().stream().allMatch(FieldSet::isEmpty);
    }

    boolean has(String element) {
        return members.contains(element);
    }

    FieldSet below(String element) {
        FieldSet child = children.get(element);
        return child == null ? empty() : child;
    }

    void add(String element) {
        members.add(element);
    }

    void addBelow(String element, FieldSet set) {
        if (!set.isEmpty()) {
            children.put(element, set);
        }
    }

    FieldSet union(FieldSet other) {
        FieldSet result = empty();
        result.members.addAll(members);
        result.members.addAll(other.members);
        result.children.putAll(children);
        other.children.forEach((element, set) -> result.children.merge(element, set, FieldSet::union));
        return result;
    }

    /** Without the paths of the other set; what lies below a removed path stays. */
    FieldSet minus(FieldSet other) {
        FieldSet result = empty();
        members.stream().filter(element -> !other.has(element)).forEach(result.members::add);
        children.forEach((element, set) -> result.addBelow(element, set.minus(other.below(element))));
        return result;
    }

    /** Without the paths of the other set and everything below them. */
    FieldSet minusTrees(FieldSet other) {
        FieldSet result = empty();
        members.stream().filter(element -> !other.has(element)).forEach(result.members::add);
        children.forEach((element, set) -> {
            if (!other.has(element)) {
                result.addBelow(element, set.minusTrees(other.below(element)));
            }
        });
        return result;
    }

    FieldSet intersect(FieldSet other) {
        FieldSet result = empty();
        members.stream().filter(other::has).forEach(result.members::add);
        children.forEach((element, set) -> result.addBelow(element, set.intersect(other.below(element))));
        return result;
    }

    /** With every declared field on the way to a member as a member too, so that removing compares like with like. */
    FieldSet withNamedFields(SchemaType type) {
        FieldSet result = empty();
        result.members.addAll(members);
        children.forEach((element, set) -> {
            if (type instanceof SchemaType.Struct struct
                    && element.startsWith("f:")
                    && struct.fields().containsKey(element.substring(2))) {
                result.members.add(element);
            }
            result.addBelow(element, set.withNamedFields(PathElements.typeBelow(type, element)));
        });
        return result;
    }

    /** For people: {@code .spec.containers[name="web"].image}, in order. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect("", paths);
        return paths;
    }

    private void collect(String prefix, List<String> paths) {
        NavigableSet<String> elements = new TreeSet<>(members);
        elements.addAll(children.keySet());
        for (String element : elements) {
            String path = prefix + PathElements.display(element);
            if (members.contains(element)) {
                paths.add(path);
            }
            below(element).collect(path, paths);
        }
    }

    static FieldSet ofNames(Map<String, FieldSet> below, String... names) {
        FieldSet set = empty();
        for (String name : names) {
            set.members.add("f:" + name);
        }
        below.forEach((name, child) -> set.children.put("f:" + name, child));
        return set;
    }
}
