package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;

/** The second verdict of an operation: what became of what was synced. */
public record RolloutVerdictReached(
        long id, ApplicationName application, OperationState.Rollout rollout, String message, Instant at) {}
