package dev.fairway.diff;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who owns which field, as the API server records it in {@code metadata.managedFields}: a tree whose keys are
 * {@code f:<field>}, {@code k:<key fields of a list item>}, {@code v:<value of a set>} and {@code .} for the node itself.
 * An empty node owns all that lies below it.
 *
 * @param tree that tree; a missing node owns nothing
 */
record Ownership(JsonNode tree) {

    static final Ownership NOTHING = new Ownership(JsonNodeFactory.instance.missingNode());
    static final Ownership EVERYTHING = new Ownership(JsonNodeFactory.instance.objectNode());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Managers whose fields become ours when we adopt an object: those of the tools that did our work before. */
    private static final Set<String> PREDECESSORS =
            Set.of("kubectl-client-side-apply", "argocd-controller", "kustomize-controller", "helm-controller", "helm");

    /** Of everyone: tells which lists are merged by key. */
    static Ownership ofAll(Manifest object) {
        return of(object, entry -> true);
    }

    static Ownership ofManager(Manifest object, String manager) {
        return of(object, entry -> entry.path("manager").asString("").equals(manager));
    }

    /**
     * What we applied earlier. On an object we have never applied: what a predecessor applied, for on adoption it becomes
     * ours and goes when Git does not say it.
     */
    static Ownership ours(Manifest live) {
        Ownership ours = ofManager(live, WellKnown.FIELD_MANAGER);
        if (!ours.isNothing()) {
            return ours;
        }
        Ownership applied =
                of(live, entry -> PREDECESSORS.contains(entry.path("manager").asString("")));
        return applied.and(lastApplied(live));
    }

    private static Ownership lastApplied(Manifest live) {
        return live.annotation(WellKnown.LAST_APPLIED)
                .map(text -> {
                    try {
                        return new Ownership(fields(JSON.readTree(text), ""));
                    } catch (JacksonException notJson) {
                        return NOTHING;
                    }
                })
                .orElse(NOTHING);
    }

    private static Ownership of(Manifest object, Predicate<JsonNode> which) {
        Ownership result = NOTHING;
        for (JsonNode entry : object.at("/metadata/managedFields")) {
            boolean main = entry.path("subresource").asString("").isEmpty();
            if (main && entry.path("fieldsV1").isObject() && which.test(entry)) {
                result = result.and(new Ownership(entry.path("fieldsV1")));
            }
        }
        return result;
    }

    boolean isNothing() {
        return tree.isMissingNode();
    }

    /** Owned as one piece, with all that lies below. */
    boolean isWhole() {
        return tree.isObject() && tree.isEmpty();
    }

    Ownership field(String name) {
        return child("f:" + name);
    }

    /** The part about the list item whose key fields these are. */
    Ownership item(JsonNode item) {
        if (isWhole()) {
            return this;
        }
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (entry.getKey().startsWith("k:") && isAbout(entry.getKey(), item)) {
                return new Ownership(entry.getValue());
            }
        }
        return NOTHING;
    }

    Ownership value(JsonNode value) {
        if (isWhole()) {
            return this;
        }
        for (Map.Entry<String, JsonNode> entry : tree.properties()) {
            if (entry.getKey().startsWith("v:") && json(entry.getKey()).equals(value)) {
                return new Ownership(entry.getValue());
            }
        }
        return NOTHING;
    }

    /** Only the record of a client-side apply knows items by their place. */
    Ownership place(int index) {
        return child("i:" + index);
    }

    Ownership and(Ownership other) {
        if (isNothing()) {
            return other;
        }
        if (other.isNothing()) {
            return this;
        }
        ObjectNode union = ((ObjectNode) tree).deepCopy();
        merge(union, other.tree);
        return new Ownership(union);
    }

    private static void merge(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> entry : from.properties()) {
            if (into.path(entry.getKey()) instanceof ObjectNode known) {
                merge(known, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }

    private Ownership child(String key) {
        return isWhole() ? this : new Ownership(tree.path(key));
    }

    private static boolean isAbout(String key, JsonNode item) {
        for (Map.Entry<String, JsonNode> field : json(key).properties()) {
            JsonNode value = item.path(field.getKey());
            boolean same = value.isNumber() && field.getValue().isNumber()
                    ? value.decimalValue().compareTo(field.getValue().decimalValue()) == 0
                    : value.equals(field.getValue());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    static JsonNode json(String key) {
        try {
            return JSON.readTree(key.substring(2));
        } catch (JacksonException malformed) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** Writes a plain tree in the form of managed fields, and items of atomic lists by their place. */
    private static JsonNode fields(JsonNode value, String field) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (value.isObject()) {
            result.putObject(".");
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                result.set("f:" + entry.getKey(), fields(entry.getValue(), entry.getKey()));
            }
        } else if (value.isArray()) {
            ListShape shape = ListShape.of(value, value, NOTHING, field);
            int index = 0;
            for (JsonNode item : value) {
                String key =
                        switch (shape) {
                            case ListShape.Keyed keyed -> "k:" + keyed.key(item);
                            case ListShape.SetOfValues set -> "v:" + item;
                            case ListShape.Atomic atomic -> "i:" + index;
                        };
                result.set(key, fields(item, ""));
                index++;
            }
        }
        return result;
    }
}
