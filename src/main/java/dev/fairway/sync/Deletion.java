package dev.fairway.sync;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.spec.SyncOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The deletion of an application with all it runs: PreDelete hooks to their end, objects wave by wave in reverse, PostDelete
 * hooks. The plan is carried out by a {@link SyncRun} like any other.
 */
public final class Deletion {

    private static final String BACKGROUND = WellKnown.RESOURCES_FINALIZER + "/background";

    private Deletion() {}

    /** What happens next. */
    public sealed interface Decision {

        /** Only the application goes; what it runs stays. */
        record ApplicationOnly() implements Decision {}

        /** Nothing goes for now; the finalizers stay. */
        record Wait(Problem why) implements Decision {}

        /** Everything goes, in this order. When the run has succeeded, the finalizers may be taken off. */
        record Cascade(SyncPlan plan) implements Decision {}
    }

    /**
     * What a deletion is decided from.
     *
     * @param finalizers of the application
     * @param operation the attempt; its start is the request that an approval must be later than
     * @param live every object tracked by the application; empty if its cluster is unknown or cannot be seen
     * @param hooks rendered manifests, of which those with PreDelete and PostDelete are used; empty if nothing can be rendered
     * @param verdict why an object must not be touched; empty if it may
     * @param approval whether a person approved after the request
     */
    public record Input(
            ApplicationName application,
            String destinationNamespace,
            List<String> finalizers,
            PlanInput.Operation operation,
            SyncOptions options,
            Optional<Collection<Manifest>> live,
            List<Manifest> hooks,
            Function<ResourceKey, Optional<Problem>> verdict,
            Work.Approval approval) {}

    public static Decision decide(Input input) {
        boolean cascades = input.finalizers().stream().anyMatch(Deletion::isCascade);
        boolean hasHooks = input.finalizers().stream().anyMatch(Deletion::isForHooks);
        if (!cascades && !hasHooks) {
            return new Decision.ApplicationOnly();
        }
        if (input.live().isEmpty()) {
            return new Decision.Wait(Problem.passing(
                    "DeletionWaitsForCluster",
                    "The cluster that %s runs in is unknown or does not answer, so its objects cannot be deleted. Add the cluster again, or take the finalizers off the application to leave its objects behind."
                            .formatted(input.application())));
        }
        List<Manifest> doomed = cascades ? doomed(input) : List.of();
        List<Manifest> unapproved = doomed.stream()
                .filter(object -> options(input, object).delete() == SyncOptions.Removal.AFTER_APPROVAL)
                .toList();
        if (!unapproved.isEmpty() && input.approval() == Work.Approval.AWAITED) {
            return new Decision.Wait(Problem.passing(
                    "DeletionAwaitsApproval",
                    "%s asks for approval before it is deleted (Delete=confirm). Nothing is deleted until then."
                            .formatted(unapproved.getFirst().key().display())));
        }
        return new Decision.Cascade(plan(input, doomed));
    }

    /** Whether a finalizer of the application is one of those that a finished cascade takes off. */
    public static boolean isOurs(String finalizer) {
        return isCascade(finalizer) || isForHooks(finalizer);
    }

    private static boolean isCascade(String finalizer) {
        return finalizer.equals(WellKnown.RESOURCES_FINALIZER)
                || finalizer.equals(WellKnown.RESOURCES_FINALIZER + "/foreground")
                || finalizer.equals(BACKGROUND);
    }

    private static boolean isForHooks(String finalizer) {
        return finalizer.startsWith(WellKnown.PRE_DELETE_FINALIZER)
                || finalizer.startsWith(WellKnown.POST_DELETE_FINALIZER);
    }

    private static List<Manifest> doomed(Input input) {
        return input.live().orElseThrow().stream()
                .filter(object -> Extras.isMadeBy(object, input.application()))
                .filter(object -> !object.kind().equals("CustomResourceDefinition"))
                .filter(object -> !isTheApplication(object, input.application()))
                .filter(object -> options(input, object).delete() != SyncOptions.Removal.NEVER)
                .filter(object -> object.annotation(WellKnown.HELM_RESOURCE_POLICY)
                        .filter("keep"::equals)
                        .isEmpty())
                .filter(object -> input.verdict().apply(object.key()).isEmpty())
                .toList();
    }

    private static boolean isTheApplication(Manifest object, ApplicationName application) {
        return object.kind().equals("Application")
                && object.group().equals("argoproj.io")
                && object.name().equals(application.name())
                && object.namespace().equals(application.namespace());
    }

    private static SyncOptions options(Input input, Manifest object) {
        return SyncOptions.of(object).over(input.options());
    }

    private static SyncPlan plan(Input input, List<Manifest> doomed) {
        List<TaskOrder.Draft> drafts = new ArrayList<>();
        for (int place = 0; place < input.hooks().size(); place++) {
            addHook(input, input.hooks().get(place), place, drafts);
        }
        Work.Propagation propagation =
                input.finalizers().contains(BACKGROUND) ? Work.Propagation.BACKGROUND : Work.Propagation.FOREGROUND;
        for (Manifest object : doomed) {
            Work work = new Work.Remove(object.uid().orElse(""), propagation, Work.Approval.NOT_NEEDED);
            // The last wave goes first.
            int wave = -Wave.of(object);
            drafts.add(new TaskOrder.Draft(
                    task(object, object.key(), SyncPhase.DELETE, wave, work, Optional.empty()),
                    Optional.empty(),
                    false));
        }
        return new SyncPlan(
                input.application(),
                input.destinationNamespace(),
                input.operation().id(),
                false,
                TaskOrder.sort(drafts),
                List.of(),
                new SyncPlan.Pace(Duration.ZERO, input.options().waveTimeout()));
    }

    private static void addHook(Input input, Manifest object, int place, List<TaskOrder.Draft> drafts) {
        Optional<Hook> hook = Hook.of(object);
        for (SyncPhase phase : hook.map(Hook::phases).orElse(java.util.Set.of())) {
            if (phase.isOfDeletion()) {
                SyncOptions own = options(input, object);
                Work work = new Work.RunHook(
                        place, hook.get().deletePolicies(), SyncPlanner.settings(own), SyncPlanner.propagation(own));
                ResourceKey key = HookNames.key(object, phase, input.operation());
                SyncTask task = task(
                        object,
                        key,
                        phase,
                        Wave.of(object),
                        work,
                        input.verdict().apply(key));
                drafts.add(new TaskOrder.Draft(task, Optional.of(object), false));
            }
        }
    }

    private static SyncTask task(
            Manifest object, ResourceKey key, SyncPhase phase, int wave, Work work, Optional<Problem> refusal) {
        return new SyncTask(0, phase, wave, key, object.gvk().apiVersion(), work, SyncTask.Check.NONE, refusal);
    }
}
