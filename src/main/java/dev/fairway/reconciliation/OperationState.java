package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.OperationPhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An operation and how far it is; the last one stays readable here until the next begins, and in the ledger for good.
 *
 * @param id the number in {@code /ops/{id}}
 * @param kind what it is
 * @param actor who caused it
 * @param reason why, in words
 * @param revisions the revisions it syncs to, one per source
 * @param phase how the sync goes
 * @param message what it waits for, or why it ended as it did
 * @param startedAt when it was asked for
 * @param finishedAt when the sync ended; empty while it runs
 * @param attempt counts from 1
 * @param nextAttemptAt when it is tried again, while it waits for that
 * @param dryRun nothing is changed
 * @param results one per object, in sync order
 * @param rollout the second verdict
 * @param rolloutMessage why the rollout counts as it does; may be empty
 */
public record OperationState(
        long id,
        Kind kind,
        Actor actor,
        String reason,
        List<String> revisions,
        OperationPhase phase,
        String message,
        Instant startedAt,
        Optional<Instant> finishedAt,
        int attempt,
        Optional<Instant> nextAttemptAt,
        boolean dryRun,
        List<Result> results,
        Rollout rollout,
        String rolloutMessage) {

    public enum Kind {
        SYNC,
        AUTOMATED_SYNC,
        SELF_HEAL,
        ROLLBACK,
        DELETION
    }

    /** What became of what was synced. */
    public enum Rollout {
        /** The sync has not ended, or ended without changing anything that could roll out. */
        NONE,
        WATCHING,
        HEALTHY,
        DEGRADED,
        TIMED_OUT,
        SUPERSEDED
    }

    /**
     * What became of one object.
     *
     * @param syncPhase {@code PreSync}, {@code Sync}, {@code PostSync}, {@code SyncFail}
     * @param hook whether it is a hook
     * @param status {@code Synced}, {@code SyncFailed}, {@code Pruned}, {@code PruneSkipped}, or empty while it waits
     * @param message for people; may be empty
     */
    public record Result(
            ResourceKey key, String version, String syncPhase, int wave, boolean hook, String status, String message) {}
}
