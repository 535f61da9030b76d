package dev.fairway.cluster.live;

import dev.fairway.cluster.LiveState.Counts;
import dev.fairway.cluster.LiveState.LiveChange;
import dev.fairway.cluster.LiveState.LiveChange.Type;
import dev.fairway.cluster.live.Kept.Owner;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept, with its indexes: by key, by namespace, by owner, by application. Readers never wait. */
final class LiveStore {

    private static final int DEEPEST_OWNERSHIP = 8;
    private static final int REMEMBERED_GONE = 2_000;

    private final Map<GroupKind, Kind> kinds = new ConcurrentHashMap<>();
    private final Map<Object, List<Kept>> byOwner = new ConcurrentHashMap<>();
    private final Map<ApplicationName, Map<ResourceKey, Kept>> byApplication = new ConcurrentHashMap<>();
    private final AtomicLong full = new AtomicLong();
    private final AtomicLong records = new AtomicLong();
    private final Consumer<LiveChange> changes;

    LiveStore(Consumer<LiveChange> changes) {
        this.changes = changes;
    }

    /** The objects of one kind, written under its lock. */
    private static final class Kind {
        private final ReentrantLock writing = new ReentrantLock();
        private final ConcurrentSkipListMap<Place, Kept> objects = new ConcurrentSkipListMap<>();

        /**
         * Uids that were seen to go, the latest of them. The answer to a write can arrive after the watch has told that its
         * object is gone; it must not come back, for nothing would ever take it out again.
         */
        private final Map<Object, Boolean> gone = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
                return size() > REMEMBERED_GONE;
            }
        };
    }

    Optional<Kept> find(ResourceKey key) {
        return find(key.groupKind(), key.namespace(), key.name());
    }

    private Optional<Kept> find(GroupKind kind, String namespace, String name) {
        Kind store = kinds.get(kind);
        return store == null ? Optional.empty() : Optional.ofNullable(store.objects.get(new Place(namespace, name)));
    }

    Collection<Kept> inNamespace(String namespace) {
        List<Kept> found = new ArrayList<>();
        kinds.values().forEach(kind -> found.addAll(range(kind, Optional.of(namespace))));
        return found;
    }

    List<Kept> ownedBy(String uid) {
        return byOwner.getOrDefault(Kept.compact(uid), List.of());
    }

    Collection<Kept> trackedBy(ApplicationName application) {
        return List.copyOf(byApplication.getOrDefault(application, Map.of()).values());
    }

    Counts counts() {
        return new Counts(full.get(), records.get());
    }

    /** Whether just this version of an object is kept, and all of it if that is wanted. */
    boolean holds(GroupKind kind, String namespace, String name, long version, boolean whole) {
        return version != 0
                && find(kind, namespace, name)
                        .filter(present -> present.version() == version && (present.isFull() || !whole))
                        .isPresent();
    }

    /**
     * Takes in an object that was listed, watched or written. Never goes back: what is older than what is kept is dropped.
     *
     * @param listing the number of the listing that found it, 0 if it came another way
     */
    void put(Arrival arrival, int listing) {
        Kind kind = kinds.computeIfAbsent(arrival.kind(), name -> new Kind());
        Place place = new Place(arrival.namespace(), arrival.name());
        Candidate candidate = candidate(arrival);
        // Before the lock: packing takes longer than all the rest, and the watch and the answer to a write bring the
        // same.
        Optional<Kept> packed =
                candidate.tellsNothing(kind.objects.get(place)) ? Optional.empty() : Optional.of(candidate.kept());
        kind.writing.lock();
        try {
            if (kind.gone.containsKey(Kept.compact(arrival.uid()))) {
                return;
            }
            Kept present = kind.objects.get(place);
            if (present != null && candidate.tellsNothing(present)) {
                present.seenInListing = Math.max(listing, present.seenInListing);
                return;
            }
            Kept next = packed.orElseGet(candidate::kept);
            next.seenInListing = listing;
            // In this order nobody who reads meanwhile misses it: what is missed for a moment would be restored.
            kind.objects.put(place, next);
            index(next, present);
            if (present != null) {
                unindex(present);
            }
            tell(present == null ? Type.ADDED : Type.MODIFIED, present, next);
        } finally {
            kind.writing.unlock();
        }
    }

    /** Takes out an object that was seen to be deleted, unless a newer one has its name. */
    void remove(Arrival arrival) {
        Kind kind = kinds.computeIfAbsent(arrival.kind(), name -> new Kind());
        kind.writing.lock();
        try {
            kind.gone.put(Kept.compact(arrival.uid()), true);
            Kept present = kind.objects.get(new Place(arrival.namespace(), arrival.name()));
            if (present != null && (arrival.version() == 0 || present.version() <= arrival.version())) {
                remove(kind, present);
            }
        } finally {
            kind.writing.unlock();
        }
    }

    /** Ends a listing: what it did not find and was not written after it is gone. */
    void endListing(GroupKind name, Optional<String> namespace, int listing, long version) {
        Kind kind = kinds.get(name);
        if (kind == null) {
            return;
        }
        kind.writing.lock();
        try {
            for (Kept present : range(kind, namespace)) {
                if (present.seenInListing != listing && (version == 0 || present.version() <= version)) {
                    remove(kind, present);
                }
            }
        } finally {
            kind.writing.unlock();
        }
    }

    /** The kind is no longer served. */
    void drop(GroupKind name) {
        endListing(name, Optional.empty(), -1, 0);
        kinds.remove(name);
    }

    /** The application an object belongs to: by its own tracking id, else its owner's, and so on upwards. */
    Optional<ApplicationName> rootOf(Kept object) {
        return object.tracking().or(() -> inherited(object.owners(), object.namespace(), DEEPEST_OWNERSHIP)
                .application());
    }

    private record Inheritance(Optional<ApplicationName> application, boolean ownerMissing) {}

    private Inheritance inherited(Owner[] owners, String namespace, int depth) {
        boolean missing = false;
        for (Owner owner : owners) {
            Optional<Kept> found = find(owner.kind(), namespace, owner.name())
                    .or(() -> find(owner.kind(), "", owner.name()))
                    .filter(kept -> kept.uid().equals(owner.uid()));
            missing |= found.isEmpty();
            if (found.isPresent() && depth > 0) {
                Kept above = found.get();
                Inheritance further = above.tracking().isPresent()
                        ? new Inheritance(above.tracking(), false)
                        : inherited(above.owners(), above.namespace(), depth - 1);
                if (further.application().isPresent()) {
                    return further;
                }
                missing |= further.ownerMissing();
            }
        }
        return new Inheritance(Optional.empty(), missing);
    }

    /**
     * The body is kept for what applications declare and for what their workloads are made of. While an owner has not
     * arrived yet, the object may belong to one.
     */
    private Candidate candidate(Arrival arrival) {
        Inheritance inherited = arrival.tracking() == null
                ? inherited(arrival.owners().toArray(Owner[]::new), arrival.namespace(), DEEPEST_OWNERSHIP)
                : new Inheritance(Optional.of(arrival.tracking()), false);
        boolean mayBelong = inherited.application().isPresent() || inherited.ownerMissing();
        boolean wanted = arrival.tracking() != null || (WatchedKinds.isWorkload(arrival.kind()) && mayBelong);
        return new Candidate(arrival, inherited.application(), arrival.whole() && wanted);
    }

    /**
     * What would be kept of an arrival.
     *
     * @param full with its body
     */
    private record Candidate(Arrival arrival, Optional<ApplicationName> root, boolean full) {

        boolean tellsNothing(@Nullable Kept present) {
            return present != null && (isOlderThan(present) || isSameAs(present));
        }

        /** Versions of one server count up, also over deletion and creation. */
        private boolean isOlderThan(Kept present) {
            return arrival.version() != 0 && present.version() != 0 && arrival.version() < present.version();
        }

        private boolean isSameAs(Kept present) {
            return arrival.version() != 0
                    && arrival.version() == present.version()
                    && (present.isFull() || !full)
                    && root.equals(present.root());
        }

        Kept kept() {
            return new Kept(arrival, root.orElse(null), full ? Bodies.pack(arrival.content()) : null);
        }
    }

    private static List<Kept> range(Kind kind, Optional<String> namespace) {
        return namespace
                .map(name -> List.copyOf(kind.objects
                        .subMap(new Place(name, ""), true, new Place(name + '\0', ""), false)
                        .values()))
                .orElseGet(() -> List.copyOf(kind.objects.values()));
    }

    private void remove(Kind kind, Kept present) {
        kind.objects.remove(new Place(present.namespace(), present.name()));
        unindex(present);
        tell(Type.DELETED, present, null);
    }

    private void index(Kept object, @Nullable Kept before) {
        (object.isFull() ? full : records).incrementAndGet();
        for (Owner owner : object.owners()) {
            byOwner.compute(owner.uid(), (uid, owned) -> Stream.concat(
                            owned == null ? Stream.empty() : owned.stream().filter(other -> other != before),
                            Stream.of(object))
                    .toList());
        }
        object.tracking()
                .ifPresent(application -> byApplication.compute(application, (name, tracked) -> {
                    Map<ResourceKey, Kept> objects = tracked == null ? new ConcurrentHashMap<>(4) : tracked;
                    objects.put(object.key(), object);
                    return objects;
                }));
    }

    private void unindex(Kept object) {
        (object.isFull() ? full : records).decrementAndGet();
        for (Owner owner : object.owners()) {
            byOwner.computeIfPresent(owner.uid(), (uid, owned) -> without(owned, object));
        }
        object.tracking()
                .ifPresent(application -> byApplication.computeIfPresent(application, (name, tracked) -> {
                    tracked.remove(object.key(), object);
                    return tracked.isEmpty() ? null : tracked;
                }));
    }

    private static @Nullable List<Kept> without(List<Kept> owned, Kept object) {
        List<Kept> rest = owned.stream().filter(other -> other != object).toList();
        return rest.isEmpty() ? null : rest;
    }

    private void tell(Type type, @Nullable Kept before, @Nullable Kept after) {
        Optional<ApplicationName> was =
                before == null ? Optional.empty() : before.root().or(() -> rootOf(before));
        Optional<ApplicationName> is = after == null ? was : after.root();
        ResourceKey key =
                after == null ? java.util.Objects.requireNonNull(before).key() : after.key();
        changes.accept(new LiveChange(key, type, is));
        if (was.isPresent() && !was.equals(is)) {
            changes.accept(new LiveChange(key, type, was));
        }
    }
}
