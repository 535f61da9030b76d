package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;

/**
 * The first verdict of an operation: how the sync ended.
 *
 * @param phase {@code Succeeded}, {@code Failed} or {@code Error}
 */
public record SyncVerdictReached(long id, ApplicationName application, String phase, String message, Instant at) {}
