package dev.fairway.sandbox.api.storage;

import dev.fairway.sandbox.api.storage.ObjectJson.Draft;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Every object of the cluster. One lock orders all changes, is held for a few map operations and never during I/O; a
 * change is answered only after the journal has written it.
 */
public final class Storage implements AutoCloseable {

    /**
     * After a start versions go on with a gap: a change that a watch saw and that never reached the disk must not
     * share its version with another one.
     */
    private static final long GAP_AT_START = 10_000;

    private final ReentrantLock order = new ReentrantLock();
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
    private final Map<String, Set<Reference>> dependents = new ConcurrentHashMap<>();
    private final Map<String, Reference> byUid = new ConcurrentHashMap<>();
    private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
    private final Journal journal;
    private final long startedAt;
    private volatile long version;

    /** A place of an object. */
    public record Reference(Shelf shelf, String key) {

        public Optional<Entry> entry() {
            return shelf.at(key);
        }
    }

    /** Hears of every change in order; called under the lock, so it only takes a note. */
    @FunctionalInterface
    public interface ChangeListener {
        void changed(Shelf shelf, Change change);
    }

    /**
     * @param entries those of the range, in order
     * @param version a watch from here misses nothing
     */
    public record Listing(List<Entry> entries, long version) {}

    public Storage(Path folder) {
        this.journal = new Journal(folder);
        long last = journal.load(this::replay);
        this.startedAt = last == 0 ? 1 : last + GAP_AT_START;
        this.version = startedAt;
        shelves.values().forEach(shelf -> shelf.forget(startedAt));
        journal.start(this::everything);
    }

    private void replay(Journal.Record written) {
        Shelf shelf = shelf(written.resource());
        Optional<Entry> present = shelf.at(written.key());
        if (present.isPresent() && present.get().version() >= written.version()) {
            return;
        }
        present.ifPresent(entry -> forgetOwners(shelf, entry));
        if (written.json().length == 0) {
            shelf.remove(written.key());
        } else {
            Entry entry = Entry.of(ObjectJson.parse(written.json()), written.json(), written.version());
            shelf.put(entry);
            rememberOwners(shelf, entry);
        }
    }

    private Collection<Journal.Record> everything() {
        return shelves.values().stream()
                .flatMap(shelf -> shelf.in("").stream()
                        .map(entry -> new Journal.Record(shelf.resource(), entry.key(), entry.version(), entry.json())))
                .toList();
    }

    public Shelf shelf(String resource) {
        return shelves.computeIfAbsent(resource, name -> new Shelf(name, startedAt));
    }

    public Collection<Shelf> shelves() {
        return shelves.values();
    }

    /** The version of the last change. */
    public long version() {
        return version;
    }

    /** Stores a new object; empty when its name is taken. */
    public Optional<Entry> create(Shelf shelf, String namespace, String name, Draft draft) {
        return commit(() -> {
            if (shelf.get(namespace, name).isPresent()) {
                return Optional.empty();
            }
            Entry entry = draft.at(version + 1);
            shelf.put(entry);
            rememberOwners(shelf, entry);
            return Optional.of(publish(shelf, Change.Kind.ADDED, entry, Optional.empty(), entry.json()));
        });
    }

    /** Replaces a version that was read before; empty when another change came first. */
    public Optional<Entry> replace(Shelf shelf, Entry expected, Draft draft) {
        return commit(() -> {
            if (shelf.at(expected.key()).filter(present -> present == expected).isEmpty()) {
                return Optional.empty();
            }
            Entry entry = draft.at(version + 1);
            forgetOwners(shelf, expected);
            shelf.put(entry);
            rememberOwners(shelf, entry);
            return Optional.of(publish(shelf, Change.Kind.MODIFIED, entry, Optional.of(expected), entry.json()));
        });
    }

    /** Removes a version that was read before and returns its last state; empty when another change came first. */
    public Optional<Entry> remove(Shelf shelf, Entry expected, Draft last) {
        return commit(() -> {
            if (shelf.at(expected.key()).filter(present -> present == expected).isEmpty()) {
                return Optional.empty();
            }
            Entry entry = last.at(version + 1);
            forgetOwners(shelf, expected);
            shelf.remove(expected.key());
            return Optional.of(publish(shelf, Change.Kind.DELETED, entry, Optional.of(expected), new byte[0]));
        });
    }

    private record Written(Entry entry, CompletableFuture<Void> onDisk) {}

    private Written publish(Shelf shelf, Change.Kind kind, Entry entry, Optional<Entry> previous, byte[] json) {
        version = entry.version();
        Change change = new Change(kind, entry, previous);
        shelf.publish(change);
        listeners.forEach(listener -> listener.changed(shelf, change));
        return new Written(
                entry, journal.append(new Journal.Record(shelf.resource(), entry.key(), entry.version(), json)));
    }

    private Optional<Entry> commit(Supplier<Optional<Written>> change) {
        Optional<Written> written;
        order.lock();
        try {
            written = change.get();
        } finally {
            order.unlock();
        }
        written.ifPresent(w -> w.onDisk().join());
        return written.map(Written::entry);
    }

    /** A consistent picture of a range; the empty namespace means all. */
    public Listing list(Shelf shelf, String namespace) {
        order.lock();
        try {
            return new Listing(List.copyOf(shelf.in(namespace)), version);
        } finally {
            order.unlock();
        }
    }

    /** The changes after a version, then all that follow; empty when that far back is forgotten. */
    public Optional<Subscription> watch(Shelf shelf, long after) {
        order.lock();
        try {
            if (!shelf.remembers(after)) {
                return Optional.empty();
            }
            Subscription subscription = new Subscription(shelf);
            shelf.since(after).forEach(subscription::offer);
            shelf.attach(subscription);
            return Optional.of(subscription);
        } finally {
            order.unlock();
        }
    }

    /** The version up to which a subscription has delivered everything; empty while something is waiting. */
    public OptionalLong caughtUp(Subscription subscription) {
        order.lock();
        try {
            return subscription.isDrained() ? OptionalLong.of(version) : OptionalLong.empty();
        } finally {
            order.unlock();
        }
    }

    /** The objects whose ownerReferences name this uid. */
    public Collection<Reference> dependentsOf(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }

    /** Where the object with this uid is, if it exists. */
    public Optional<Reference> byUid(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    public void listen(ChangeListener listener) {
        listeners.add(listener);
    }

    private void rememberOwners(Shelf shelf, Entry entry) {
        byUid.put(entry.uid(), new Reference(shelf, entry.key()));
        for (String uid : entry.owners()) {
            dependents
                    .computeIfAbsent(uid, any -> ConcurrentHashMap.newKeySet())
                    .add(new Reference(shelf, entry.key()));
        }
    }

    private void forgetOwners(Shelf shelf, Entry entry) {
        byUid.remove(entry.uid());
        for (String uid : entry.owners()) {
            dependents.computeIfPresent(uid, (any, references) -> {
                references.remove(new Reference(shelf, entry.key()));
                return references.isEmpty() ? null : references;
            });
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
