package dev.fairway.reconciliation.drift;

import dev.fairway.applications.Application;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.diff.Comparer;
import dev.fairway.diff.Comparison;
import dev.fairway.diff.ComparisonSettings;
import dev.fairway.diff.FieldAddress;
import dev.fairway.diff.FieldChange;
import dev.fairway.diff.FieldOwner;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.diff.ShownValue;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.DriftBegan;
import dev.fairway.reconciliation.DriftEnded;
import dev.fairway.reconciliation.DriftMemory;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.reconciliation.drift.DriftTracking.Begun;
import dev.fairway.reconciliation.drift.DriftTracking.Departure;
import dev.fairway.reconciliation.drift.DriftTracking.LastRun;
import dev.fairway.reconciliation.drift.DriftTracking.Look;
import dev.fairway.reconciliation.operations.OperationRun;
import dev.fairway.reconciliation.pipeline.Assessment;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Sees drift in what a turn sees anyway. Only where one begins is something asked: the object's owners, once each. */
@Component
public class DriftWatch {

    /** An object that differs in more fields is told of as a whole. */
    private static final int MOST_FIELDS = 20;

    /** Names of fields come from the cluster too; an object with a longer path is told of as a whole. */
    private static final int LONGEST_PATH = 500;

    /** So many objects are asked about in one look; the owners of others stay unknown. */
    private static final int MOST_QUESTIONS = 20;

    private static final String WHOLE = "";
    private static final IgnoreRules NOTHING_IGNORED = IgnoreRules.of(List.of(), ComparisonSettings.DEFAULT);

    private final Permissions permissions;

    DriftWatch(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * What a turn saw of drift.
     *
     * @param events to be published when the memory is written
     */
    public record Seen(DriftMemory memory, List<Object> events) {

        public static Seen nothing(DriftMemory memory) {
            return new Seen(memory, List.of());
        }
    }

    /**
     * @param run the operation under way, or the last one
     * @param operating whether it is under way
     */
    public Seen watch(
            Application application,
            Optional<ApplicationStatus> before,
            Inspection inspection,
            Assessment assessment,
            Optional<OperationRun> run,
            boolean operating,
            Instant now) {
        DriftMemory remembered = before.map(status -> status.memory().drift()).orElse(DriftMemory.NONE);
        if (operating) {
            return Seen.nothing(remembered);
        }
        boolean moved = before.map(ApplicationStatus::cluster)
                .filter(cluster -> !cluster.isEmpty()
                        && !cluster.equals(inspection.cluster().id()))
                .isPresent();
        List<Object> events = new ArrayList<>(moved ? gone(before.orElseThrow(), now) : List.of());
        DriftMemory memory = moved ? DriftMemory.NONE : remembered;
        // What was in sync in one place says nothing of another.
        String renderKey = inspection.rendered().key() + "@"
                + inspection.spec().destination().namespace();
        // What is not seen may be in sync, and may not.
        boolean allInSync = assessment.sync() == SyncStatus.SYNCED
                && assessment.resources().stream().allMatch(resource -> isSeen(inspection, resource.key()));
        if (allInSync && memory.open().isEmpty() && renderKey.equals(memory.settledKey())) {
            return new Seen(memory, List.copyOf(events));
        }
        Map<String, String> hash = new HashMap<>();
        Map<ResourceKey, String> desired = new HashMap<>();
        DriftTracking.Outcome outcome = DriftTracking.track(
                application.name().toString(),
                memory,
                new Look(
                        renderKey,
                        () -> hash.computeIfAbsent(renderKey, any -> inspection.desiredHash()),
                        false,
                        allInSync,
                        before.filter(status -> !moved
                                        && status.renderKey()
                                                .equals(inspection.rendered().key()))
                                .map(DriftWatch::inSync)
                                .orElse(Set.of()),
                        run.flatMap(DriftWatch::lastRun),
                        departures(inspection, assessment),
                        key -> desired.computeIfAbsent(key, each -> desired(inspection, each)),
                        drift -> isHidden(inspection, drift),
                        key -> isSeen(inspection, key)),
                now);
        outcome.ended()
                .forEach(end -> events.add(new DriftEnded(
                        end.drift().id(),
                        application.name(),
                        end.end(),
                        end.operation(),
                        inspection.revisions(),
                        end.at())));
        events.addAll(begun(application, inspection, outcome.begun(), now));
        return new Seen(outcome.memory(), List.copyOf(events));
    }

    /** What ends because there is no application any more, or none in that cluster. */
    public List<DriftEnded> gone(ApplicationStatus last, Instant now) {
        return last.memory().drift().open().stream()
                .map(drift -> new DriftEnded(
                        drift.id(), last.application(), DriftEnded.End.GONE, Optional.empty(), last.revisions(), now))
                .toList();
    }

    private List<DriftBegan> begun(Application application, Inspection inspection, List<Begun> begun, Instant now) {
        if (begun.isEmpty()) {
            return List.of();
        }
        var facts = permissions.facts(application, inspection.cluster().name());
        Map<ResourceKey, Optional<Manifest>> owned = new HashMap<>();
        List<DriftBegan> events = new ArrayList<>();
        for (Begun each : begun) {
            ResourceKey key = each.departure().key();
            if (!owned.containsKey(key) && owned.size() < MOST_QUESTIONS) {
                owned.put(key, withOwners(inspection, key));
            }
            String field = each.departure().field();
            events.add(new DriftBegan(
                    each.drift().id(),
                    facts,
                    key,
                    field,
                    each.departure().git(),
                    each.departure().live(),
                    owned.getOrDefault(key, Optional.empty())
                            .flatMap(live -> FieldAddress.parse(field).flatMap(at -> FieldOwner.of(live, at))),
                    inspection.revisions(),
                    now));
        }
        return events;
    }

    /** Who wrote what is worth a question, and no failure: without an answer it stays unknown. */
    private static Optional<Manifest> withOwners(Inspection inspection, ResourceKey key) {
        if (!inspection.live().containsKey(key)) {
            return Optional.empty();
        }
        try {
            Optional<Manifest> wanted = inspection.desired().find(key);
            return wanted.isPresent()
                    ? inspection.driver().counterpart(wanted.get())
                    : inspection.driver().get(key);
        } catch (ClusterProblem unanswered) {
            return Optional.empty();
        }
    }

    private static Set<ResourceKey> inSync(ApplicationStatus status) {
        return status.resources().stream()
                .filter(resource -> !resource.hook() && resource.sync() == SyncStatus.SYNCED)
                .map(ResourceStatus::key)
                .collect(Collectors.toSet());
    }

    private static Optional<LastRun> lastRun(OperationRun run) {
        if (run.finishedAt().isEmpty() || run.command().dryRun()) {
            return Optional.empty();
        }
        Set<ResourceKey> touched = run.results().stream()
                .filter(result ->
                        result.status().equals("Synced") || result.status().equals("Pruned"))
                .map(OperationState.Result::key)
                .collect(Collectors.toSet());
        return Optional.of(new LastRun(
                run.id(),
                run.kind(),
                run.renderedHash(),
                touched,
                run.finishedAt().get()));
    }

    private static List<Departure> departures(Inspection inspection, Assessment assessment) {
        Set<ResourceKey> differing = assessment.resources().stream()
                .filter(resource -> !resource.hook() && resource.sync() == SyncStatus.OUT_OF_SYNC)
                .map(ResourceStatus::key)
                .collect(Collectors.toCollection(HashSet::new));
        List<Departure> departures = new ArrayList<>();
        for (Map.Entry<ResourceKey, Comparison> entry : inspection.comparisons().entrySet()) {
            if (differing.contains(entry.getKey())) {
                departures.addAll(departures(entry.getKey(), entry.getValue()));
            }
        }
        return departures;
    }

    private static List<Departure> departures(ResourceKey key, Comparison comparison) {
        return switch (comparison.difference()) {
            case NONE -> List.of();
            case MISSING -> List.of(new Departure(key, WHOLE, "there", "deleted"));
            case EXTRA -> List.of(new Departure(key, WHOLE, "not there", "created"));
            case MODIFIED -> {
                List<FieldChange> changes = comparison.changes();
                yield changes.size() > MOST_FIELDS || changes.stream().anyMatch(DriftWatch::isOddlyNamed)
                        ? List.of(new Departure(
                                key, WHOLE, "as Git says", "differs in %d fields".formatted(changes.size())))
                        : changes.stream()
                                .map(change -> new Departure(
                                        key,
                                        change.path(),
                                        ShownValue.of(key, change.path(), change.after()),
                                        ShownValue.of(key, change.path(), change.before())))
                                .toList();
            }
        };
    }

    private static boolean isOddlyNamed(FieldChange change) {
        return change.path().length() > LONGEST_PATH || change.path().indexOf('\0') >= 0;
    }

    private static String desired(Inspection inspection, ResourceKey key) {
        return inspection
                .desired()
                .find(key)
                .map(manifest -> Hashes.sha256(manifest).substring(0, 16))
                .orElse("");
    }

    /** A watch that has fallen silent says neither that an object differs nor that it does not. */
    private static boolean isSeen(Inspection inspection, ResourceKey key) {
        return !inspection.driver().live().isBehind(key.groupKind());
    }

    private static boolean isHidden(Inspection inspection, DriftMemory.Open drift) {
        Optional<Manifest> wanted = inspection.desired().find(drift.key());
        Optional<Manifest> live = Optional.ofNullable(inspection.live().get(drift.key()));
        Optional<FieldAddress> field = FieldAddress.parse(drift.field());
        if (wanted.isEmpty() || live.isEmpty() || field.isEmpty()) {
            return false;
        }
        Comparison comparison = Comparer.compare(wanted, Optional.empty(), live, NOTHING_IGNORED);
        return comparison.changes().stream().anyMatch(change -> change.path().equals(drift.field()));
    }
}
