package dev.fairway.tenancy;

import java.time.Instant;
import java.util.Optional;

/**
 * When a window is open. A window opens when the wall clock of its zone shows the scheduled time and stays open for its
 * duration in real time, also across a change to or from summer time.
 */
final class WindowClock {

    private WindowClock() {}

    static boolean isOpen(SyncWindow window, Instant now) {
        return closing(window, now).isPresent();
    }

    /** The next time the window opens, or closes if it is open and does not open again before. */
    static Optional<Instant> nextChange(SyncWindow window, Instant now) {
        Optional<Instant> opens = window.schedule().next(now, window.zone());
        return closing(window, now)
                .filter(end -> opens.filter(start -> !start.isAfter(end)).isEmpty())
                .or(() -> opens);
    }

    /** When it closes, if it is open. */
    private static Optional<Instant> closing(SyncWindow window, Instant now) {
        return window.schedule()
                .last(now, window.zone(), window.duration().toDays())
                .map(opened -> opened.plus(window.duration()))
                .filter(now::isBefore);
    }
}
