package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where following begins: after what the reader has of each pod, or with what is written from now on.
 *
 * @param marks how far each pod was read; a pod without a mark is read from its first line, unless there are none at all
 * @param from the one time for all pods that is told by a reader without marks
 * @param now seconds are counted back from here
 */
record LogResumption(LogMarks marks, Optional<Instant> from, Instant now) {

    /** Who was away for longer begins with this much. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** More than a page holds: of a pod that writes a lot a few seconds are many lines, and a hole would not be seen. */
    private static final int MOST_MISSED = 5 * LogQuery.MOST_LINES;

    /** Lines of several pods come as they are read; one that is older than another by this much may still have been missed. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** @param last the id of the last event that the reader has, or the time of the last line; anything else counts as none */
    static LogResumption after(String last, Instant now) {
        return new LogResumption(
                LogMarks.parse(last), instant(last).filter(from -> from.isBefore(now.plus(OVERLAP))), now);
    }

    LogResumption at(LogMarks others, Instant moment) {
        return new LogResumption(others, Optional.empty(), moment);
    }

    /** Nothing is known of what the reader has. */
    boolean isFromNow() {
        return marks.isEmpty() && from.isEmpty();
    }

    LogRequest of(LogRequest fromNow) {
        return marks.isEmpty() ? sinceOneTime(fromNow) : sinceItsMark(fromNow);
    }

    /** Asked by the pod's own clock: seconds back from ours would be others for one that goes wrong. */
    private LogRequest sinceItsMark(LogRequest fromNow) {
        return new LogRequest(
                fromNow.namespace(),
                fromNow.pod(),
                fromNow.container(),
                fromNow.previous(),
                Optional.of(MOST_MISSED),
                Optional.empty(),
                marks.of(new ResourceKey("", "Pod", fromNow.namespace(), fromNow.pod()))
                        .flatMap(LogMark::since),
                fromNow.follow(),
                fromNow.timestamps());
    }

    private LogRequest sinceOneTime(LogRequest fromNow) {
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
