package dev.fairway.sync;

import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is seen at one moment.
 *
 * @param results by task id, of the actions of the last step; empty when a turn begins
 * @param live what the watches show of {@link SyncPlan#keys}; a key that is absent here is not there
 * @param approvedAt the application's annotation {@code argocd.argoproj.io/deletion-approved}
 */
public record Observed(
        Map<Integer, ActionResult> results, Map<ResourceKey, LiveObject> live, Optional<Instant> approvedAt) {

    public static Observed of(Map<ResourceKey, LiveObject> live) {
        return new Observed(Map.of(), live, Optional.empty());
    }

    public Observed with(Map<Integer, ActionResult> newResults) {
        return new Observed(newResults, live, approvedAt);
    }
}
