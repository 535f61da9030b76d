package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.ObjectStore.ObjectChange;
import dev.fairway.sandbox.api.ObjectStore.Observation;
import dev.fairway.sandbox.api.PodLogs;
import dev.fairway.sandbox.api.RequestGate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers and nodes of the sandbox at work on a running API: one thread hears of every change, lets the engine act
 * on it, and wakes when time alone is a reason.
 */
public final class World implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(World.class);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final List<GroupKind> SEEN = List.of(
            Kinds.NODE,
            Kinds.STORAGE_CLASS,
            Kinds.CONFIG_MAP,
            Kinds.SECRET,
            Kinds.DEPLOYMENT,
            Kinds.REPLICA_SET,
            Kinds.STATEFUL_SET,
            Kinds.DAEMON_SET,
            Kinds.CONTROLLER_REVISION,
            Kinds.JOB,
            Kinds.CRON_JOB,
            Kinds.POD,
            Kinds.CLAIM,
            Kinds.VOLUME,
            Kinds.SERVICE,
            Kinds.ENDPOINTS,
            Kinds.ENDPOINT_SLICE,
            Kinds.INGRESS,
            Kinds.AUTOSCALER,
            Kinds.DISRUPTION_BUDGET);

    private final ObjectStore store;
    private final InstantSource clock;
    private final Engine engine;
    private final FaultGate gate;
    private final LinkedBlockingQueue<ObjectChange> changes = new LinkedBlockingQueue<>();
    private final List<Observation> observations = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("sandbox-world").unstarted(this::run);
    private volatile boolean running = true;
    private Instant nextSweep = Instant.EPOCH;

    /** @param store writes under the controllers' own name */
    public World(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.engine = new Engine(Controllers.all(), new StoreWrites(store));
        this.gate = new FaultGate(store, clock);
    }

    /** Fault rules, for the API's requests. */
    public RequestGate gate() {
        return gate;
    }

    /** What the containers have written. */
    public PodLogs logs() {
        return new ContainerLogs(store, clock);
    }

    /** Sets the cluster up if it is new, and begins to act. */
    public void start() {
        furnish(clock.instant());
        SEEN.forEach(kind -> observations.add(store.observe(kind, changes::add)));
        thread.start();
    }

    private void furnish(Instant now) {
        for (Manifest object : SandboxNodes.furniture(now)) {
            if (store.get(object.gvk().groupKind(), object.namespace(), object.name())
                    .isEmpty()) {
                store.create(object.tree().deepCopy());
                if (object.tree().has("status")) {
                    store.updateStatus(object.tree().deepCopy());
                }
            }
        }
    }

    private void run() {
        while (running) {
            try {
                take();
                engine.run(clock.instant());
                sweep();
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                LOG.warn("The sandbox's controllers stumbled and go on: {}", e.toString(), e);
            }
        }
    }

    private void sweep() {
        Instant now = clock.instant();
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(EventSweep.EVERY);
            EventSweep.sweep(store, now);
        }
    }

    private void take() throws InterruptedException {
        ObjectChange first = changes.poll(rest().toMillis(), TimeUnit.MILLISECONDS);
        for (ObjectChange change = first; change != null; change = changes.poll()) {
            Manifest object = Trimmed.of(change.object());
            if (change.kind() == ObjectChange.Kind.DELETED) {
                engine.sawGone(object);
            } else {
                engine.saw(object);
            }
        }
    }

    private Duration rest() {
        Optional<Duration> wait = engine.next().map(next -> Duration.between(clock.instant(), next));
        return wait.filter(rest -> rest.compareTo(LONGEST_REST) < 0)
                .map(rest -> rest.isNegative() ? Duration.ofMillis(1) : rest.plusMillis(1))
                .orElse(LONGEST_REST);
    }

    /** Returns when the last change is written, so that the API may be closed after it. */
    @Override
    public void close() {
        running = false;
        observations.forEach(Observation::close);
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
