package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with an object. Pure. */
final class Validation {

    private Validation() {}

    static List<Cause> ofNew(ResourceType type, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        Names.problem(type, object.path("metadata").path("name").asString("")).ifPresent(causes::add);
        return causes;
    }

    static List<Cause> ofChange(Target target, ObjectNode before, ObjectNode after) {
        return new ArrayList<>();
    }
}
