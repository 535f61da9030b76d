package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.apply.Values;
import tools.jackson.databind.node.ObjectNode;

/** A write that changes nothing but the times of managedFields is no write: the version stays. */
final class Unchanged {

    private Unchanged() {}

    static boolean is(ObjectNode before, ObjectNode after) {
        return Values.same(timeless(before), timeless(after));
    }

    private static ObjectNode timeless(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.path("metadata").path("managedFields").forEach(row -> ((ObjectNode) row).remove("time"));
        return copy;
    }
}
