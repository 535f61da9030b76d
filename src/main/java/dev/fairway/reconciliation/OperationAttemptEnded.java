package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;

/**
 * One attempt of an operation is over. Published in the transaction that saves it.
 *
 * @param phase {@code Succeeded}, {@code Failed} or {@code Error}
 * @param code the reason code of what ended it as a whole; empty if its objects say why
 */
public record OperationAttemptEnded(
        long id,
        ApplicationName application,
        int attempt,
        String phase,
        String code,
        String message,
        List<String> revisions,
        Instant startedAt,
        Instant endedAt,
        List<OperationState.Result> results) {}
