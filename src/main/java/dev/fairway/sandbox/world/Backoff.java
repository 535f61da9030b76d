package dev.fairway.sandbox.world;

import java.time.Duration;

/** How long a kubelet waits before it tries again: not at all, then 10 s, 20 s, 40 s and so on up to five minutes. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Backoff() {}

    /** @param restarts how often the container has been started again before */
    static Duration beforeRestart(int restarts) {
        return restarts == 0 ? Duration.ZERO : doubled(restarts - 1);
    }

    /** The wait after the first failure doubled so many times. */
    static Duration doubled(int times) {
        return times > 5 ? LONGEST : min(FIRST.multipliedBy(1L << times));
    }

    private static Duration min(Duration wait) {
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
