package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.LiveState.LiveChange;
import dev.fairway.cluster.LiveState.Subscription;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.pipeline.Destinations;
import dev.fairway.reconciliation.turns.TurnLoop;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.ApplicationName;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Listens to the clusters this replica holds: a change of an object gives its application a turn. Changes are gathered for a
 * moment, so that a roll-out with a hundred events asks for a few turns.
 */
@Component
class ClusterWatches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatches.class);
    private static final long GATHERING = 100_000_000L;

    private final Destinations destinations;
    private final TurnQueue queue;
    private final ObjectProvider<TurnLoop> loop;
    private final Clock clock;
    private final Map<String, Watched> subscriptions = new ConcurrentHashMap<>();
    private final Set<ApplicationName> changed = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    /** A live state ends with its connection; the next connection has another one. */
    private record Watched(LiveState live, Subscription subscription) {}

    ClusterWatches(Destinations destinations, TurnQueue queue, ObjectProvider<TurnLoop> loop, Clock clock) {
        this.destinations = destinations;
        this.queue = queue;
        this.loop = loop;
        this.clock = clock;
        Thread.ofVirtual().name("drift").start(this::deliver);
    }

    /** Listens to exactly these clusters. */
    void keep(Set<String> held) {
        held.forEach(this::subscribe);
        for (String cluster : new HashSet<>(subscriptions.keySet())) {
            if (!held.contains(cluster)) {
                subscriptions.remove(cluster).subscription().close();
            }
        }
    }

    private void subscribe(String cluster) {
        destinations.byId(cluster).ifPresent(ref -> {
            LiveState live = destinations.driver(ref).live();
            Watched known = subscriptions.get(cluster);
            if (known == null || known.live() != live) {
                Optional.ofNullable(known).map(Watched::subscription).ifPresent(Subscription::close);
                subscriptions.put(cluster, new Watched(live, live.onChange(this::saw)));
            }
        });
    }

    private void saw(LiveChange change) {
        change.tracking().ifPresent(changed::add);
    }

    private void deliver() {
        while (open) {
            LockSupport.parkNanos(GATHERING);
            Set<ApplicationName> batch = new HashSet<>(changed);
            if (batch.isEmpty()) {
                continue;
            }
            changed.removeAll(batch);
            try {
                queue.want(batch, Reason.DRIFTED, clock.instant());
                loop.ifAvailable(TurnLoop::wake);
            } catch (RuntimeException e) {
                LOG.warn("Changes of {} applications are kept for later: {}", batch.size(), e.getMessage());
                changed.addAll(batch);
            }
        }
    }

    @Override
    public void close() {
        open = false;
        subscriptions.values().forEach(watched -> watched.subscription().close());
        subscriptions.clear();
    }
}
