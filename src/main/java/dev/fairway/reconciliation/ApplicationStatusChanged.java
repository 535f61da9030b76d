package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;

/**
 * Sync status or health changed.
 *
 * @param health in Argo CD's spelling
 * @param message the health's message
 * @param cause the reasons of the turn that saw it
 */
public record ApplicationStatusChanged(
        ApplicationName application, SyncStatus sync, String health, String message, String cause, Instant at) {

    /** What a cluster says may hold a character that Postgres does not keep. */
    public ApplicationStatusChanged {
        message = message.replace('\0', '\uFFFD');
    }
}
