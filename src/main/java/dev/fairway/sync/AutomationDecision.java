package dev.fairway.sync;

import dev.fairway.resource.Problem;
import java.time.Instant;
import java.util.Optional;

/** What automation does now. */
public sealed interface AutomationDecision {

    /**
     * Nothing.
     *
     * @param reason for people and logs
     * @param condition what a person should see on the application; empty if all is well
     */
    record Nothing(String reason, Optional<Problem> condition) implements AutomationDecision {}

    /** Sync everything to a revision that has not been tried. */
    record Sync(SyncRequest request) implements AutomationDecision {}

    /**
     * Undo what was changed in the cluster.
     *
     * @param notBefore the earliest time to begin; ask again then
     * @param attempt counts from 1 for as long as something keeps changing it back
     */
    record SelfHeal(SyncRequest request, Instant notBefore, int attempt) implements AutomationDecision {}
}
