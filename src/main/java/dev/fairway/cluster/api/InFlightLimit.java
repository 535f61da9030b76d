package dev.fairway.cluster.api;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests one API server gets at a time. Grows by about one per round of requests that went well, halves when
 * the server says it has too many, shrinks a little when answers take far longer than they used to.
 */
final class InFlightLimit {

    private static final double SLOW = 8;
    private static final long SLOW_AT_LEAST = Duration.ofMillis(500).toNanos();

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private double limit;
    private int inFlight;
    private double usualNanos;
    private long lastDecrease = Long.MIN_VALUE;

    InFlightLimit(int most) {
        this.most = most;
        this.limit = most;
    }

    enum Outcome {
        ANSWERED,
        THROTTLED,
        FAILED
    }

    /** Waits for a place. */
    void acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (inFlight >= current()) {
                freed.await();
            }
            inFlight++;
            // One waiter is woken for each place: with thousands, waking all would cost more than the requests.
            if (inFlight < current()) {
                freed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives the place back; times are {@link System#nanoTime}. */
    void release(Outcome outcome, long startedAt, long now) {
        lock.lock();
        try {
            inFlight--;
            switch (outcome) {
                case THROTTLED -> shrink(0.5, startedAt, now);
                case ANSWERED -> answered(startedAt, now);
                case FAILED -> {}
            }
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    int current() {
        return Math.max(1, (int) limit);
    }

    private void answered(long startedAt, long now) {
        long took = now - startedAt;
        if (usualNanos > 0 && took > SLOW_AT_LEAST && took > SLOW * usualNanos) {
            shrink(0.9, startedAt, now);
        } else {
            limit = Math.min(most, limit + 1 / limit);
        }
        usualNanos = usualNanos == 0 ? took : usualNanos * 0.95 + took * 0.05;
    }

    /** Requests that were sent before the last decrease bear witness to the same crowd: they count once. */
    private void shrink(double factor, long startedAt, long now) {
        if (lastDecrease == Long.MIN_VALUE || startedAt - lastDecrease >= 0) {
            limit = Math.max(1, limit * factor);
            lastDecrease = now;
        }
    }
}
