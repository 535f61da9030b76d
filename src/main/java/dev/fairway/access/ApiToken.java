package dev.fairway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A token, without what it is made of: that is not kept. */
public record ApiToken(
        long id,
        String user,
        String name,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {

    public static final Duration SOON = Duration.ofDays(14);

    public enum State {
        VALID,
        /** Ends within {@link #SOON}. */
        ENDING,
        EXPIRED,
        REVOKED
    }

    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        if (!expiresAt.isAfter(now)) {
            return State.EXPIRED;
        }
        return expiresAt.isAfter(now.plus(SOON)) ? State.VALID : State.ENDING;
    }
}
