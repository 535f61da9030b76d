package dev.fairway.reconciliation.drift;

import dev.fairway.reconciliation.DriftEnded.End;
import dev.fairway.reconciliation.DriftMemory;
import dev.fairway.reconciliation.DriftMemory.Open;
import dev.fairway.reconciliation.DriftMemory.Ran;
import dev.fairway.reconciliation.DriftMemory.Recent;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** How often drift of one application is recorded in an hour, whichever fields it is. */
    static final int ALL_PER_HOUR = 600;

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
     * @param seen whether what runs of an object is seen at all; of what is not, nothing begins and nothing ends
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
            Predicate<Open> hidden,
            Predicate<ResourceKey> seen) {}

    record Begun(Open drift, Departure departure) {}

    record Ended(Open drift, End end, Optional<Long> operation, Instant at) {}

    record Outcome(DriftMemory memory, List<Begun> begun, List<Ended> ended) {}

    /** @param application goes into the names of drifts */
    static Outcome track(String application, DriftMemory memory, Look look, Instant now) {
        if (look.operating()) {
            return new Outcome(memory, List.of(), List.of());
        }
        DriftMemory known = look.lastRun()
                .map(run -> memory.ran(new Ran(run.id(), run.renderedHash())))
                .orElse(memory);
        DriftMemory settled = look.allInSync() && !look.renderKey().equals(memory.settledKey())
                ? known.settled(look.renderKey(), look.desiredHash().get())
                : known;
        if (look.departures().isEmpty() && memory.open().isEmpty()) {
            return new Outcome(settled, List.of(), List.of());
        }
        // A clock that was ahead has left times to come: they bound nothing.
        List<Recent> recent = new ArrayList<>(memory.recent().stream()
                .filter(each -> each.at().isAfter(now.minus(HOUR)) && !each.at().isAfter(now))
                .toList());
        Map<About, Departure> departures = new HashMap<>();
        Set<ResourceKey> departed = new HashSet<>();
        List<Departure> noticed = look.departures().stream()
                .filter(each -> look.seen().test(each.key()))
                .toList();
        noticed.forEach(each -> {
            departures.putIfAbsent(new About(each.key(), each.field()), each);
            departed.add(each.key());
        });
        List<Open> open = new ArrayList<>();
        List<Begun> begun = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        for (Open drift : memory.open()) {
            if (!look.seen().test(drift.key())) {
                open.add(drift);
                continue;
            }
            Optional<Departure> still = Optional.ofNullable(departures.get(new About(drift.key(), drift.field())));
            if (still.isEmpty()) {
                ended.add(
                        isToldOtherwise(drift, departures, departed)
                                ? new Ended(drift, End.CHANGED, Optional.empty(), now)
                                : end(drift, look, now));
            } else if (still.get().value().equals(drift.live()) || !mayBegin(still.get(), recent)) {
                open.add(drift);
            } else {
                ended.add(new Ended(drift, End.CHANGED, Optional.empty(), now));
                begin(application, still.get(), look, now, open, begun, recent);
            }
        }
        boolean expected = isExpected(known, look);
        boolean wasSettled = isSettled(memory, look);
        Set<About> followed = new HashSet<>();
        open.forEach(each -> followed.add(new About(each.key(), each.field())));
        for (Departure departure : noticed) {
            if (expected || open.size() >= MOST_OPEN) {
                break;
            }
            boolean drifted = wasSettled || isDrifting(departure.key(), memory, look);
            if (drifted
                    && !followed.contains(new About(departure.key(), departure.field()))
                    && mayBegin(departure, recent)) {
                begin(application, departure, look, now, open, begun, recent);
            }
        }
        // What has only become old is dropped with the next thing worth writing.
        boolean same = begun.isEmpty() && ended.isEmpty();
        return new Outcome(
                new DriftMemory(
                        settled.settledKey(),
                        settled.settledHash(),
                        settled.settledAfter(),
                        settled.lastRan(),
                        open,
                        same ? memory.recent() : List.copyOf(recent)),
                List.copyOf(begun),
                List.copyOf(ended));
    }

    /** What names a drift among those of one application. */
    private record About(ResourceKey key, String field) {}

    /** The object still differs, but is now told of as a whole, or no longer is: the field did not go back. */
    private static boolean isToldOtherwise(Open drift, Map<About, Departure> departures, Set<ResourceKey> departed) {
        return drift.field().isEmpty()
                ? departed.contains(drift.key())
                : departures.containsKey(new About(drift.key(), ""));
    }

    /**
     * What differs is what the last operation was told to bring, and no other desired state has been in sync since. A commit
     * that says what runs is in sync without an operation.
     */
    private static boolean isExpected(DriftMemory memory, Look look) {
        Ran ran = memory.lastRan();
        boolean settledSince = look.renderKey().equals(memory.settledKey()) && memory.settledAfter() == ran.id();
        return !look.departures().isEmpty()
                && !ran.renderedHash().isEmpty()
                && !settledSince
                && !ran.renderedHash().equals(look.desiredHash().get());
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

    private static boolean mayBegin(Departure departure, List<Recent> recent) {
        String what = what(departure);
        return recent.size() < ALL_PER_HOUR
                && recent.stream().filter(each -> each.what().equals(what)).count() < PER_HOUR;
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
