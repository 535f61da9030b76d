package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one who sets fields back: writes a value into an object again. Pure. */
final class Reverting {

    private Reverting() {}

    /** The object as the rules want it; empty when it is so already. */
    static Optional<Manifest> of(Manifest object, FaultRules rules) {
        if (object.isSecret()) {
            // The world does not know a Secret's values, so it must not write one.
            return Optional.empty();
        }
        Manifest result = object;
        for (FaultRule.Revert rule : rules.reverts(object).toList()) {
            result = set(result, rule);
        }
        return result.equals(object) ? Optional.empty() : Optional.of(result);
    }

    private static Manifest set(Manifest object, FaultRule.Revert rule) {
        JsonPointer pointer = JsonPointer.compile(rule.pointer());
        if (object.at(rule.pointer()).equals(rule.value()) || pointer.head() == null) {
            return object;
        }
        return object.with(tree -> {
            JsonNode parent = rule.value().isMissingNode()
                    ? tree.at(pointer.head())
                    : pointer.head().matches() ? tree : tree.withObject(pointer.head());
            if (parent instanceof ObjectNode node) {
                String field = pointer.last().getMatchingProperty();
                if (rule.value().isMissingNode()) {
                    node.remove(field);
                } else {
                    node.set(field, rule.value());
                }
            }
        });
    }
}
