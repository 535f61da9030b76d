package dev.fairway.ledger;

import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One operation as it is recorded.
 *
 * @param revisions that were asked for; an attempt knows which they were
 * @param request what was asked for
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
        SyncCommand request,
        Instant startedAt,
        Optional<Verdict> syncVerdict,
        Optional<Verdict> rolloutVerdict,
        List<Attempt> attempts) {

    /** How one half of it ended. */
    public record Verdict(String result, String message, Instant at) {}

    /**
     * One try.
     *
     * @param code the reason code of what ended it as a whole; empty if its objects say why
     */
    public record Attempt(
            int number,
            String phase,
            String code,
            String message,
            List<String> revisions,
            Instant startedAt,
            Instant finishedAt,
            List<ResourceResult> resources) {}

    /** What became of one object in one try. */
    public record ResourceResult(
            String resource, String syncPhase, int wave, boolean hook, String result, String message) {}
}
