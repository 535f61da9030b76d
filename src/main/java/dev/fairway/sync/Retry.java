package dev.fairway.sync;

import dev.fairway.sync.spec.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a failed sync is tried again. */
public final class Retry {

    private Retry() {}

    /**
     * When the next attempt begins: {@code duration} after the first failure, {@code factor} times longer after every
     * further one, never later than {@code maxDuration}.
     *
     * @param attempt the attempt that has just failed, counted from 1
     * @return empty if the retries are spent
     */
    public static Optional<Instant> next(RetryPolicy policy, int attempt, Instant now) {
        boolean isSpent = policy.limit() >= 0 && attempt > policy.limit();
        return isSpent ? Optional.empty() : Optional.of(now.plus(pause(policy, attempt)));
    }

    private static Duration pause(RetryPolicy policy, int attempt) {
        double most = policy.maxDuration().toMillis();
        double millis = policy.duration().toMillis() * Math.pow(policy.factor(), attempt - 1.0);
        return Duration.ofMillis((long) Math.min(most, millis));
    }
}
