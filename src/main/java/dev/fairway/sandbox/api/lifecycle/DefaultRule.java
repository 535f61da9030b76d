package dev.fairway.sandbox.api.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One default: {@code field}, {@code field when other=value}, {@code field when other}, {@code field unless other}.
 * A field may be a path of objects; it is set only where the object that holds it exists. A value {@code $other} copies
 * another field of the same object.
 */
record DefaultRule(List<String> path, List<Predicate<ObjectNode>> conditions, JsonNode value) {

    static DefaultRule of(String text, JsonNode value) {
        String[] words = text.split(" ");
        List<Predicate<ObjectNode>> conditions = new ArrayList<>();
        for (int i = 1; i + 1 < words.length; i += 2) {
            Predicate<ObjectNode> condition = condition(words[i + 1]);
            conditions.add(words[i].equals("unless") ? condition.negate() : condition);
        }
        return new DefaultRule(List.of(words[0].split("\\.")), conditions, value);
    }

    private static Predicate<ObjectNode> condition(String text) {
        int equals = text.indexOf('=');
        List<String> path = List.of((equals < 0 ? text : text.substring(0, equals)).split("\\."));
        if (equals < 0) {
            return object -> !find(object, path).isMissingNode();
        }
        List<String> wanted = List.of(text.substring(equals + 1).split("\\|"));
        return object -> wanted.contains(find(object, path).asString(""));
    }

    private static JsonNode find(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    void apply(ObjectNode object) {
        String name = path.getLast();
        if (!(find(object, path.subList(0, path.size() - 1)) instanceof ObjectNode holder)
                || holder.has(name)
                || !conditions.stream().allMatch(condition -> condition.test(object))) {
            return;
        }
        if (value instanceof StringNode text && text.stringValue().startsWith("$")) {
            computed(object, text.stringValue().substring(1), holder, name);
        } else {
            holder.set(name, value.deepCopy());
        }
    }

    private static void computed(ObjectNode object, String what, ObjectNode holder, String name) {
        if (what.equals("pullPolicy")) {
            String image = object.path("image").asString("");
            String tag = image.substring(image.lastIndexOf('/') + 1);
            boolean latest = !image.contains("@") && (!tag.contains(":") || tag.endsWith(":latest"));
            holder.put(name, latest ? "Always" : "IfNotPresent");
            return;
        }
        JsonNode source = find(object, List.of(what.split("\\.")));
        if (!source.isMissingNode()) {
            holder.set(name, source.deepCopy());
        }
    }
}
