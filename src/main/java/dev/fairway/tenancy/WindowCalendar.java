package dev.fairway.tenancy;

import dev.fairway.tenancy.SyncWindows.Cause;
import dev.fairway.tenancy.SyncWindows.Decision;
import dev.fairway.tenancy.SyncWindows.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rules about windows say over a span of time, asked of the very functions that decide. A schedule can open a window
 * every minute: no more than {@link #MOST} spans are given.
 */
public final class WindowCalendar {

    /** Enough for two windows an hour over two weeks. */
    public static final int MOST = 700;

    private WindowCalendar() {}

    /** @param to exclusive */
    public record Span(Instant from, Instant to) {}

    /** @param decision what holds in the span; its {@code changesAt} belongs to the span's beginning */
    public record Decided(Span span, Decision decision) {}

    /**
     * Whether a window is open, and when that changes.
     *
     * @param changesAt empty if it never does
     */
    public record State(boolean open, Optional<Instant> changesAt) {}

    /** How a window is at a moment. Openings that meet or overlap are one. */
    public static State state(SyncWindow window, Instant now) {
        boolean open = WindowClock.isOpen(window, now);
        Optional<Instant> change = WindowClock.nextChange(window, now);
        for (int steps = 0;
                steps < MOST && change.isPresent() && WindowClock.isOpen(window, change.get()) == open;
                steps++) {
            change = WindowClock.nextChange(window, change.get());
        }
        return new State(open, change);
    }

    /** When a window is open, oldest first; what reaches over an end of the span is cut there. */
    public static List<Span> openings(SyncWindow window, Instant from, Instant to) {
        List<Span> spans = new ArrayList<>();
        Instant at = from;
        while (at.isBefore(to) && spans.size() < MOST) {
            State state = state(window, at);
            Instant end = state.changesAt().filter(to::isAfter).orElse(to);
            if (state.open()) {
                spans.add(new Span(at, end));
            }
            at = end;
        }
        return spans;
    }

    /** What the windows together say about an application, oldest first, without gaps. */
    public static List<Decided> decisions(
            List<SyncWindow> windows, Facts facts, Cause cause, Instant from, Instant to) {
        List<Decided> spans = new ArrayList<>();
        Instant at = from;
        for (int steps = 0; at.isBefore(to) && steps < 2 * MOST; steps++) {
            Decision decision = SyncWindows.decide(windows, facts, cause, at, Optional.empty());
            Instant end = decision.changesAt().filter(to::isAfter).orElse(to);
            boolean goesOn = !spans.isEmpty() && spans.getLast().decision().allowed() == decision.allowed();
            Decided last = goesOn ? spans.removeLast() : new Decided(new Span(at, end), decision);
            spans.add(new Decided(new Span(last.span().from(), end), last.decision()));
            at = end;
        }
        return spans;
    }
}
