package dev.fairway.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for a condition: an assertion is asked again until it holds, or until its last failure is the test's. */
public final class Eventually {

    /** Much more than anything takes, because machines that build are busy. */
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(150);

    private Eventually() {}

    public static void eventually(ThrowingCallable assertion) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (Throwable notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet instanceof Error error ? error : new AssertionError("Still failing", notYet);
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
