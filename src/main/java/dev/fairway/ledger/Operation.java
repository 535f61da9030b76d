package dev.fairway.ledger;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One operation as it is recorded.
 *
 * @param syncVerdict {@code Succeeded}, {@code Failed} or {@code Error}; empty while it runs
 * @param rolloutVerdict {@code HEALTHY}, {@code DEGRADED}, {@code TIMED_OUT} or {@code SUPERSEDED}; empty until known
 */
public record Operation(
        long id,
        ApplicationName application,
        String kind,
        Actor actor,
        String reason,
        List<String> revisions,
        Instant startedAt,
        Optional<Verdict> syncVerdict,
        Optional<Verdict> rolloutVerdict,
        List<Attempt> attempts) {

    /** How one half of it ended. */
    public record Verdict(String result, String message, Instant at) {}

    /** One try. */
    public record Attempt(
            int number,
            String phase,
            String message,
            List<String> revisions,
            Instant startedAt,
            Instant finishedAt,
            List<ResourceResult> resources) {}

    /** What became of one object in one try. */
    public record ResourceResult(
            String resource, String syncPhase, int wave, boolean hook, String result, String message) {}
}
