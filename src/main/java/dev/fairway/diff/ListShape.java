package dev.fairway.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the API server merges a list. The managed fields tell it for every kind, custom ones too; where they say nothing,
 * what is known of built-in kinds does.
 */
sealed interface ListShape {

    /** Replaced as a whole. */
    record Atomic() implements ListShape {}

    /** A set of plain values. */
    record SetOfValues() implements ListShape {}

    /** Merged item by item. */
    record Keyed(List<String> fields) implements ListShape {

        boolean sameItem(JsonNode desired, JsonNode live) {
            for (String field : fields) {
                JsonNode wanted = desired.path(field);
                JsonNode found = live.path(field);
                boolean same = wanted.isMissingNode() || wanted.isNull()
                        ? found.isMissingNode() || isDefault(field, found)
                        : sameKey(wanted, found) || (found.isMissingNode() && isDefault(field, wanted));
                if (!same) {
                    return false;
                }
            }
            return true;
        }

        ObjectNode key(JsonNode item) {
            ObjectNode key = JsonNodeFactory.instance.objectNode();
            for (String field : fields) {
                if (item.has(field)) {
                    key.set(field, item.path(field));
                }
            }
            return key;
        }

        String label(JsonNode item) {
            List<String> parts = new ArrayList<>();
            for (Map.Entry<String, JsonNode> part : key(item).properties()) {
                parts.add(part.getKey() + "=" + part.getValue().asString());
            }
            return String.join(",", parts);
        }

        private static boolean sameKey(JsonNode one, JsonNode other) {
            return one.isNumber() && other.isNumber()
                    ? one.decimalValue().compareTo(other.decimalValue()) == 0
                    : one.equals(other);
        }

        /** The protocol is the one key field that a server fills in. */
        private static boolean isDefault(String field, JsonNode value) {
            return field.equals("protocol")
                    && value.isString()
                    && value.stringValue().equals("TCP");
        }
    }

    static ListShape of(JsonNode one, JsonNode other, Ownership owners, String field) {
        for (String key : owners.tree().propertyNames()) {
            if (key.startsWith("k:")) {
                List<String> fields = List.copyOf(Ownership.json(key).propertyNames());
                return haveAny(one, fields) && haveAny(other, fields) ? new Keyed(fields) : new Atomic();
            }
            if (key.startsWith("v:")) {
                return new SetOfValues();
            }
        }
        if (owners.isWhole()) {
            return new Atomic();
        }
        if (BuiltIn.isSet(field)) {
            return new SetOfValues();
        }
        List<String> fields = field.equals("ports") ? portKeys(one, other) : BuiltIn.listKeys(field);
        return !fields.isEmpty() && haveAny(one, fields) && haveAny(other, fields) ? new Keyed(fields) : new Atomic();
    }

    private static List<String> portKeys(JsonNode one, JsonNode other) {
        JsonNode sample = one.isEmpty() ? other : one;
        return sample.path(0).has("containerPort") ? List.of("containerPort", "protocol") : List.of("port", "protocol");
    }

    private static boolean haveAny(JsonNode list, List<String> fields) {
        for (JsonNode item : list) {
            if (!item.isObject() || fields.stream().noneMatch(item::has)) {
                return false;
            }
        }
        return true;
    }
}
