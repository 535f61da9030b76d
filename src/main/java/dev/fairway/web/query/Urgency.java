package dev.fairway.web.query;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.sync.OperationPhase;

/** How soon someone should look; the order of the list. */
public enum Urgency {
    FAILED("Failed"),
    TERMINATING("Terminating"),
    DEGRADED("Degraded"),
    MISSING("Missing"),
    OUT_OF_SYNC("Out of sync"),
    SUSPENDED("Suspended"),
    PROGRESSING("Progressing"),
    UNKNOWN("Unknown"),
    HEALTHY("Healthy");

    private final String text;

    Urgency(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Urgency of(ApplicationsQuery.Row row) {
        if (row.application().isBeingDeleted()) {
            return TERMINATING;
        }
        return row.status().map(Urgency::of).orElse(UNKNOWN);
    }

    private static Urgency of(ApplicationStatus status) {
        boolean failed = status.operation()
                        .filter(operation ->
                                operation.phase() == OperationPhase.FAILED || operation.phase() == OperationPhase.ERROR)
                        .isPresent()
                || status.conditions().stream().anyMatch(condition -> condition.isError());
        if (failed) {
            return FAILED;
        }
        return switch (status.health().status()) {
            case DEGRADED -> DEGRADED;
            case MISSING -> MISSING;
            case HEALTHY -> status.sync() == SyncStatus.OUT_OF_SYNC ? OUT_OF_SYNC : HEALTHY;
            case SUSPENDED -> status.sync() == SyncStatus.OUT_OF_SYNC ? OUT_OF_SYNC : SUSPENDED;
            case PROGRESSING -> PROGRESSING;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
