package dev.fairway.sandbox.api.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All objects of one resource, their recent history and who watches them. Reading needs no lock; everything that
 * changes it happens under the lock of {@link Storage}.
 */
public final class Shelf {

    /** So many changes can be replayed to a watch that resumes; older ones are gone. */
    private static final int HISTORY = 8192;

    private final String resource;
    private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private long forgottenUpTo;

    Shelf(String resource, long forgottenUpTo) {
        this.resource = resource;
        this.forgottenUpTo = forgottenUpTo;
    }

    /** Group and plural, for example {@code apps/deployments}. */
    public String resource() {
        return resource;
    }

    public Optional<Entry> get(String namespace, String name) {
        return Optional.ofNullable(entries.get(Entry.key(namespace, name)));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public int size() {
        return entries.size();
    }

    /** In the order of their keys; the empty namespace means all. */
    Collection<Entry> in(String namespace) {
        return namespace.isEmpty()
                ? entries.values()
                // '0' is the character after '/', so this is exactly the keys that begin with "namespace/".
                : entries.subMap(namespace + "/", namespace + "0").values();
    }

    void put(Entry entry) {
        entries.put(entry.key(), entry);
    }

    void remove(String key) {
        entries.remove(key);
    }

    Optional<Entry> at(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    void publish(Change change) {
        history.addLast(change);
        if (history.size() > HISTORY) {
            forgottenUpTo = history.removeFirst().version();
        }
        for (Subscription subscription : subscriptions) {
            subscription.offer(change);
        }
    }

    /** History is not kept across a start. */
    void forget(long version) {
        forgottenUpTo = version;
    }

    boolean remembers(long version) {
        return version >= forgottenUpTo;
    }

    List<Change> since(long version) {
        List<Change> changes = new ArrayList<>();
        for (var newestFirst = history.descendingIterator(); newestFirst.hasNext(); ) {
            Change change = newestFirst.next();
            if (change.version() <= version) {
                break;
            }
            changes.add(change);
        }
        return changes.reversed();
    }

    void attach(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void detach(Subscription subscription) {
        subscriptions.remove(subscription);
    }
}
