package dev.fairway.source.outbound;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Cuts a connection when its time is over: a host that sends a byte a minute never runs into a socket's own timeout. */
final class Deadline {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

    private final Duration wall;
    private final ScheduledFuture<?> cut;
    private volatile boolean over;

    Deadline(Duration wall, Runnable abort) {
        this.wall = wall;
        this.cut = TIMER.schedule(
                () -> {
                    over = true;
                    abort.run();
                },
                wall.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    void met() {
        cut.cancel(false);
    }

    IOException explain(Origin origin, IOException thrown) {
        return over
                ? new OutboundException(
                        OutboundException.Kind.LIMIT,
                        origin + " did not finish its answer within " + wall.toSeconds() + " s",
                        thrown)
                : thrown;
    }
}
