package dev.fairway.notifications;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is being sent right now, so that it can be cut. What is noted about it afterwards is never cut. */
final class OnTheWay {

    private final Set<Leg> legs = ConcurrentHashMap.newKeySet();

    private static final class Leg {

        private final Thread thread = Thread.currentThread();
        private boolean over;

        synchronized void cut() {
            if (!over) {
                thread.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            // Whoever was cut still has to note it.
            Thread.interrupted();
        }
    }

    <T> T send(Supplier<T> sending) {
        Leg leg = new Leg();
        legs.add(leg);
        try {
            return sending.get();
        } finally {
            legs.remove(leg);
            leg.end();
        }
    }

    /** An interrupted virtual thread closes the socket that it waits for. */
    void cut() {
        legs.forEach(Leg::cut);
    }
}
