package dev.fairway.reconciliation.drift;

import dev.fairway.reconciliation.DriftEnded.End;
import dev.fairway.reconciliation.DriftMemory;
import dev.fairway.reconciliation.DriftMemory.Open;
import dev.fairway.reconciliation.DriftMemory.Recent;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * From what was remembered and what is seen to what began and what ended. Pure: the same look twice begins nothing twice.
 *
 * <p>A difference is drift if Git says of the object what it said when the object was in sync: because all of this desired
 * state was in sync once, or this object was a turn ago. What a new commit asks for, or what an operation brought that was
 * told to sync to another revision, is none.
 */
final class DriftTracking {

    /** How often one field's drift is recorded in an hour; a field that goes on flapping is recorded again later. */
    static final int PER_HOUR = 12;

    /** Fields of one application that are followed at once. */
    static final int MOST_OPEN = 200;

    private static final int MOST_RECENT = 600;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int NAME = 16;

    private DriftTracking() {}

    /**
     * A field that differs.
     *
     * @param git what Git says, fit to be shown
     * @param live what runs, likewise
     */
    record Departure(ResourceKey key, String field, String git, String live) {

        String value() {
            return Hashes.sha256(live).substring(0, NAME);
        }
    }

    /**
     * The last operation that is over and changed something.
     *
     * @param renderedHash the desired state it was to bring
     * @param touched the objects it applied or pruned
     */
    record LastRun(
            long id, OperationState.Kind kind, String renderedHash, Set<ResourceKey> touched, Instant finishedAt) {}

    /**
     * What is seen.
     *
     * @param operating an operation is under way: what differs now may be its own doing
     * @param inSyncBefore objects that were in sync a turn ago, under the same render
     * @param desired names what Git says of an object; empty if it says nothing
     * @param hidden whether a drift is only hidden by a rule
     */
    record Look(
            String renderKey,
            Supplier<String> desiredHash,
            boolean operating,
            boolean allInSync,
            Set<ResourceKey> inSyncBefore,
            Optional<LastRun> lastRun,
            List<Departure> departures,
            Function<ResourceKey, String> desired,
            Predicate<Open> hidden) {}

    record Begun(Open drift, Departure departure) {}

    record Ended(Open drift, End end, Optional<Long> operation, Instant at) {}

    record Outcome(DriftMemory memory, List<Begun> begun, List<Ended> ended) {}

    /** @param application goes into the names of drifts */
    static Outcome track(String application, DriftMemory memory, Look look, Instant now) {
        if (look.operating()) {
            return new Outcome(memory, List.of(), List.of());
        }
        DriftMemory settled = look.allInSync() && !look.renderKey().equals(memory.settledKey())
                ? memory.settled(look.renderKey(), look.desiredHash().get())
                : memory;
        if (look.departures().isEmpty() && memory.open().isEmpty()) {
            return new Outcome(settled, List.of(), List.of());
        }
        List<Recent> recent = new ArrayList<>(memory.recent().stream()
                .filter(each -> each.at().isAfter(now.minus(HOUR)))
                .toList());
        List<Open> open = new ArrayList<>();
        List<Begun> begun = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        for (Open drift : memory.open()) {
            Optional<Departure> still = look.departures().stream()
                    .filter(each -> drift.isAbout(each.key(), each.field()))
                    .findFirst();
            if (still.isEmpty()) {
                ended.add(end(drift, look, now));
            } else if (still.get().value().equals(drift.live()) || !mayBegin(still.get(), recent, now)) {
                open.add(drift);
            } else {
                ended.add(new Ended(drift, End.CHANGED, Optional.empty(), now));
                begin(application, still.get(), look, now, open, begun, recent);
            }
        }
        boolean expected = isExpected(look);
        boolean wasSettled = isSettled(memory, look);
        for (Departure departure : look.departures()) {
            boolean known = open.stream().anyMatch(each -> each.isAbout(departure.key(), departure.field()));
            boolean drifted = !expected && (wasSettled || isDrifting(departure.key(), memory, look));
            if (!known && drifted && open.size() < MOST_OPEN && mayBegin(departure, recent, now)) {
                begin(application, departure, look, now, open, begun, recent);
            }
        }
        List<Recent> kept =
                recent.size() > MOST_RECENT ? recent.subList(recent.size() - MOST_RECENT, recent.size()) : recent;
        // What has only become old is dropped with the next thing worth writing.
        boolean same = begun.isEmpty() && ended.isEmpty();
        return new Outcome(
                new DriftMemory(
                        settled.settledKey(), settled.settledHash(), open, same ? memory.recent() : List.copyOf(kept)),
                List.copyOf(begun),
                List.copyOf(ended));
    }

    /** What differs is what the last operation was told to bring. */
    private static boolean isExpected(Look look) {
        return look.lastRun()
                .filter(run -> !run.renderedHash().isEmpty()
                        && !run.renderedHash().equals(look.desiredHash().get()))
                .isPresent();
    }

    private static boolean isSettled(DriftMemory memory, Look look) {
        return !look.departures().isEmpty()
                && (look.renderKey().equals(memory.settledKey())
                        || (!memory.settledHash().isEmpty()
                                && memory.settledHash()
                                        .equals(look.desiredHash().get())));
    }

    private static boolean isDrifting(ResourceKey key, DriftMemory memory, Look look) {
        return look.inSyncBefore().contains(key)
                || memory.open().stream()
                        .anyMatch(each -> each.key().equals(key)
                                && each.desired().equals(look.desired().apply(key)));
    }

    private static boolean mayBegin(Departure departure, List<Recent> recent, Instant now) {
        String what = what(departure);
        return recent.stream()
                        .filter(each -> each.what().equals(what) && each.at().isAfter(now.minus(HOUR)))
                        .count()
                < PER_HOUR;
    }

    private static void begin(
            String application,
            Departure departure,
            Look look,
            Instant now,
            List<Open> open,
            List<Begun> begun,
            List<Recent> recent) {
        String id = Hashes.sha256(String.join(
                        "\n",
                        application,
                        departure.key().toString(),
                        departure.field(),
                        departure.value(),
                        now.toString()))
                .substring(0, NAME);
        Open drift = new Open(
                id,
                departure.key(),
                departure.field(),
                departure.value(),
                look.desired().apply(departure.key()),
                now);
        open.add(drift);
        begun.add(new Begun(drift, departure));
        recent.add(new Recent(what(departure), now));
    }

    private static String what(Departure departure) {
        return Hashes.sha256(departure.key() + "\n" + departure.field()).substring(0, NAME);
    }

    private static Ended end(Open drift, Look look, Instant now) {
        Optional<LastRun> run = look.lastRun()
                .filter(each -> !each.finishedAt().isBefore(drift.beganAt())
                        && each.touched().contains(drift.key()));
        if (run.isPresent()) {
            End end = run.get().kind() == OperationState.Kind.SELF_HEAL ? End.HEALED : End.SYNCED;
            return new Ended(drift, end, run.map(LastRun::id), run.get().finishedAt());
        }
        if (!look.desired().apply(drift.key()).equals(drift.desired())) {
            return new Ended(drift, End.ACCEPTED, Optional.empty(), now);
        }
        return new Ended(drift, look.hidden().test(drift) ? End.IGNORED : End.UNDONE, Optional.empty(), now);
    }
}
