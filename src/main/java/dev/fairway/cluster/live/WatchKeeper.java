package dev.fairway.cluster.live;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.live.KindWatch.Phase;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Keeps one watch for every kind that is served: starts and stops them as kinds come and go, and tells how they are. */
final class WatchKeeper implements AutoCloseable {

    /** API groups can come without any object of the cluster changing. */
    private static final Duration ASK_AGAIN = Duration.ofMinutes(10);

    private static final Duration PROMISE_AGAIN = Duration.ofMillis(300);
    private static final int PROMISE_TRIES = 30;

    private final Served served;
    private final List<String> namespaces;
    private final CrdKinds crds;
    private final LiveStore store;
    private final Pause pause;
    private final BiFunction<ApiKind, Optional<String>, KindWatch> watches;
    private final Map<GroupKind, List<KindWatch>> running = new ConcurrentHashMap<>();
    private final Semaphore nudges = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Optional<ClusterProblem> unreachable = Optional.empty();
    private volatile boolean known;
    private volatile boolean closed;
    private volatile Optional<Thread> thread = Optional.empty();

    WatchKeeper(
            Served served,
            List<String> namespaces,
            CrdKinds crds,
            LiveStore store,
            Pause pause,
            BiFunction<ApiKind, Optional<String>, KindWatch> watches) {
        this.served = served;
        this.namespaces = namespaces;
        this.crds = crds;
        this.store = store;
        this.pause = pause;
        this.watches = watches;
    }

    void start() {
        thread = Optional.of(Thread.ofVirtual().name("watch-keeper").start(this::run));
    }

    /** Something says that other kinds are served now. */
    void nudge() {
        nudges.release();
    }

    void wantWhole(GroupKind kind) {
        running.getOrDefault(kind, List.of()).forEach(KindWatch::wantWhole);
    }

    void stateChanged() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the absence of an object of this kind from the store means that it does not exist. */
    boolean isComplete(GroupKind kind) {
        List<KindWatch> ofKind = running.get(kind);
        if (ofKind == null) {
            return known && served.failed().isEmpty() && served.find(kind).isEmpty();
        }
        // Of a watch that has fallen silent nothing follows: what it does not know may be there by now.
        return namespaces.isEmpty()
                && ofKind.stream().allMatch(watch -> watch.state().phase() == Phase.WATCHING);
    }

    /** Whether what is known of this kind may be old. */
    boolean isBehind(GroupKind kind) {
        return unreachable.isPresent()
                || running.getOrDefault(kind, List.of()).stream().anyMatch(KindWatch::isBehind);
    }

    int kinds() {
        return running.size();
    }

    boolean awaitComplete(Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!known || in(Phase.LISTING).findAny().isPresent()) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    Optional<Problem> problem() {
        if (unreachable.isPresent()) {
            ClusterProblem problem = unreachable.get();
            return Optional.of(
                    problem.mayPass()
                            ? Problem.passing("ClusterUnreachable", problem.text())
                            : Problem.stalled("ClusterRefused", problem.text()));
        }
        if (!known) {
            return Optional.of(Problem.passing("LiveStateIncomplete", "The cluster has not been read yet."));
        }
        return first(Phase.LISTING, "LiveStateIncomplete", "have not been listed yet")
                .or(() -> first(Phase.STALE, "LiveStateStale", "are not being watched at the moment"))
                .map(text -> Problem.passing(text.code(), text.message()))
                .or(this::partial);
    }

    private Optional<Problem> partial() {
        return first(Phase.REFUSED, "LiveStatePartial", "cannot be listed, so objects of these kinds are not seen")
                .or(() -> served.failed().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Problem.passing(
                                "LiveStatePartial",
                                "The API groups " + String.join(", ", served.failed())
                                        + " do not answer, so objects of their kinds are not seen.")));
    }

    private Optional<Problem> first(Phase phase, String code, String what) {
        List<KindWatch> found = in(phase).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String names = found.stream()
                .map(watch -> watch.kind().gvk().groupKind().toString())
                .distinct()
                .sorted()
                .limit(5)
                .collect(Collectors.joining(", "));
        String why = found.stream()
                .flatMap(watch -> watch.state().problem().stream())
                .findFirst()
                .map(problem -> " " + problem.text())
                .orElse("");
        return Optional.of(Problem.stalled(
                code, "%d of %d kinds %s: %s.%s".formatted(found.size(), running.size(), what, names, why)));
    }

    private java.util.stream.Stream<KindWatch> in(Phase phase) {
        return running.values().stream()
                .flatMap(Collection::stream)
                .filter(watch -> watch.state().phase() == phase);
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
        ApiCatalog catalog = null;
        while (!closed) {
            try {
                catalog = catalog == null ? served.catalog() : refreshed();
                follow(catalog);
                unreachable = Optional.empty();
                known = true;
                backoff.succeeded();
                stateChanged();
                if (nudges.tryAcquire(ASK_AGAIN.toSeconds(), TimeUnit.SECONDS)) {
                    nudges.drainPermits();
                }
            } catch (ClusterProblem problem) {
                unreachable = Optional.of(problem);
                stateChanged();
                rest(backoff.next());
            } catch (InterruptedException stop) {
                // Only close() interrupts.
            }
        }
    }

    /** Discovery lags behind the definitions: asks until it agrees with them. */
    private ApiCatalog refreshed() {
        ApiCatalog catalog = served.refresh();
        for (int attempt = 1;
                attempt < PROMISE_TRIES && !closed && !crds.isIn(catalog.kinds().keySet());
                attempt++) {
            follow(catalog);
            rest(PROMISE_AGAIN);
            catalog = served.refresh();
        }
        return catalog;
    }

    private void follow(ApiCatalog catalog) {
        Set<GroupKind> wanted = new HashSet<>();
        for (ApiKind kind : catalog.kinds().values()) {
            GroupKind name = kind.gvk().groupKind();
            List<KindWatch> present = running.getOrDefault(name, List.of());
            boolean another =
                    !present.isEmpty() && !present.getFirst().kind().gvk().equals(kind.gvk());
            if (WatchedKinds.isWatched(kind) && (kind.namespaced() || namespaces.isEmpty())) {
                wanted.add(name);
                if (another) {
                    present.forEach(KindWatch::stop);
                }
                if (another || present.isEmpty()) {
                    begin(kind);
                }
            }
        }
        for (GroupKind name : Set.copyOf(running.keySet())) {
            if (!wanted.contains(name)) {
                List<KindWatch> ended = running.remove(name);
                ended.forEach(KindWatch::stop);
                store.drop(name);
            }
        }
    }

    private void begin(ApiKind kind) {
        List<KindWatch> begun = new ArrayList<>();
        if (namespaces.isEmpty()) {
            begun.add(watches.apply(kind, Optional.empty()));
        } else {
            namespaces.forEach(namespace -> begun.add(watches.apply(kind, Optional.of(namespace))));
        }
        running.put(kind.gvk().groupKind(), List.copyOf(begun));
        begun.forEach(KindWatch::start);
    }

    private void rest(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException stop) {
            // Only close() interrupts.
        }
    }

    @Override
    public void close() {
        closed = true;
        // One that was never started has no thread of its own to end.
        thread.ifPresent(Thread::interrupt);
        running.values().forEach(ofKind -> ofKind.forEach(KindWatch::stop));
        stateChanged();
    }
}
