package dev.fairway.reconciliation.turns;

import dev.fairway.reconciliation.Reason;
import dev.fairway.resource.ApplicationName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves due turns of the clusters this replica holds, several at a time, never two of one application. One thread decides,
 * virtual threads serve.
 */
public final class TurnLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);
    private static final Duration RENEWAL = Duration.ofSeconds(3);
    /** Even if a notification got lost, a due turn is found this soon. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final TurnQueue queue;
    private final Leases leases;
    private final TurnHandler handler;
    private final Clock clock;
    private final int width;
    private final Semaphore free;
    private final Set<ApplicationName> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService servers = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wakeUp;
    private volatile boolean running;
    private Instant nextRenewal = Instant.MIN;

    public TurnLoop(TurnQueue queue, Leases leases, TurnHandler handler, Clock clock, int width) {
        this.queue = queue;
        this.leases = leases;
        this.handler = handler;
        this.clock = clock;
        this.width = width;
        this.free = new Semaphore(width);
    }

    public void start() {
        running = true;
        Thread.ofVirtual().name("turns").start(this::run);
    }

    /** Something was enqueued: look now. */
    public void wake() {
        lock.lock();
        try {
            wakeUp = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (running) {
            try {
                step();
            } catch (RuntimeException e) {
                LOG.warn("The queue of turns cannot be read: {}", e.getMessage());
                await(LONGEST_WAIT);
            }
        }
    }

    private void step() {
        Instant now = clock.instant();
        if (!now.isBefore(nextRenewal)) {
            renew();
            nextRenewal = now.plus(RENEWAL);
        }
        Set<String> held = leases.heldClusters();
        List<Turn> turns = queue.due(held, new HashSet<>(busy), now, free.availablePermits());
        turns.forEach(this::dispatch);
        if (turns.isEmpty()) {
            await(untilNext(held, now));
        }
    }

    private Duration untilNext(Set<String> held, Instant now) {
        Optional<Instant> next = free.availablePermits() == 0 ? Optional.empty() : queue.nextDue(held);
        Duration wait = next.filter(due -> due.isAfter(now))
                .map(due -> Duration.between(now, due))
                .orElse(LONGEST_WAIT);
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void renew() {
        // A cluster whose first application was just assigned is found here as well: the wait is one renewal at most.
        queue.clusters().forEach(leases::take);
    }

    /** Takes a cluster at once, without waiting for the next renewal. */
    public void claim(String cluster) {
        if (leases.held(cluster).isEmpty()) {
            leases.take(cluster);
        }
        wake();
    }

    private void dispatch(Turn turn) {
        Optional<Lease> lease = leases.held(turn.cluster());
        if (lease.isEmpty() || !busy.add(turn.application())) {
            return;
        }
        free.acquireUninterruptibly();
        servers.submit(() -> {
            // Seen in thread dumps and logs: whose turn takes so long.
            Thread.currentThread().setName("turn " + turn.application());
            try {
                serve(turn, lease.get());
            } finally {
                busy.remove(turn.application());
                free.release();
                wake();
            }
        });
    }

    private void serve(Turn turn, Lease lease) {
        try {
            TurnHandler.Next next = handler.serve(turn, lease);
            queue.end(turn, clock.instant(), next.due(), next.because());
        } catch (Leases.LostLease e) {
            LOG.info("{}; its turn for {} is left to the new holder", e.getMessage(), turn.application());
        } catch (RuntimeException e) {
            LOG.error("The turn of {} broke off", turn.application(), e);
            Instant now = clock.instant();
            queue.end(turn, now, now.plusSeconds(30), Reason.RETRY);
        }
    }

    private void await(Duration atMost) {
        lock.lock();
        try {
            if (!wakeUp && running) {
                woken.await(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
            }
            wakeUp = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        } finally {
            lock.unlock();
        }
    }

    /** Stops taking turns, waits for those that are being served, gives the leases back. */
    @Override
    public void close() {
        running = false;
        wake();
        boolean quiet = false;
        try {
            quiet = free.tryAcquire(width, 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (quiet) {
            leases.release();
        }
        servers.shutdownNow();
    }
}
