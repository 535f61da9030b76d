package dev.fairway.sandbox.world;

import java.time.Duration;
import java.time.Instant;

/**
 * Where the pulling of an image that does not exist stands: an attempt, then a wait that doubles, and so on. Follows
 * from the time of the first attempt alone.
 *
 * @param attempt counted from 0
 * @param failing within the moments after an attempt, before the kubelet says that it waits
 * @param next when that changes
 */
record ImagePull(int attempt, boolean failing, Instant next) {

    private static final Duration SHOWN = Duration.ofSeconds(3);

    static ImagePull at(Instant firstAttempt, Instant now) {
        Instant start = firstAttempt;
        int attempt = 0;
        while (true) {
            Instant following = start.plus(Backoff.doubled(attempt));
            if (now.isBefore(following)) {
                Instant quiet = start.plus(SHOWN);
                boolean failing = now.isBefore(quiet);
                return new ImagePull(attempt, failing, failing ? quiet : following);
            }
            start = following;
            attempt++;
        }
    }
}
