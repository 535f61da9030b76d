package dev.fairway.tenancy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a sync may run now, by Argo CD's decision table, in the wall time of each window's zone. */
public final class SyncWindows {

    private SyncWindows() {}

    /** Who wants to sync. */
    public enum Cause {
        MANUAL,
        AUTOMATED
    }

    /**
     * What windows are matched with.
     *
     * @param application the application's name
     * @param namespace the destination's namespace
     * @param clusterName the destination cluster's name; may be empty
     * @param server its address; may be empty
     */
    public record Facts(String application, String namespace, String clusterName, String server) {}

    /**
     * The answer.
     *
     * @param reason which window decided, for people
     * @param changesAt when the answer may become another one by itself; ask again then
     */
    public record Decision(boolean allowed, String reason, Optional<Instant> changesAt) {}

    /**
     * May an operation begin, or, if it has begun, go on?
     *
     * @param startedAt when it began; empty if it has not
     */
    public static Decision decide(
            List<SyncWindow> windows, Facts facts, Cause cause, Instant now, Optional<Instant> startedAt) {
        List<SyncWindow> relevant =
                windows.stream().filter(window -> window.isAbout(facts)).toList();
        Decision decision = decideAt(relevant, cause, now);
        if (!decision.allowed() && startedAt.isPresent() && mayOverrun(relevant, cause, now, startedAt.get())) {
            return new Decision(true, "It began in time and may go on (syncOverrun)", decision.changesAt());
        }
        return decision;
    }

    /** When any of the windows opens or closes next. */
    public static Optional<Instant> nextChange(List<SyncWindow> windows, Facts facts, Instant now) {
        return nextChange(
                windows.stream().filter(window -> window.isAbout(facts)).toList(), now);
    }

    private static Decision decideAt(List<SyncWindow> relevant, Cause cause, Instant now) {
        Optional<Instant> changesAt = nextChange(relevant, now);
        if (relevant.isEmpty()) {
            return new Decision(true, "No sync window is about this application", changesAt);
        }
        List<SyncWindow> denies = kind(relevant, SyncWindow.Kind.DENY)
                .filter(window -> WindowClock.isOpen(window, now))
                .toList();
        if (!denies.isEmpty()) {
            return onlyManual(
                    denies, cause, "Closed by the " + denies.getFirst().display(), changesAt);
        }
        List<SyncWindow> allows = kind(relevant, SyncWindow.Kind.ALLOW).toList();
        Optional<SyncWindow> open = allows.stream()
                .filter(window -> WindowClock.isOpen(window, now))
                .findFirst();
        if (open.isPresent()) {
            return new Decision(true, "Open by the " + open.get().display(), changesAt);
        }
        if (!allows.isEmpty()) {
            return onlyManual(
                    allows, cause, "Waiting for the " + allows.getFirst().display(), changesAt);
        }
        return new Decision(true, "No window that denies is open", changesAt);
    }

    private static Decision onlyManual(
            List<SyncWindow> windows, Cause cause, String reason, Optional<Instant> changesAt) {
        boolean manualMay = windows.stream().allMatch(window -> window.manual() == SyncWindow.Manual.ALLOWED);
        boolean allowed = cause == Cause.MANUAL && manualMay;
        return new Decision(allowed, allowed ? reason + "; people may sync all the same" : reason, changesAt);
    }

    /** What began in time may go on if every window that now stands against it says so. */
    private static boolean mayOverrun(List<SyncWindow> relevant, Cause cause, Instant now, Instant startedAt) {
        List<SyncWindow> denies = kind(relevant, SyncWindow.Kind.DENY)
                .filter(window -> WindowClock.isOpen(window, now))
                .toList();
        List<SyncWindow> against = denies.isEmpty()
                ? kind(relevant, SyncWindow.Kind.ALLOW)
                        .filter(window -> WindowClock.isOpen(window, startedAt))
                        .toList()
                : denies;
        return decideAt(relevant, cause, startedAt).allowed()
                && !against.isEmpty()
                && against.stream().allMatch(window -> window.overrun() == SyncWindow.Overrun.ALLOWED);
    }

    private static Optional<Instant> nextChange(List<SyncWindow> relevant, Instant now) {
        return relevant.stream()
                .flatMap(window -> WindowClock.nextChange(window, now).stream())
                .min(Comparator.naturalOrder());
    }

    private static Stream<SyncWindow> kind(List<SyncWindow> windows, SyncWindow.Kind kind) {
        return windows.stream().filter(window -> window.kind() == kind);
    }
}
