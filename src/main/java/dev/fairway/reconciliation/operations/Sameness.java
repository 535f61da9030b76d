package dev.fairway.reconciliation.operations;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether the server's prediction of an apply is the live object as it is: then nothing needs to be written. */
final class Sameness {

    private Sameness() {}

    static boolean differs(Manifest live, Manifest predicted) {
        return !isApplied(live) || !bare(live).equals(bare(predicted));
    }

    /** An object that Fairway has not applied yet must be written once, so that its fields become Fairway's. */
    private static boolean isApplied(Manifest live) {
        JsonNode managers = live.at("/metadata/managedFields");
        if (managers.isMissingNode()) {
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
