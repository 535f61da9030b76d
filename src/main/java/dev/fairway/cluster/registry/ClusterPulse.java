package dev.fairway.cluster.registry;

import dev.fairway.cluster.driver.KubernetesDriver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every cluster that this replica watches how it is, every half minute, and keeps the answer for all replicas. */
final class ClusterPulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPulse.class);
    private static final Duration RHYTHM = Duration.ofSeconds(30);

    private final Supplier<Map<String, KubernetesDriver>> watched;
    private final KeptContacts contacts;
    private final InstantSource clock;

    /** A cluster that is down holds up nobody but itself, and is asked by one thread at a time. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile boolean open = true;

    ClusterPulse(Supplier<Map<String, KubernetesDriver>> watched, KeptContacts contacts, InstantSource clock) {
        this.watched = watched;
        this.contacts = contacts;
        this.clock = clock;
        Thread.ofVirtual().name("cluster-pulse").start(this::beat);
    }

    private void beat() {
        while (open) {
            watched.get().forEach((cluster, driver) -> {
                if (underWay.add(cluster)) {
                    Thread.ofVirtual().name("cluster-pulse-" + cluster).start(() -> ask(cluster, driver));
                }
            });
            LockSupport.parkNanos(RHYTHM.toNanos());
        }
    }

    private void ask(String cluster, KubernetesDriver driver) {
        try {
            contacts.keep(cluster, Asking.of(driver, clock));
        } catch (RuntimeException notKept) {
            LOG.debug("How the cluster {} answered was not kept", cluster, notKept);
        } finally {
            underWay.remove(cluster);
        }
    }

    @Override
    public void close() {
        open = false;
    }
}
