package dev.fairway.web.view;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.view.Channel.Stage;
import java.util.List;

/** Draws the channel of an application from what the lists know of it. */
public final class Channels {

    private static final Stage PASSED = Stage.PASSED;
    private static final Stage AHEAD = Stage.AHEAD;

    private Channels() {}

    public static Channel of(Entry entry) {
        if (entry.asked().deleting()) {
            return new Channel("Terminating", List.of(AHEAD, AHEAD, AHEAD, Stage.stopped("terminating")), false);
        }
        if (!entry.going().rendered()) {
            return entry.why().isEmpty()
                    ? new Channel("Not looked at yet", List.of(AHEAD, AHEAD, AHEAD, AHEAD), false)
                    : new Channel("Not rendered", List.of(PASSED, Stage.stopped("failed"), AHEAD, AHEAD), false);
        }
        return entry.going().sync() == SyncStatus.SYNCED ? synced(entry) : notSynced(entry);
    }

    private static Channel synced(Entry entry) {
        return switch (entry.going().health()) {
            case HEALTHY -> new Channel("Healthy at this revision", List.of(PASSED, PASSED, PASSED, PASSED), true);
            case PROGRESSING -> afterSync("Synced, rolling out", "progressing");
            case DEGRADED -> afterSync("Synced, not healthy", "degraded");
            case SUSPENDED -> afterSync("Synced, suspended", "suspended");
            case MISSING -> afterSync("Synced, but something is missing", "missing");
            case UNKNOWN -> afterSync("Synced, health unknown", "unknown");
        };
    }

    private static Channel afterSync(String label, String mark) {
        return new Channel(label, List.of(PASSED, PASSED, PASSED, Stage.stopped(mark)), false);
    }

    private static Channel notSynced(Entry entry) {
        OperationPhase phase =
                entry.going().operation().map(Entry.Operation::phase).orElse(OperationPhase.SUCCEEDED);
        return switch (phase) {
            case FAILED, ERROR -> atSync("Stopped at sync", "failed");
            case RUNNING, TERMINATING -> atSync("Syncing", "running");
            case SUCCEEDED ->
                entry.going().health() == HealthStatus.MISSING
                        ? new Channel("Rendered, not synced", List.of(PASSED, PASSED, AHEAD, AHEAD), false)
                        : atSync("Live differs from Git", "outofsync");
        };
    }

    private static Channel atSync(String label, String mark) {
        return new Channel(label, List.of(PASSED, PASSED, Stage.stopped(mark), AHEAD), false);
    }
}
