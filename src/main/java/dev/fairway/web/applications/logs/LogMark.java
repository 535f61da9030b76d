package dev.fairway.web.applications.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A place in the log of one pod, told by the pod's own clock. A container's log is always read in the same order, so what follows a
 * mark is the same whenever it is asked for.
 *
 * @param youngest the time of the youngest line up to here
 * @param lines how many were read from that one on, itself counted
 */
record LogMark(Instant youngest, int lines) {

    /** Two streams of a container may be written a little out of order; what is older than this is not counted. */
    private static final Duration DISORDER = Duration.ofSeconds(1);

    /** Before the first line. */
    static final LogMark START = new LogMark(Instant.EPOCH, 0);

    /** After this line too. */
    LogMark after(LogLine line) {
        Instant time = line.time();
        if (time.equals(Instant.EPOCH)) {
            return this;
        }
        if (time.isAfter(youngest)) {
            return new LogMark(time, 1);
        }
        return isTooOld(line) ? this : new LogMark(youngest, lines + 1);
    }

    /** A cluster that is asked for lines from here on leaves it out or not, by how it rounds. */
    boolean isTooOld(LogLine line) {
        return line.time().isBefore(youngest.minus(DISORDER));
    }

    /** What to ask for so that the youngest line comes once more; empty for everything. */
    Optional<Instant> since() {
        return equals(START) ? Optional.empty() : Optional.of(youngest.minus(DISORDER.multipliedBy(2)));
    }

    String text() {
        return youngest + "+" + lines;
    }

    static Optional<LogMark> of(String text) {
        int plus = text.lastIndexOf('+');
        try {
            return plus < 0
                    ? Optional.empty()
                    : Optional.of(new LogMark(
                            Instant.parse(text.substring(0, plus)),
                            Math.max(0, Integer.parseInt(text.substring(plus + 1)))));
        } catch (DateTimeParseException | NumberFormatException notAMark) {
            return Optional.empty();
        }
    }
}
