package dev.fairway.notifications;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pieces of work that belong to names. Each name goes by itself, so that a slow one holds nobody else up: a few pieces of it at
 * the same time, and a bounded number of all together. Where there is more to do than that, names take turns.
 */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Does one piece. */
    interface Work {

        /** @return whether there was one */
        boolean next(String name);
    }

    private static final class Lane {

        private int running;
        private long calls;
    }

    private final int ofEach;
    private final Semaphore turns;
    private final Work work;
    private final Map<String, Lane> lanes = new HashMap<>();
    private boolean open = true;

    /**
     * @param ofEach pieces of one name at the same time
     * @param together pieces of all names at the same time
     */
    Lanes(int ofEach, int together, Work work) {
        this.ofEach = ofEach;
        // Fair: whoever did a piece stands behind all that wait for their turn.
        this.turns = new Semaphore(together, true);
        this.work = work;
    }

    /** There may be work of this name. Whoever looked for it before that looks again. */
    synchronized void go(String name) {
        if (!open) {
            return;
        }
        Lane lane = lanes.computeIfAbsent(name, created -> new Lane());
        lane.calls++;
        for (; lane.running < ofEach; lane.running++) {
            Thread.ofVirtual().name("notifications-" + name).start(() -> run(name, lane));
        }
    }

    private void run(String name, Lane lane) {
        boolean over = false;
        try {
            while (!over) {
                long calls = calls(lane);
                while (piece(name)) {
                    LOG.trace("One more for {}", name);
                }
                over = leave(name, lane, calls);
            }
        } finally {
            if (!over) {
                leave(name, lane, calls(lane));
            }
        }
    }

    private boolean piece(String name) {
        turns.acquireUninterruptibly();
        try {
            return isOpen() && work.next(name);
        } catch (RuntimeException failed) {
            LOG.warn("Notifications to {} could not be looked after; it is tried again in ten seconds", name, failed);
            return false;
        } finally {
            turns.release();
        }
    }

    private synchronized long calls(Lane lane) {
        return lane.calls;
    }

    private synchronized boolean isOpen() {
        return open;
    }

    /** Not if somebody called since it last began to look. */
    private synchronized boolean leave(String name, Lane lane, long calls) {
        if (open && lane.calls != calls) {
            return false;
        }
        lane.running--;
        if (lane.running == 0) {
            lanes.remove(name);
            notifyAll();
        }
        return true;
    }

    /** Begins nothing more. */
    synchronized void close() {
        open = false;
    }

    synchronized void open() {
        open = true;
    }

    /** Waits until nothing goes on any more. */
    synchronized boolean isQuietWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); !lanes.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return lanes.isEmpty();
    }
}
