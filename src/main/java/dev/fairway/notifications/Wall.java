package dev.fairway.notifications;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The end of what may go on: whoever sends a byte now and then never runs into a timeout of silence. */
interface Wall {

    /** @param cut ends what goes on, from another thread */
    Watch watch(Runnable cut);

    /** Closed by whoever is done in time. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** By the clock of this machine. */
    static Wall after(Duration wall) {
        return cut -> {
            ScheduledFuture<?> end = Timer.TIMER.schedule(cut, wall.toMillis(), TimeUnit.MILLISECONDS);
            return () -> end.cancel(false);
        };
    }

    /** One for all that is sent. */
    final class Timer {

        private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("notification-deadlines").factory());

        private Timer() {}
    }
}
