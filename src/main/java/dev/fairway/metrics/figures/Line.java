package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row as a table shows it: a release, and for a lead time one of its changes.
 *
 * @param id of the release
 * @param why of its kind; may be empty
 * @param failures each reason once
 * @param slowest how long its slowest change took; empty if none is known
 * @param recovery empty while it is open, and if it did not fail
 * @param newest its newest change; empty if none is known
 * @param change whose row it is; for a lead time only
 * @param builtOf whether that is a commit of an image's source, not of the configuration
 * @param took for a duration, else zero
 * @param hit for a rate: it is one of those the rate is about
 */
public record Line(
        String id,
        Instant at,
        Place place,
        Kind kind,
        String why,
        List<Failure.Why> failures,
        int targets,
        Optional<Duration> slowest,
        Optional<Duration> recovery,
        Optional<Change> newest,
        Optional<Change> change,
        boolean builtOf,
        Duration took,
        boolean hit) {

    public boolean isFailed() {
        return !failures.isEmpty();
    }

    /**
     * What was looked at and not counted.
     *
     * @param release that it is about; empty if it is none
     */
    public record Out(LeftOut what, Optional<Line> release) {}
}
