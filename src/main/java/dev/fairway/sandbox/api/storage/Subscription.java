package dev.fairway.sandbox.api.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The changes of one shelf from one version on, in order and without gaps. Close it when done. */
public final class Subscription implements AutoCloseable {

    /** A reader that is this far behind is cut off, as a real server does; it lists again. */
    private static final int MOST_WAITING = 100_000;

    private final Shelf shelf;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean open = true;

    Subscription(Shelf shelf) {
        this.shelf = shelf;
    }

    void offer(Change change) {
        if (!waiting.offer(change)) {
            close();
        }
    }

    /** The next change, or empty when none came in time. */
    public Optional<Change> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** False when it was closed, or fell too far behind, and everything it had was taken. */
    public boolean isOpen() {
        return open || !waiting.isEmpty();
    }

    boolean isDrained() {
        return waiting.isEmpty();
    }

    @Override
    public void close() {
        open = false;
        shelf.detach(this);
    }
}
