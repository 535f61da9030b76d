package dev.fairway.sandbox.api.apply;

import dev.fairway.resource.JsonPatch;
import dev.fairway.resource.ProblemException;
import dev.fairway.sandbox.api.StatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7386) and JSON patch (RFC 6902). */
public final class Patches {

    private static final int MOST_OPERATIONS = 10_000;

    private Patches() {}

    public static JsonNode merge(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode)) {
            return patch.deepCopy();
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merge(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }

    public static JsonNode json(JsonNode target, JsonNode operations) {
        if (!operations.isArray()) {
            throw StatusException.badRequest("error decoding patch: a JSON patch is a list of operations");
        }
        if (operations.size() > MOST_OPERATIONS) {
            throw StatusException.tooLarge("The allowed maximum operations in a JSON patch is " + MOST_OPERATIONS
                    + ", got " + operations.size());
        }
        try {
            return JsonPatch.apply(target, operations);
        } catch (ProblemException impossible) {
            throw StatusException.unprocessable();
        }
    }
}
