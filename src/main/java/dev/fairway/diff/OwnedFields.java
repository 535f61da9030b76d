package dev.fairway.diff;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds in a tree the fields that a record of ownership names. */
final class OwnedFields {

    private OwnedFields() {}

    /** Takes the owned fields away; items of keyed lists stay, for others may own a part of them. */
    static void remove(Ownership owner, JsonNode tree) {
        for (Map.Entry<String, JsonNode> entry : owner.tree().properties()) {
            String name = entry.getKey();
            if (name.startsWith("f:") && tree instanceof ObjectNode object) {
                Ownership field = new Ownership(entry.getValue());
                if (field.isWhole()) {
                    object.remove(name.substring(2));
                } else {
                    remove(field, object.path(name.substring(2)));
                }
            } else if (name.startsWith("k:") && tree instanceof ArrayNode array) {
                JsonNode key = Ownership.json(name);
                for (JsonNode item : array) {
                    if (isAbout(key, item)) {
                        removeBesidesKey(new Ownership(entry.getValue()), item, key);
                    }
                }
            } else if (name.startsWith("v:") && tree instanceof ArrayNode array) {
                JsonNode value = Ownership.json(name);
                array.removeIf(value::equals);
            }
        }
    }

    /** Gives the tree the values that the owned fields have in another one. */
    static void copy(Ownership owner, JsonNode from, JsonNode to) {
        for (Map.Entry<String, JsonNode> entry : owner.tree().properties()) {
            String name = entry.getKey();
            Ownership field = new Ownership(entry.getValue());
            if (name.startsWith("f:") && from.isObject() && to instanceof ObjectNode object) {
                String plain = name.substring(2);
                if (!field.isWhole() && object.has(plain)) {
                    copy(field, from.path(plain), object.path(plain));
                } else if (field.isWhole() && from.has(plain)) {
                    object.set(plain, from.path(plain).deepCopy());
                }
            } else if (name.startsWith("k:")) {
                JsonNode key = Ownership.json(name);
                for (JsonNode target : to) {
                    for (JsonNode source : from) {
                        if (isAbout(key, target) && isAbout(key, source)) {
                            copy(field, source, target);
                        }
                    }
                }
            } else if (name.startsWith("v:") && to instanceof ArrayNode set) {
                JsonNode value = Ownership.json(name);
                if (set.valueStream().noneMatch(value::equals)) {
                    set.add(value);
                }
            }
        }
    }

    private static void removeBesidesKey(Ownership owner, JsonNode item, JsonNode key) {
        if (owner.tree() instanceof ObjectNode fields) {
            ObjectNode others = fields.deepCopy();
            key.propertyNames().forEach(name -> others.remove("f:" + name));
            remove(new Ownership(others), item);
        }
    }

    private static boolean isAbout(JsonNode key, JsonNode item) {
        return item.isObject()
                && key.isObject()
                && key.properties().stream().allMatch(entry -> entry.getValue().equals(item.path(entry.getKey())));
    }
}
