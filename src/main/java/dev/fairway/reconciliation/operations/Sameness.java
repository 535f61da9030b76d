package dev.fairway.reconciliation.operations;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the server's prediction of an apply is the live object as it is: then nothing needs to be written. */
final class Sameness {

    private Sameness() {}

    /** Compares contents; what the server keeps of its own (versions, owners, status) does not count. */
    static boolean isSame(Manifest live, Manifest predicted) {
        return bare(live).equals(bare(predicted));
    }

    /**
     * Whether Fairway has applied it before. One that is equal by chance must be written once, so that its fields become
     * Fairway's and disappear when Git drops them.
     *
     * @param live with its managedFields
     */
    static boolean isOurs(Manifest live) {
        JsonNode managers = live.at("/metadata/managedFields");
        if (managers.isMissingNode()) {
            // The registry keeps no owners per field: whoever is tracked is ours.
            return live.annotation(WellKnown.TRACKING_ID).isPresent();
        }
        for (JsonNode entry : managers) {
            if (entry.path("manager").asString("").equals(WellKnown.FIELD_MANAGER)
                    && entry.path("operation").asString("").equals("Apply")) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode bare(Manifest manifest) {
        ObjectNode tree = manifest.tree().deepCopy();
        tree.remove("status");
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            metadata.remove("resourceVersion");
            metadata.remove("generation");
            metadata.remove("creationTimestamp");
            metadata.remove("uid");
        }
        return tree;
    }
}
