package dev.fairway.source;

import dev.fairway.resource.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a repository answered when it was asked last.
 *
 * @param at when it was asked
 * @param took until it had answered, or until it was given up
 * @param succeededAt when it answered as a repository for the last time; empty if it never did
 * @param problem why it did not; empty if it did
 */
public record Contact(Instant at, Duration took, Optional<Instant> succeededAt, Optional<Problem> problem) {

    public boolean succeeded() {
        return problem.isEmpty();
    }
}
