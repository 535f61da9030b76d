package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.ClusterDriver.Propagation;
import dev.fairway.reconciliation.ResourceAction;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What an action by hand sends to the cluster. Which kinds know which action is decided here. */
sealed interface PlannedAction {

    /** A merge patch of the object. */
    record Merge(String patch) implements PlannedAction {}

    /** A merge patch of its status, where controllers take orders of people. */
    record MergeStatus(String patch) implements PlannedAction {}

    record Create(Manifest object) implements PlannedAction {}

    record Delete(String uid, Propagation propagation) implements PlannedAction {}

    /** Argo Rollouts keeps the steps that are left in the status. */
    String NO_PAUSE = "{\"status\":{\"pauseConditions\":null}}";

    /** @throws dev.fairway.resource.ProblemException {@code NotPossible} with the reason */
    static PlannedAction of(Manifest live, ResourceAction action, Instant now) {
        ResourceKey key = live.key();
        GroupKind kind = key.groupKind();
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return switch (action) {
            case ResourceAction.Restart restart -> {
                require(Kinds.restarts(kind), key, "only workloads that roll out restart");
                yield Kinds.isRollout(kind)
                        ? new Merge(Patch.restartAt(time))
                        : new Merge(Patch.annotatePods(WellKnown.RESTARTED_AT, time));
            }
            case ResourceAction.Scale scale -> {
                require(Kinds.scales(kind), key, "it has no replicas");
                require(scale.replicas() >= 0, key, "there are no fewer than 0 replicas");
                yield new Merge(Patch.replicas(scale.replicas()));
            }
            case ResourceAction.PauseRollout pause -> {
                require(Kinds.pauses(kind), key, "its rollouts cannot be paused");
                yield new Merge(Patch.paused(true));
            }
            case ResourceAction.ResumeRollout resume -> {
                require(Kinds.pauses(kind), key, "its rollouts cannot be paused");
                yield new Merge(Patch.paused(false));
            }
            case ResourceAction.Promote promote -> {
                require(Kinds.isRollout(kind), key, "only an Argo Rollout is promoted");
                yield new MergeStatus(promoted(live));
            }
            case ResourceAction.PromoteFully promote -> {
                require(Kinds.isRollout(kind), key, "only an Argo Rollout is promoted");
                yield new MergeStatus("{\"status\":{\"promoteFull\":true}}");
            }
            case ResourceAction.Abort abort -> {
                require(Kinds.isRollout(kind), key, "only an Argo Rollout is aborted");
                yield new MergeStatus("{\"status\":{\"abort\":true}}");
            }
            case ResourceAction.Retry retry -> {
                require(Kinds.isRollout(kind), key, "only an Argo Rollout is begun again");
                yield new MergeStatus("{\"status\":{\"abort\":false}}");
            }
            case ResourceAction.Suspend suspend -> {
                require(Kinds.suspends(kind), key, "it cannot be suspended");
                yield new Merge(Patch.suspended(true));
            }
            case ResourceAction.Unsuspend unsuspend -> {
                require(Kinds.suspends(kind), key, "it cannot be suspended");
                yield new Merge(Patch.suspended(false));
            }
            case ResourceAction.RunNow run -> {
                require(kind.equals(Kinds.CRON_JOB), key, "only a CronJob makes jobs");
                yield new Create(Patch.jobOf(live, now));
            }
            case ResourceAction.Terminate terminate -> {
                require(kind.equals(Kinds.JOB), key, "only a Job is terminated");
                yield new Merge(Patch.endsNow());
            }
            case ResourceAction.Reconcile reconcile -> {
                require(Kinds.isFlux(kind), key, "it is no object of Flux");
                yield new Merge(Patch.annotate("reconcile.fluxcd.io/requestedAt", time));
            }
            case ResourceAction.Refresh refresh -> {
                require(Kinds.isExternalSecret(kind), key, "it is no object of External Secrets");
                yield new Merge(Patch.annotate("force-sync", time));
            }
            case ResourceAction.Delete delete -> new Delete(delete.uid(), delete.propagation());
        };
    }

    /** Where it pauses, the pause ends; where it does not, the step it is at is passed. */
    private static String promoted(Manifest rollout) {
        boolean pauses = !rollout.at("/status/pauseConditions").isEmpty();
        int step = rollout.at("/status/currentStepIndex").asInt(-1);
        return pauses || step < 0
                ? NO_PAUSE
                : "{\"status\":{\"pauseConditions\":null,\"currentStepIndex\":%d}}".formatted(step + 1);
    }

    private static void require(boolean possible, ResourceKey key, String why) {
        if (!possible) {
            throw Problem.stalled("NotPossible", "This cannot be done to %s: %s.".formatted(key.display(), why))
                    .asException();
        }
    }
}
