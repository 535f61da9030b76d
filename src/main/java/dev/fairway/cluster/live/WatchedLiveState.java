package dev.fairway.cluster.live;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.LiveState.LiveChange.Type;
import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.api.ObjectReader;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.api.Trees;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The live state of a Kubernetes API. Does nothing until {@link #start}. */
public final class WatchedLiveState implements LiveState, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedLiveState.class);

    private final SecretsAtTheEdge secrets;
    private final ObjectReader reader;
    private final List<Consumer<LiveChange>> listeners = new CopyOnWriteArrayList<>();
    private final LiveStore store = new LiveStore(this::tell);
    private final Arrivals arrivals = new Arrivals();
    private final CrdKinds crds = new CrdKinds();
    private final Set<GroupKind> wholeKinds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger listings = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final WatchKeeper keeper;

    /** @param namespaces the only namespaces to look into; empty means all, and cluster-scoped objects too */
    public WatchedLiveState(
            ApiConnection connection,
            Served served,
            SecretsAtTheEdge secrets,
            List<String> namespaces,
            ApiMeters meters,
            Pause pause) {
        this.secrets = secrets;
        this.reader = new ObjectReader(connection, served, secrets);
        this.keeper = new WatchKeeper(
                served,
                namespaces,
                crds,
                store,
                pause,
                (kind, namespace) ->
                        new KindWatch(kind, namespace, isWhole(kind), connection, new Intake(), pause, meters));
    }

    /** Begins to watch; once is enough. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            keeper.start();
        }
    }

    public boolean isStarted() {
        return started.get();
    }

    public int watchedKinds() {
        return keeper.kinds();
    }

    /** Takes in what the server returned for a write of ours, so that nobody reads less than that afterwards. */
    public void observed(Manifest object) {
        if (object.uid().isPresent() && object.resourceVersion().isPresent() && started.get()) {
            if (TrackingId.ownedBy(object).isPresent()) {
                wantWhole(object.gvk().groupKind());
            }
            store.put(arrivals.of(object, true), 0);
        }
    }

    /** Whether a manager with this property may own fields of an object; of an object that is not known, any may. */
    public boolean mayHaveApplier(ResourceKey key, Predicate<String> isApplier) {
        return store.find(key)
                .map(kept -> kept.managers().stream().anyMatch(isApplier))
                .orElse(true);
    }

    @Override
    public void manage(Set<GroupKind> kinds) {
        kinds.forEach(this::wantWhole);
    }

    @Override
    public Optional<Problem> problem() {
        return keeper.problem();
    }

    @Override
    public boolean awaitComplete(Duration atMost) {
        start();
        return keeper.awaitComplete(atMost);
    }

    @Override
    public boolean isBehind(GroupKind kind) {
        return keeper.isBehind(kind);
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        Optional<Kept> kept = store.find(key);
        if (kept.isPresent()) {
            return content(kept.get());
        }
        return keeper.isComplete(key.groupKind()) ? Optional.empty() : reader.read(key);
    }

    @Override
    public Optional<LiveRecord> find(ResourceKey key) {
        return store.find(key).map(Kept::toRecord);
    }

    @Override
    public Collection<Manifest> trackedBy(ApplicationName application) {
        return store.trackedBy(application).stream()
                .map(this::content)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<LiveRecord> ownedBy(String uid) {
        return store.ownedBy(uid).stream().map(Kept::toRecord).toList();
    }

    @Override
    public Collection<LiveRecord> inNamespace(String namespace) {
        return store.inNamespace(namespace).stream().map(Kept::toRecord).toList();
    }

    @Override
    public Subscription onChange(Consumer<LiveChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Counts counts() {
        return store.counts();
    }

    @Override
    public void close() {
        keeper.close();
    }

    private Optional<Manifest> content(Kept kept) {
        return kept.body().map(Bodies::unpack).or(() -> reader.read(kept.key()));
    }

    private boolean isWhole(ApiKind kind) {
        GroupKind name = kind.gvk().groupKind();
        return WatchedKinds.arrivesWhole(name) || wholeKinds.contains(name);
    }

    private void wantWhole(GroupKind kind) {
        if (!WatchedKinds.arrivesWhole(kind) && wholeKinds.add(kind)) {
            keeper.wantWhole(kind);
        }
    }

    private void tell(LiveChange change) {
        for (Consumer<LiveChange> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException broken) {
                LOG.warn("A listener failed on a change of {}", change.key().display(), broken);
            }
        }
    }

    /** From trees of the server to what is kept. */
    private final class Intake implements KindWatch.Intake {

        @Override
        public int startListing() {
            return listings.incrementAndGet();
        }

        @Override
        public void listed(ObjectNode tree, ApiKind kind, boolean whole, int listing) {
            take(tree, kind, whole, listing);
        }

        @Override
        public void changed(ObjectNode tree, ApiKind kind, boolean whole) {
            if (!isKnown(tree, kind.gvk().groupKind(), whole)) {
                take(tree, kind, whole, 0);
            }
        }

        @Override
        public void deleted(ObjectNode tree, ApiKind kind) {
            Arrival arrival = arrivals.of(admit(tree, kind), false);
            store.remove(arrival);
            if (arrival.kind().equals(WatchedKinds.CRD) && crds.gone(arrival.name())) {
                keeper.nudge();
            }
        }

        @Override
        public void endListing(ApiKind kind, Optional<String> namespace, int listing, String resourceVersion) {
            GroupKind name = kind.gvk().groupKind();
            store.endListing(name, namespace, listing, Arrivals.number(resourceVersion));
            tell(new LiveChange(
                    new ResourceKey(name.group(), name.kind(), namespace.orElse(""), ""),
                    Type.RELISTED,
                    Optional.empty()));
        }

        @Override
        public void stateChanged() {
            keeper.stateChanged();
        }

        /** The watch repeats what the answer to a write of ours has told already. */
        private boolean isKnown(ObjectNode tree, GroupKind kind, boolean whole) {
            JsonNode metadata = tree.path("metadata");
            return !kind.equals(WatchedKinds.CRD)
                    && !kind.equals(WatchedKinds.API_SERVICE)
                    && store.holds(
                            kind,
                            Trees.text(metadata, "namespace"),
                            Trees.text(metadata, "name"),
                            Arrivals.number(Trees.text(metadata, "resourceVersion")),
                            whole);
        }

        private void take(ObjectNode tree, ApiKind kind, boolean whole, int listing) {
            Manifest object = admit(tree, kind);
            Arrival arrival = arrivals.of(object, whole);
            store.put(arrival, listing);
            if (arrival.tracking() != null) {
                wantWhole(arrival.kind());
            }
            if (arrival.kind().equals(WatchedKinds.CRD) && crds.seen(object)
                    || arrival.kind().equals(WatchedKinds.API_SERVICE) && listing == 0) {
                keeper.nudge();
            }
        }

        /** Items of a list name no kind, and metadata alone names another: what it is decides whether it is a Secret. */
        private Manifest admit(ObjectNode tree, ApiKind kind) {
            tree.put("apiVersion", kind.gvk().apiVersion());
            tree.put("kind", kind.gvk().kind());
            return secrets.in(tree);
        }
    }
}
