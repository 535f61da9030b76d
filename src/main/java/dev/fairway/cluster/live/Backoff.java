package dev.fairway.cluster.live;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Doubling waits with jitter, so that a hundred watches of a server that restarts do not come back at once. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private int failures;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    void succeeded() {
        failures = 0;
    }

    /** Between half of and the whole wait due. */
    Duration next() {
        long wait = first.toMillis() << Math.min(failures, 16);
        failures++;
        long capped = Math.min(wait, longest.toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }

    int failures() {
        return failures;
    }
}
