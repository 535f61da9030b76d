package dev.fairway.cluster.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream when its time is over, so that a reader blocked on a dead connection wakes with an error. The HTTP
 * client's own timeout ends with the headers.
 */
public final class Deadline implements AutoCloseable {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cluster-deadlines").factory());

    private volatile InputStream stream = InputStream.nullInputStream();
    private final Future<?> timer;

    private Deadline(Duration duration) {
        this.timer = TIMER.schedule(this::expire, duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    public static Deadline in(Duration duration) {
        return new Deadline(duration);
    }

    public void closes(InputStream toClose) {
        stream = toClose;
    }

    private void expire() {
        // Closing may block; the timer is shared.
        Thread.startVirtualThread(() -> {
            try {
                stream.close();
            } catch (IOException ignored) {
                // It is being given up.
            }
        });
    }

    @Override
    public void close() {
        timer.cancel(false);
    }
}
