package dev.fairway.cluster.registry;

import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.LiveState.Counts;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The clusters in the database and one connection for each that was asked for. Every replica keeps its own connections; one
 * whose entry was changed is closed and made anew when it is asked for the next time.
 */
final class KnownClusters implements Clusters, AutoCloseable {

    private final ClusterStore store;
    private final DriverFactory drivers;
    private final KeptContacts contacts;
    private final InstantSource clock;
    private final ClusterPulse pulse;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Connected> connected = new HashMap<>();

    KnownClusters(ClusterStore store, DriverFactory drivers, KeptContacts contacts, InstantSource clock) {
        this.store = store;
        this.drivers = drivers;
        this.contacts = contacts;
        this.clock = clock;
        this.pulse = new ClusterPulse(this::watched, contacts, clock);
    }

    private record Connected(KubernetesDriver driver, long version) {}

    @Override
    public Optional<ClusterRef> find(Destination destination) {
        return store.find(destination);
    }

    @Override
    public List<ClusterRef> all() {
        return store.all();
    }

    @Override
    public Optional<ClusterDetails> details(ClusterRef cluster) {
        return store.details(cluster);
    }

    @Override
    public ClusterDriver driver(ClusterRef cluster) {
        lock.lock();
        try {
            Connected present = connected.get(cluster.id());
            Optional<Long> version = store.version(cluster);
            if (present != null && version.equals(Optional.of(present.version()))) {
                return present.driver();
            }
            close(cluster);
            ClusterStore.Stored stored = store.open(cluster)
                    .orElseThrow(() -> new ClusterProblem(
                            Reason.NOT_FOUND, "The cluster " + cluster.name() + " has been removed.", null));
            KubernetesDriver driver = drivers.connect(stored);
            connected.put(cluster.id(), new Connected(driver, stored.version()));
            return driver;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ClusterRef register(ClusterRegistration registration, Actor actor) {
        // A connection by what was known before is replaced when the driver is asked for next.
        return store.register(registration, actor);
    }

    @Override
    public ClusterRef amend(ClusterRegistration registration, Actor actor) {
        return store.register(store.completed(registration), actor);
    }

    @Override
    public void relist(ClusterRef cluster, Actor actor) {
        store.touch(cluster, actor);
    }

    @Override
    public Optional<ClusterContact> contact(ClusterRef cluster) {
        return contacts.find(cluster);
    }

    @Override
    public SortedMap<String, ClusterContact> silent() {
        return contacts.silent();
    }

    @Override
    public ClusterContact test(ClusterRef cluster) {
        ClusterContact contact = store.open(cluster)
                .map(this::ask)
                .orElseGet(() ->
                        Asking.failed(clock.instant(), Problem.stalled("NotFound", "The cluster has been removed.")));
        contacts.keep(cluster.id(), withWhatIsSeen(cluster, contact));
        return contacts.find(cluster).orElse(contact);
    }

    @Override
    public ClusterContact test(ClusterRegistration registration) {
        return ask(store.asStored(store.completed(registration)));
    }

    /** By a connection of its own: it must not find the shared one's memory of a better day. */
    private ClusterContact ask(ClusterStore.Stored cluster) {
        try (KubernetesDriver driver = drivers.connect(cluster)) {
            return Asking.of(driver, clock);
        } catch (ClusterProblem failure) {
            return Asking.failed(clock.instant(), Asking.problem(failure));
        }
    }

    /** A test's own connection watches nothing; how much is seen is known to the shared one, or was told by the replica that watches. */
    private ClusterContact withWhatIsSeen(ClusterRef cluster, ClusterContact contact) {
        KubernetesDriver watching = watched().get(cluster.id());
        if (watching != null) {
            return contact.seeing(
                    watching.watchedKinds(),
                    watching.kept().full() + watching.kept().records());
        }
        return contacts.find(cluster)
                .filter(before -> before.objects() > 0)
                .map(before -> contact.seeing(before.kinds(), before.objects()))
                .orElse(contact);
    }

    private Map<String, KubernetesDriver> watched() {
        lock.lock();
        try {
            Map<String, KubernetesDriver> found = new HashMap<>();
            connected.forEach((id, connection) -> {
                if (connection.driver().isWatching()) {
                    found.put(id, connection.driver());
                }
            });
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(ClusterRef cluster, Actor actor) {
        store.remove(cluster, actor);
        disconnect(cluster);
    }

    @Override
    public void disconnect(ClusterRef cluster) {
        lock.lock();
        try {
            close(cluster);
        } finally {
            lock.unlock();
        }
    }

    /** How much is kept of all connected clusters. */
    Counts objects() {
        lock.lock();
        try {
            return connected.values().stream()
                    .map(connection -> connection.driver().kept())
                    .reduce(
                            new Counts(0, 0),
                            (one, other) -> new Counts(one.full() + other.full(), one.records() + other.records()));
        } finally {
            lock.unlock();
        }
    }

    private void close(ClusterRef cluster) {
        Connected ended = connected.remove(cluster.id());
        if (ended != null) {
            ended.driver().close();
        }
    }

    @Override
    public void close() {
        pulse.close();
        lock.lock();
        try {
            connected.values().forEach(connection -> connection.driver().close());
            connected.clear();
        } finally {
            lock.unlock();
        }
    }
}
