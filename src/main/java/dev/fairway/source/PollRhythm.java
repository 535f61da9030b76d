package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import java.time.Duration;
import java.time.Instant;

/**
 * When a repository is asked next. Repositories are spread over a fifth of the interval, always in the same order, so that
 * a thousand of them do not ask in the same second.
 *
 * @param interval {@code fairway.source.poll-interval}, the shortest time between two questions
 */
public record PollRhythm(Duration interval) {

    private static final int STEPS = 1_000;
    private static final int SHARE = 5;

    /** The next time after {@code last}: one interval later, plus the repository's own share of the jitter. */
    public Instant next(RepositoryUrl repository, Instant last) {
        int step = Math.floorMod(repository.normalized().hashCode(), STEPS);
        return last.plus(interval).plus(interval.multipliedBy(step).dividedBy((long) STEPS * SHARE));
    }
}
