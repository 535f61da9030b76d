package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.apply.Values;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with an object. Pure. */
final class Validation {

    private static final FieldRules RULES = new FieldRules();

    private Validation() {}

    static List<Cause> ofNew(ResourceType type, ObjectNode object) {
        List<Cause> causes = new ArrayList<>();
        Names.problem(type, object.path("metadata").path("name").asString("")).ifPresent(causes::add);
        whole(type, object, causes);
        return causes.stream().sorted(Comparator.comparing(Cause::field)).toList();
    }

    static List<Cause> ofChange(Target target, ObjectNode before, ObjectNode after) {
        List<Cause> causes = new ArrayList<>();
        if (!target.isStatus()) {
            for (String path : RULES.immutable(target.type().qualifiedName())) {
                if (!Values.same(find(before, path), find(after, path))) {
                    causes.add(new Cause(
                            "FieldValueInvalid",
                            "Invalid value: " + Shown.of(find(after, path)) + ": field is immutable",
                            path));
                }
            }
            CrossChecks.change(target.type(), before, after, causes);
        }
        if (!after.path("metadata").has("deletionTimestamp")) {
            whole(target.type(), after, causes);
        }
        return causes.stream().sorted(Comparator.comparing(Cause::field)).toList();
    }

    private static void whole(ResourceType type, ObjectNode object, List<Cause> causes) {
        Names.labels(object.path("metadata"), causes);
        type.definition()
                .ifPresentOrElse(definition -> CustomValidation.check(object, definition.schema(), causes), () -> {
                    RULES.check(object, type.schema(), "", causes);
                    CrossChecks.whole(type, object, causes);
                });
    }

    private static JsonNode find(JsonNode object, String path) {
        JsonNode node = object;
        for (String name : path.split("\\.")) {
            node = node.path(name);
        }
        return node;
    }
}
