package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the world keeps of an object: not who wrote which field, and of a Secret only the names. */
final class Trimmed {

    private Trimmed() {}

    /** Takes ownership of the tree. */
    static Manifest of(ObjectNode tree) {
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        if (tree.path("kind").asString("").equals("Secret")) {
            for (String field : List.of("data", "stringData")) {
                if (tree.path(field) instanceof ObjectNode values) {
                    for (String name : List.copyOf(values.propertyNames())) {
                        values.put(name, "");
                    }
                }
            }
        }
        JsonNode annotations = tree.path("metadata").path("annotations");
        if (tree.path("kind").asString("").equals("Secret") && annotations instanceof ObjectNode noted) {
            noted.removeAll();
        }
        return Manifest.of(tree);
    }
}
