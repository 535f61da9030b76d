package dev.fairway.web.applications.logs;

import java.time.Instant;

/** Where the reading of one pod's log is, across openings: a log that is opened again tells some lines once more. */
final class LogPlace {

    private LogMark mark;
    private int again;
    private boolean passed;

    /** @param mark what has been read already */
    LogPlace(LogMark mark) {
        this.mark = mark;
    }

    /** From here on it is another answer of the cluster, which begins at or before the mark. */
    void opened() {
        again = 0;
        passed = false;
    }

    /** After everything that was read. */
    LogMark mark() {
        return mark;
    }

    /** Whether this line, the next one of the answer, has not been read before. */
    boolean isNew(LogLine line) {
        if (line.time().equals(Instant.EPOCH)) {
            // What a cluster says instead of a log has no time.
            return passed || again == 0;
        }
        if (!passed && line.time().isBefore(mark.youngest()) && (again == 0 || mark.isTooOld(line))) {
            return false;
        }
        passed = passed || line.time().isAfter(mark.youngest()) || ++again > mark.lines();
        mark = passed ? mark.after(line) : mark;
        return passed;
    }
}
