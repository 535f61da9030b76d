package dev.fairway.cluster.registry;

import dev.fairway.cluster.driver.KubernetesDriver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every cluster that this replica watches how it is, every half minute, and keeps the answer for all replicas. One that is
 * new is asked at once, and once more when all of it has been listed: nobody reads half a minute long that it has no objects.
 */
final class ClusterPulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterPulse.class);
    private static final Duration RHYTHM = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofSeconds(1);

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
        Set<KubernetesDriver> asked = new HashSet<>();
        Set<KubernetesDriver> asComplete = new HashSet<>();
        long next = System.nanoTime();
        while (open) {
            boolean due = System.nanoTime() - next >= 0;
            if (due) {
                next = System.nanoTime() + RHYTHM.toNanos();
            }
            Map<String, KubernetesDriver> present = watched.get();
            asked.retainAll(Set.copyOf(present.values()));
            asComplete.retainAll(asked);
            present.forEach((cluster, driver) -> {
                boolean complete = driver.live().awaitComplete(Duration.ZERO);
                boolean news = !asked.contains(driver) || (complete && !asComplete.contains(driver));
                if ((due || news) && underWay.add(cluster)) {
                    asked.add(driver);
                    if (complete) {
                        asComplete.add(driver);
                    }
                    Thread.ofVirtual().name("cluster-pulse-" + cluster).start(() -> ask(cluster, driver));
                }
            });
            LockSupport.parkNanos(GLANCE.toNanos());
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
