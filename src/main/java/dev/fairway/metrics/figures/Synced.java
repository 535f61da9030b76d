package dev.fairway.metrics.figures;

import java.time.Instant;

/**
 * An operation that has ended.
 *
 * @param at when the sync ended
 * @param settledAt when the rollout's verdict was known; as {@code at} if there is none
 * @param message why it ended as it did; may be empty
 */
public record Synced(
        String id,
        Place place,
        Cause cause,
        String revisions,
        Outcome outcome,
        Effect effect,
        Rollout rollout,
        String actor,
        String message,
        Instant at,
        Instant settledAt) {

    public enum Cause {
        CHANGE,
        SELF_HEAL,
        ROLLBACK,
        DRY_RUN,
        DELETION
    }

    /** How the sync itself ended. */
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        /** A hook after everything was applied: a smoke test, an analysis. */
        FAILED_AFTERWARDS
    }

    /** What became of what was applied. */
    public enum Rollout {
        NONE,
        HEALTHY,
        DEGRADED,
        TIMED_OUT,
        SUPERSEDED
    }
}
