package dev.fairway.web.settings.people;

import dev.fairway.access.ApiToken;
import dev.fairway.access.ApiToken.State;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A token, as the pages show it.
 *
 * @param ends when, and in how many days
 * @param usable whether it can be revoked
 */
record TokenRow(
        long id, String user, String name, Mark state, String ends, Age made, Optional<Age> lastUsed, boolean usable) {

    static TokenRow of(ApiToken token, Instant now) {
        State state = token.state(now);
        long days = Duration.between(now, token.expiresAt()).toDays();
        return new TokenRow(
                token.id(),
                token.user(),
                token.name(),
                mark(state, days),
                token.expiresAt().toString().substring(0, 10),
                Age.of(token.createdAt(), now),
                token.lastUsedAt().map(at -> Age.of(at, now)),
                state == State.VALID || state == State.ENDING);
    }

    private static Mark mark(State state, long days) {
        return switch (state) {
            case VALID -> new Mark("healthy", "ok", "valid");
            case ENDING -> new Mark("outofsync", "warn", days < 1 ? "ends today" : "ends in %d d".formatted(days));
            case EXPIRED -> new Mark("missing", "unk", "expired");
            case REVOKED -> new Mark("suspended", "unk", "revoked");
        };
    }
}
