package dev.fairway.sync.spec;

import java.time.Duration;

/**
 * {@code retry} of a sync policy.
 *
 * @param limit how often a failed sync is tried again; 0 never, negative forever
 * @param duration the wait before the first retry
 * @param factor by how much every further wait is longer
 * @param maxDuration no wait is longer
 * @param refresh retry with the newest revision instead of the one that failed
 */
public record RetryPolicy(int limit, Duration duration, double factor, Duration maxDuration, boolean refresh) {

    public static final Duration DEFAULT_DURATION = Duration.ofSeconds(5);
    public static final Duration DEFAULT_MAX_DURATION = Duration.ofMinutes(3);
    public static final double DEFAULT_FACTOR = 2;

    /** What automation does when nothing is written (Argo CD's default). */
    public static final RetryPolicy AUTOMATED = ofLimit(5);

    public static final RetryPolicy NEVER = ofLimit(0);

    public static RetryPolicy ofLimit(int limit) {
        return new RetryPolicy(limit, DEFAULT_DURATION, DEFAULT_FACTOR, DEFAULT_MAX_DURATION, false);
    }
}
