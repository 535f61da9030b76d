package dev.fairway.audit;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * One mutation, as it was recorded.
 *
 * @param result {@code done}; {@code refused} if it was not permitted or not possible; {@code failed} if it broke
 * @param reason why not; empty if it was done
 * @param detail what a reader needs to understand it, as JSON
 * @param requestId of the request that caused it; empty for what happened by itself
 */
public record AuditEntry(
        long id,
        Instant recordedAt,
        Actor actor,
        String action,
        String target,
        String result,
        String reason,
        String detail,
        Optional<String> requestId) {}
