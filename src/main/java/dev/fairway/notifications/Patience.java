package dev.fairway.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a message is tried again, and when that ends: eight tries within some four hours. Pure. */
final class Patience {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(60),
            Duration.ofMinutes(150));

    /** For those who want to be left alone and do not say how long. */
    static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    static final int MOST_TRIES = PAUSES.size() + 1;

    private Patience() {}

    /**
     * @param tries how many there were
     * @return empty if there were enough, or if no try can help
     */
    static Optional<Instant> next(int tries, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Sent sent -> Optional.empty();
            case Outcome.Refused refused -> Optional.empty();
            case Outcome.Retry retry -> after(tries, Duration.ZERO, now);
            case Outcome.Busy busy -> after(tries, busy.pause(), now);
        };
    }

    private static Optional<Instant> after(int tries, Duration pause, Instant now) {
        return tries >= MOST_TRIES ? Optional.empty() : Optional.of(now.plus(longer(PAUSES.get(tries - 1), pause)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
