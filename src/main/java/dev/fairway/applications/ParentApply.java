package dev.fairway.applications;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a parent's apply makes of an application: server-side apply with one applier that always wins. Fields the parent
 * gives are set; fields it gave last time and gives no more are removed; all others (what a person added) stay. Lists are
 * replaced wholly, as the Application kind's schema says.
 */
final class ParentApply {

    private ParentApply() {}

    static ObjectNode merge(ObjectNode live, @Nullable ObjectNode lastApplied, ObjectNode desired) {
        ObjectNode result = live.deepCopy();
        if (lastApplied != null) {
            removeDropped(result, lastApplied, desired);
        }
        set(result, desired);
        return result;
    }

    private static void removeDropped(ObjectNode live, ObjectNode lastApplied, ObjectNode desired) {
        List<String> fields = new ArrayList<>(lastApplied.propertyNames());
        for (String field : fields) {
            JsonNode wanted = desired.get(field);
            if (wanted == null) {
                dropOwned(live, field, lastApplied.get(field));
            } else if (wanted instanceof ObjectNode wantedObject
                    && lastApplied.get(field) instanceof ObjectNode lastObject
                    && live.get(field) instanceof ObjectNode liveObject) {
                removeDropped(liveObject, lastObject, wantedObject);
            }
        }
    }

    /** Drops what was owned below a field, and the field itself once nothing is left in it. */
    private static void dropOwned(ObjectNode live, String field, JsonNode owned) {
        if (owned instanceof ObjectNode ownedObject && live.get(field) instanceof ObjectNode liveObject) {
            new ArrayList<>(ownedObject.propertyNames())
                    .forEach(below -> dropOwned(liveObject, below, ownedObject.get(below)));
            if (liveObject.isEmpty()) {
                live.remove(field);
            }
        } else {
            live.remove(field);
        }
    }

    private static void set(ObjectNode live, ObjectNode desired) {
        desired.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode wanted && live.get(entry.getKey()) instanceof ObjectNode below) {
                set(below, wanted);
            } else {
                live.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }
}
