package dev.fairway.reconciliation.engine;

import dev.fairway.reconciliation.pipeline.RepositoryPolls;
import dev.fairway.reconciliation.turns.Leases;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is looked at every second beside the queue: repositories that are due, clusters that were gained or lost. */
@Component
class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final long SECOND = 1_000_000_000L;

    private final RepositoryPolls polls;
    private final ClusterWatches watches;
    private final Leases leases;
    private volatile boolean running;

    Chores(RepositoryPolls polls, ClusterWatches watches, Leases leases) {
        this.polls = polls;
        this.watches = watches;
        this.leases = leases;
    }

    void start() {
        running = true;
        Thread.ofVirtual().name("chores-polls").start(() -> repeat(polls::pollDue));
        Thread.ofVirtual().name("chores-watches").start(() -> repeat(() -> watches.keep(leases.heldClusters())));
    }

    private void repeat(Runnable chore) {
        while (running) {
            try {
                chore.run();
            } catch (RuntimeException e) {
                LOG.warn("A chore failed and will be repeated: {}", e.getMessage());
            }
            // An interruption was meant for a call that is over; left standing it would fail every call to come.
            Thread.interrupted();
            LockSupport.parkNanos(SECOND);
        }
    }

    @Override
    public void close() {
        running = false;
        watches.close();
    }
}
