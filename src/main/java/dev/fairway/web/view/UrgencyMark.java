package dev.fairway.web.view;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.web.query.Urgency;

/** The mark of each urgency. */
public final class UrgencyMark {

    private UrgencyMark() {}

    public static Mark of(Urgency urgency) {
        return switch (urgency) {
            case FAILED -> new Mark("failed", "bad", urgency.text());
            case TERMINATING -> Mark.TERMINATING;
            case DEGRADED -> Mark.of(HealthStatus.DEGRADED);
            case MISSING -> Mark.of(HealthStatus.MISSING);
            case OUT_OF_SYNC -> Mark.of(SyncStatus.OUT_OF_SYNC);
            case SUSPENDED -> Mark.of(HealthStatus.SUSPENDED);
            case PROGRESSING -> Mark.of(HealthStatus.PROGRESSING);
            case UNKNOWN -> Mark.of(HealthStatus.UNKNOWN);
            case HEALTHY -> Mark.of(HealthStatus.HEALTHY);
        };
    }
}
