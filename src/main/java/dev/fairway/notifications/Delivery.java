package dev.fairway.notifications;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One message to one recipient, and how far it is.
 *
 * @param key the same for all its attempts, and of no other message anywhere
 * @param operation what it is about; empty if there was none
 * @param attempts how many were made
 * @param dueAt when it is tried next, while it waits
 * @param answer the last one; empty before the first attempt
 */
public record Delivery(
        long id,
        UUID key,
        Trigger trigger,
        ApplicationName application,
        String project,
        String service,
        String recipient,
        OptionalLong operation,
        State state,
        int attempts,
        Instant dueAt,
        String answer,
        Instant createdAt,
        Optional<Instant> finishedAt) {

    public enum State {
        WAITING,
        SENDING,
        SENT,
        /** Given up, or refused. */
        FAILED
    }

    /** @param outcome {@code SENT}, {@code RETRY} or {@code REFUSED} */
    public record Attempt(int number, Instant at, String outcome, String answer, long tookMillis) {}

    /** A delivery with every attempt, oldest first. */
    public record Story(Delivery delivery, List<Attempt> attempts) {}
}
