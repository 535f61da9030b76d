package dev.fairway.sync;

import dev.fairway.health.Health;
import dev.fairway.resource.Manifest;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a run needs to know of a live object.
 *
 * @param operation the attempt that made it, for a hook; empty otherwise
 * @param established whether the server serves the kind, for a CustomResourceDefinition; false otherwise
 * @param health empty if the kind has no rule
 */
public record LiveObject(
        String uid,
        String resourceVersion,
        boolean beingDeleted,
        String operation,
        boolean established,
        Optional<Health> health) {

    public static LiveObject of(Manifest live, Optional<Health> health) {
        return new LiveObject(
                live.uid().orElse(""),
                live.resourceVersion().orElse(""),
                live.isBeingDeleted(),
                live.annotation(SyncPlan.OPERATION).orElse(""),
                isEstablished(live),
                health);
    }

    private static boolean isEstablished(Manifest live) {
        for (JsonNode condition : live.at("/status/conditions")) {
            if (condition.path("type").asString("").equals("Established")) {
                return condition.path("status").asString("").equals("True");
            }
        }
        return false;
    }

    /**
     * Whether this was read at or after a version. Servers count versions upwards; a server that does not is believed.
     */
    boolean isAtLeast(String version) {
        if (!isNumber(version) || !isNumber(resourceVersion)) {
            return true;
        }
        return resourceVersion.length() != version.length()
                ? resourceVersion.length() > version.length()
                : resourceVersion.compareTo(version) >= 0;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9') && text.charAt(0) != '0';
    }
}
