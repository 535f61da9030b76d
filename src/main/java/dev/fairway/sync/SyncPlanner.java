package dev.fairway.sync;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.spec.SyncOptions;
import dev.fairway.sync.spec.SyncPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From what should be and what is to what must be done, in Argo CD's order. */
public final class SyncPlanner {

    private final PlanInput input;
    private final SyncOptions options;
    private final List<TaskOrder.Draft> drafts = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();
    private final Set<GroupKind> definedKinds = new HashSet<>();
    private final Set<String> createdNamespaces = new HashSet<>();
    private final Set<ResourceKey> generated = new HashSet<>();

    private SyncPlanner(PlanInput input) {
        this.input = input;
        this.options = input.request().options().over(input.policy().options());
    }

    public static SyncPlan plan(PlanInput input) {
        return new SyncPlanner(input).plan();
    }

    private SyncPlan plan() {
        notes.addAll(options.notes());
        findWhatArrivesWithThisSync();
        planWrites();
        planRemovals();
        planNamespace();
        return new SyncPlan(
                input.target().application(),
                input.target().namespace(),
                input.operation().id(),
                input.request().dryRun(),
                TaskOrder.sort(drafts),
                List.copyOf(notes),
                new SyncPlan.Pace(SyncPlan.Pace.USUAL_WAVE_DELAY, options.waveTimeout()));
    }

    private void findWhatArrivesWithThisSync() {
        for (Manifest object : input.state().desired()) {
            TaskOrder.kindItDefines(object).ifPresent(definedKinds::add);
            TaskOrder.namespaceItIs(object)
                    .filter(name -> !input.state().live().containsKey(object.key()))
                    .ifPresent(createdNamespaces::add);
        }
        if (createsNamespace() && liveNamespace().isEmpty()) {
            createdNamespaces.add(input.target().namespace());
        }
    }

    private void planWrites() {
        List<Manifest> desired = input.state().desired();
        for (int place = 0; place < desired.size(); place++) {
            Manifest object = desired.get(place);
            Optional<Hook> hook = Hook.of(object);
            if (hook.isPresent()) {
                planHook(object, hook.get(), place);
            } else if (!Hook.isSkipped(object) && input.request().selects(object.key()) && !isLeftOut(object)) {
                planApply(object, place);
            }
        }
    }

    private boolean isLeftOut(Manifest object) {
        ResourceKey key = object.key();
        return options.applyOutOfSyncOnly()
                && input.state().live().containsKey(key)
                && !input.state().outOfSync().contains(key);
    }

    private void planApply(Manifest object, int place) {
        SyncOptions own = SyncOptions.of(object).over(options);
        Work work = new Work.Apply(place, way(object, own), settings(own));
        Optional<Problem> refusal =
                nameless(object).or(() -> verdict(object.key())).or(() -> sharedWith(object.key()));
        add(object, object.key(), SyncPhase.SYNC, work, refusal);
    }

    /** What is applied anew at every sync must be found again. */
    private static Optional<Problem> nameless(Manifest object) {
        return object.name().isEmpty()
                ? Optional.of(Problem.stalled(
                        "NameMissing",
                        "The %s with generateName %s is no hook. Give it a metadata.name, or make it a hook by the annotation %s."
                                .formatted(object.kind(), object.generateName(), WellKnown.HOOK)))
                : Optional.empty();
    }

    private void planHook(Manifest object, Hook hook, int place) {
        if (!input.request().runsHooks()) {
            return;
        }
        SyncOptions own = SyncOptions.of(object).over(options);
        for (SyncPhase phase : hook.phases()) {
            if (!phase.isOfDeletion()) {
                ResourceKey key = named(object, phase);
                Work work = new Work.RunHook(place, hook.deletePolicies(), settings(own), propagation(own));
                add(object, key, phase, work, verdict(key));
            }
        }
    }

    /** Two hooks with the same {@code generateName} are two objects. */
    private ResourceKey named(Manifest object, SyncPhase phase) {
        ResourceKey key = HookNames.key(object, phase, input.operation());
        ResourceKey own = key;
        for (int twin = 2; object.name().isEmpty() && !generated.add(own); twin++) {
            own = new ResourceKey(key.group(), key.kind(), key.namespace(), key.name() + "-" + twin);
        }
        return own;
    }

    private void add(Manifest object, ResourceKey key, SyncPhase phase, Work work, Optional<Problem> refusal) {
        SyncTask task = new SyncTask(
                0,
                phase,
                Wave.of(object),
                key,
                object.gvk().apiVersion(),
                work,
                check(object, key, work),
                refusal.or(() -> unknownKind(object)));
        drafts.add(new TaskOrder.Draft(task, Optional.of(object), false));
    }

    private SyncTask.Check check(Manifest object, ResourceKey key, Work work) {
        GroupKind kind = object.gvk().groupKind();
        boolean kindArrives =
                definedKinds.contains(kind) && !input.gate().serves().test(kind);
        boolean namespaceArrives = createdNamespaces.contains(key.namespace()) && isNeverCheckedAfterCreation(key);
        boolean nameIsTaken =
                work instanceof Work.RunHook && input.state().live().containsKey(key);
        if (kindArrives || namespaceArrives || nameIsTaken) {
            return SyncTask.Check.NONE;
        }
        return SyncOptions.of(object).over(options).skipDryRunOnMissingResource()
                ? SyncTask.Check.MISSING_KIND_PASSES
                : SyncTask.Check.FULL;
    }

    /** The application's own namespace is made before the dry run, so what lives there can be checked, unless nothing may change. */
    private boolean isNeverCheckedAfterCreation(ResourceKey key) {
        return input.request().dryRun()
                || !key.namespace().equals(input.target().namespace());
    }

    private Optional<Problem> unknownKind(Manifest object) {
        GroupKind kind = object.gvk().groupKind();
        boolean known = input.gate().serves().test(kind)
                || definedKinds.contains(kind)
                || SyncOptions.of(object).over(options).skipDryRunOnMissingResource();
        return known
                ? Optional.empty()
                : Optional.of(Problem.stalled(
                        "KindNotServed",
                        "The cluster does not know the kind %s. Install its CustomResourceDefinition first, or put it in the same application."
                                .formatted(kind)));
    }

    private static Work.Way way(Manifest object, SyncOptions own) {
        // Deleting one of these to create it anew would take everything inside with it.
        boolean holdsOthers =
                TaskOrder.namespaceItIs(object).isPresent() || object.kind().equals("CustomResourceDefinition");
        if (own.replace()) {
            return own.force() && !holdsOthers ? Work.Way.RECREATE : Work.Way.REPLACE;
        }
        return own.force() && !holdsOthers ? Work.Way.APPLY_OR_RECREATE : Work.Way.APPLY;
    }

    static Work.ApplySettings settings(SyncOptions own) {
        return new Work.ApplySettings(own.validate(), own.clientSideApplyMigration(), own.respectIgnoreDifferences());
    }

    static Work.Propagation propagation(SyncOptions own) {
        return Work.Propagation.valueOf(own.prunePropagationPolicy().toUpperCase(Locale.ROOT));
    }

    private Optional<Problem> verdict(ResourceKey key) {
        return input.gate().verdict().apply(key);
    }

    private Optional<Problem> sharedWith(ResourceKey key) {
        Optional<TrackingId> other = Optional.ofNullable(input.state().live().get(key))
                .flatMap(TrackingId::ownedBy)
                .filter(id -> !id.application().equals(input.target().application()));
        if (other.isEmpty()) {
            return Optional.empty();
        }
        Problem problem = Problem.stalled(
                "SharedResource",
                "%s is also part of the application %s. Remove it from one of the two."
                        .formatted(key.display(), other.get().application()));
        if (options.failOnSharedResource()) {
            return Optional.of(problem);
        }
        notes.add(problem);
        return Optional.empty();
    }

    private void planRemovals() {
        Set<ResourceKey> desired = new HashSet<>();
        input.state().desired().forEach(object -> desired.add(object.key()));
        for (Map.Entry<ResourceKey, Manifest> entry : input.state().live().entrySet()) {
            Manifest live = entry.getValue();
            if (!desired.contains(live.key())
                    && Extras.isMadeBy(live, input.target().application())
                    && input.request().selects(live.key())) {
                planRemoval(live);
            }
        }
    }

    private void planRemoval(Manifest live) {
        SyncOptions own = SyncOptions.of(live).over(options);
        Work work = removal(live, own);
        SyncTask task = new SyncTask(
                0,
                SyncPhase.SYNC,
                Wave.of(live),
                live.key(),
                live.gvk().apiVersion(),
                work,
                SyncTask.Check.NONE,
                Optional.empty());
        drafts.add(new TaskOrder.Draft(task, Optional.empty(), own.pruneLast()));
    }

    private Work removal(Manifest live, SyncOptions own) {
        if (own.prune() == SyncOptions.Removal.NEVER) {
            return new Work.Keep("Kept because of Prune=false");
        }
        if (live.annotation(WellKnown.HELM_RESOURCE_POLICY)
                .filter("keep"::equals)
                .isPresent()) {
            return new Work.Keep("Kept because of helm.sh/resource-policy: keep");
        }
        if (!input.request().prune()) {
            return new Work.Keep("No longer in Git; sync with prune to delete it");
        }
        Optional<Problem> forbidden = verdict(live.key());
        if (forbidden.isPresent()) {
            return new Work.Keep(forbidden.get().message());
        }
        Work.Approval approval =
                own.prune() == SyncOptions.Removal.AFTER_APPROVAL ? Work.Approval.AWAITED : Work.Approval.NOT_NEEDED;
        return new Work.Remove(live.uid().orElse(""), propagation(own), approval);
    }

    private boolean createsNamespace() {
        String namespace = input.target().namespace();
        // A Namespace that Git holds is the one that counts.
        return options.createNamespace()
                && !namespace.isEmpty()
                && input.state().desired().stream()
                        .map(TaskOrder::namespaceItIs)
                        .flatMap(Optional::stream)
                        .noneMatch(namespace::equals);
    }

    private Optional<Manifest> liveNamespace() {
        return Optional.ofNullable(input.state().live().get(namespaceKey()));
    }

    private ResourceKey namespaceKey() {
        return new ResourceKey("", "Namespace", "", input.target().namespace());
    }

    private void planNamespace() {
        Optional<SyncPolicy.NamespaceMetadata> managed = input.policy().managedNamespaceMetadata();
        boolean missing = liveNamespace().isEmpty();
        if (drafts.isEmpty() || !createsNamespace() || (!missing && managed.isEmpty())) {
            return;
        }
        Work.EnsureNamespace work = new Work.EnsureNamespace(
                managed.map(SyncPolicy.NamespaceMetadata::labels).orElse(Map.of()),
                managed.map(SyncPolicy.NamespaceMetadata::annotations).orElse(Map.of()));
        SyncTask task = new SyncTask(
                0,
                SyncPhase.PRE_SYNC,
                0,
                namespaceKey(),
                "v1",
                work,
                missing ? SyncTask.Check.NONE : SyncTask.Check.FULL,
                verdict(namespaceKey()));
        drafts.add(new TaskOrder.Draft(
                task, Optional.of(SyncPlan.namespace(input.target().namespace(), Map.of(), Map.of())), false));
    }
}
