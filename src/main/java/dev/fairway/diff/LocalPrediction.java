package dev.fairway.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server-side apply would probably make of a live object, told without a server: the desired fields win, the
 * others' fields stay, and what we applied earlier and no longer say goes. Where it cannot be sure it predicts a change,
 * so that the server is asked.
 */
final class LocalPrediction {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Equality equality;

    LocalPrediction(Equality equality) {
        this.equality = equality;
    }

    /**
     * @param ours what we applied earlier
     * @param all what anyone owns; tells which lists and mappings are replaced as a whole
     */
    ObjectNode of(JsonNode desired, JsonNode live, Ownership ours, Ownership all) {
        return object(desired, live, ours, all, FieldPath.ROOT);
    }

    private JsonNode value(JsonNode desired, JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        if (desired.isObject() && live.isObject()) {
            return object(desired, live, ours, all, path);
        }
        if (desired.isArray() && live.isArray()) {
            return list(desired, live, ours, all, path);
        }
        return equality.same(desired, live, path) ? live : withoutNulls(desired);
    }

    private ObjectNode object(JsonNode desired, JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        ObjectNode result = NODES.objectNode();
        Ownership mine = ofFields(ours, all, path);
        for (Map.Entry<String, JsonNode> entry : live.properties()) {
            String name = entry.getKey();
            JsonNode wanted = desired.path(name);
            JsonNode next = wanted.isMissingNode() || wanted.isNull()
                    ? leftover(entry.getValue(), mine.field(name), all.field(name), path.field(name))
                    : value(wanted, entry.getValue(), mine.field(name), all.field(name), path.field(name));
            if (!next.isMissingNode()) {
                result.set(name, next);
            }
        }
        for (Map.Entry<String, JsonNode> entry : desired.properties()) {
            if (!live.has(entry.getKey()) && !BuiltIn.isDroppedWhenEmpty(entry.getKey(), entry.getValue())) {
                result.set(entry.getKey(), withoutNulls(entry.getValue()));
            }
        }
        return result;
    }

    /**
     * An empty record means two things: a mapping replaced as a whole, or one that was applied empty and into which others
     * wrote since. The others' records tell them apart.
     */
    private static Ownership ofFields(Ownership ours, Ownership all, FieldPath path) {
        if (all.isWhole()) {
            return BuiltIn.isMergedByField(path.last()) ? Ownership.NOTHING : Ownership.EVERYTHING;
        }
        return ours.isWhole() && !all.isNothing() ? Ownership.NOTHING : ours;
    }

    /** What stays of a live value that the desired state does not mention; a missing node if nothing. */
    private JsonNode leftover(JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        if (ours.isNothing() || BuiltIn.isDefault(path.last(), live)) {
            return live;
        }
        if (live.isObject() && !ofFields(ours, all, path).isWhole()) {
            ObjectNode rest = object(NODES.objectNode(), live, ours, all, path);
            return rest.isEmpty() ? NODES.missingNode() : rest;
        }
        if (live.isArray() && !ours.isWhole()) {
            JsonNode rest = list(NODES.arrayNode(), live, ours, all, path);
            return rest.isEmpty() ? NODES.missingNode() : rest;
        }
        return NODES.missingNode();
    }

    private JsonNode list(JsonNode desired, JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        return switch (ListShape.of(desired, live, all, path.last())) {
            case ListShape.Keyed keyed -> keyed(keyed, desired, live, ours, all, path);
            case ListShape.SetOfValues set -> set(desired, live, ours);
            case ListShape.Atomic atomic -> atomic(desired, live, ours, all, path);
        };
    }

    private ArrayNode keyed(
            ListShape.Keyed shape, JsonNode desired, JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        int[] places = places(shape, desired, live);
        JsonNode[] inLivePlace = new JsonNode[live.size()];
        boolean[] matched = new boolean[live.size()];
        boolean sameOrder = true;
        int last = -1;
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            if (place >= 0) {
                sameOrder &= place > last;
                last = Math.max(last, place);
                JsonNode item = live.path(place);
                matched[place] = true;
                inLivePlace[place] =
                        value(desired.path(i), item, ours.item(item), all.item(item), path.item(shape.label(item)));
            }
        }
        List<JsonNode> others = new ArrayList<>();
        for (int place = 0; place < matched.length; place++) {
            JsonNode item = live.path(place);
            if (!matched[place] && ours.item(item).isNothing()) {
                inLivePlace[place] = item;
                others.add(item);
            }
        }
        ArrayNode result = NODES.arrayNode();
        if (sameOrder) {
            for (JsonNode item : inLivePlace) {
                if (item != null) {
                    result.add(item);
                }
            }
        }
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                result.add(withoutNulls(desired.path(i)));
            } else if (!sameOrder) {
                result.add(inLivePlace[places[i]]);
            }
        }
        if (!sameOrder) {
            others.forEach(result::add);
        }
        return result;
    }

    /** For every desired item the place of its live twin, or -1. */
    private static int[] places(ListShape.Keyed shape, JsonNode desired, JsonNode live) {
        int[] places = new int[desired.size()];
        boolean[] taken = new boolean[live.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = -1;
            for (int place = 0; place < taken.length; place++) {
                if (!taken[place] && shape.sameItem(desired.path(i), live.path(place))) {
                    taken[place] = true;
                    places[i] = place;
                    break;
                }
            }
        }
        return places;
    }

    private static ArrayNode set(JsonNode desired, JsonNode live, Ownership ours) {
        ArrayNode result = NODES.arrayNode();
        for (JsonNode value : live) {
            if (holds(desired, value) || ours.value(value).isNothing()) {
                result.add(value);
            }
        }
        for (JsonNode value : desired) {
            if (!holds(result, value)) {
                result.add(value);
            }
        }
        return result;
    }

    private static boolean holds(JsonNode list, JsonNode value) {
        return list.values().stream().anyMatch(value::equals);
    }

    /** Items of equal place may differ by what the server filled in; who wrote the list is known from its record. */
    private JsonNode atomic(JsonNode desired, JsonNode live, Ownership ours, Ownership all, FieldPath path) {
        if (desired.size() != live.size()) {
            return withoutNulls(desired);
        }
        boolean strict = !all.isNothing();
        ArrayNode result = NODES.arrayNode();
        for (int i = 0; i < desired.size(); i++) {
            Ownership item = strict ? Ownership.EVERYTHING : ours.isWhole() ? Ownership.NOTHING : ours.place(i);
            result.add(value(
                    desired.path(i),
                    live.path(i),
                    item,
                    strict ? Ownership.EVERYTHING : Ownership.NOTHING,
                    path.item(Integer.toString(i))));
        }
        return result;
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isObject()) {
            ObjectNode result = NODES.objectNode();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (!entry.getValue().isNull()) {
                    result.set(entry.getKey(), withoutNulls(entry.getValue()));
                }
            }
            return result;
        }
        if (value.isArray()) {
            ArrayNode result = NODES.arrayNode();
            value.forEach(item -> result.add(withoutNulls(item)));
            return result;
        }
        return value;
    }
}
