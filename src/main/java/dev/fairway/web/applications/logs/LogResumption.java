package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where following begins: with what is written from now on, or after a line that the reader has.
 *
 * @param from the time of that line
 * @param now seconds are counted back from here
 */
record LogResumption(Optional<Instant> from, Instant now) {

    /** Who was away for longer begins with this much. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** More than a page holds: of a pod that writes a lot a few seconds are many lines, and a hole would not be seen. */
    private static final int MOST_MISSED = 5 * LogQuery.MOST_LINES;

    /** Lines of several pods come as they are read; one that is older than another by this much may still have been missed. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** @param last the time of the last line that the reader has, as it was told; anything else counts as none */
    static LogResumption after(String last, Instant now) {
        return new LogResumption(instant(last).filter(from -> from.isBefore(now.plus(OVERLAP))), now);
    }

    LogRequest of(LogRequest fromNow) {
        return from.map(instant -> new LogRequest(
                        fromNow.namespace(),
                        fromNow.pod(),
                        fromNow.container(),
                        fromNow.previous(),
                        Optional.of(MOST_MISSED),
                        Optional.of(seconds(instant)),
                        fromNow.follow(),
                        fromNow.timestamps()))
                .orElse(fromNow);
    }

    /** A cluster is asked in whole seconds; what is older than wanted is left out here. */
    boolean isWanted(LogLine line) {
        return from.isEmpty()
                || line.time().equals(Instant.EPOCH)
                || !line.time().isBefore(from.get().minus(OVERLAP));
    }

    private int seconds(Instant instant) {
        Duration back = Duration.between(instant.minus(OVERLAP), now).plusSeconds(1);
        return (int) Math.clamp(back.toSeconds(), 1, LONGEST.toSeconds());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
