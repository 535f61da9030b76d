package dev.fairway.web.view;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Inventory;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.sync.OperationPhase;

/**
 * A status as shape, glyph, word and colour.
 *
 * @param name the symbol {@code m-<name>}
 * @param tone the colour token
 * @param text the word beside it
 */
public record Mark(String name, String tone, String text) {

    public static Mark of(HealthStatus status) {
        return switch (status) {
            case HEALTHY -> new Mark("healthy", "ok", "Healthy");
            case PROGRESSING -> new Mark("progressing", "info", "Progressing");
            case DEGRADED -> new Mark("degraded", "bad", "Degraded");
            case SUSPENDED -> new Mark("suspended", "susp", "Suspended");
            case MISSING -> new Mark("missing", "miss", "Missing");
            case UNKNOWN -> new Mark("unknown", "unk", "Unknown");
        };
    }

    public static Mark of(SyncStatus status) {
        return switch (status) {
            case SYNCED -> new Mark("synced", "ok", "Synced");
            case OUT_OF_SYNC -> new Mark("outofsync", "warn", "Out of sync");
            case UNKNOWN -> new Mark("syncunknown", "unk", "Unknown");
        };
    }

    public static Mark of(Inventory.Sync sync) {
        return switch (sync) {
            case SYNCED -> new Mark("synced", "ok", "Synced");
            case OUT_OF_SYNC -> new Mark("outofsync", "warn", "Out of sync");
            case ABSENT -> MISSING_LIVE;
            case WILL_PRUNE -> WILL_PRUNE;
            case UNKNOWN -> new Mark("syncunknown", "unk", "Sync unknown");
        };
    }

    public static Mark of(OperationPhase phase) {
        return switch (phase) {
            case RUNNING -> new Mark("running", "info", "Running");
            case TERMINATING -> new Mark("running", "info", "Terminating");
            case FAILED -> new Mark("failed", "bad", "Failed");
            case ERROR -> new Mark("failed", "bad", "Error");
            case SUCCEEDED -> new Mark("succeeded", "ok", "Succeeded");
        };
    }

    public static Mark of(OperationState.Rollout rollout) {
        return switch (rollout) {
            case NONE -> new Mark("waiting", "unk", "No rollout");
            case WATCHING -> new Mark("progressing", "info", "Rolling out");
            case HEALTHY -> new Mark("healthy", "ok", "Healthy");
            case DEGRADED -> new Mark("degraded", "bad", "Degraded");
            case TIMED_OUT -> new Mark("degraded", "bad", "Timed out");
            case SUPERSEDED -> new Mark("waiting", "unk", "Superseded");
        };
    }

    public static final Mark TERMINATING = new Mark("terminating", "miss", "Terminating");
    public static final Mark WILL_PRUNE = new Mark("prune", "miss", "Will be pruned");
    public static final Mark MISSING_LIVE = new Mark("outofsync", "warn", "Not there yet");
    public static final Mark NONE = new Mark("waiting", "unk", "");
}
