package dev.fairway.reconciliation.operations;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterDriver.ApplyOptions;
import dev.fairway.cluster.ClusterDriver.Propagation;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.diff.Comparer;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.diff.LocalVerdict;
import dev.fairway.health.Health;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.ActionResult;
import dev.fairway.sync.ActionResult.Failure;
import dev.fairway.sync.LiveObject;
import dev.fairway.sync.SyncAction;
import dev.fairway.sync.SyncPlan;
import dev.fairway.sync.SyncTask;
import dev.fairway.sync.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Performs the actions of a run on one destination. Every failure is an answer: nothing is thrown but a lost lease.
 *
 * @param permitted asked again right before every write: a project may have changed since the plan was made
 * @param foresight what the server has just said of an apply, while it was compared
 */
record Performer(
        ClusterDriver driver,
        SyncPlan plan,
        List<Manifest> rendered,
        IgnoreRules rules,
        Function<ResourceKey, Optional<Problem>> permitted,
        Function<Manifest, Optional<Health>> health,
        Foresight foresight) {

    /** What need not be asked of the server, because it has said it before. */
    interface Foresight {

        Foresight NONE = new Foresight() {};

        /** What applying an object to a live one would give; empty if the server must be asked. */
        default Optional<Manifest> prediction(Manifest desired, Manifest live) {
            return Optional.empty();
        }

        /** Whether the live object is, to the version, what an apply of the desired one by us has left. */
        default boolean isSettled(Manifest desired, Manifest live) {
            return false;
        }

        /** To be remembered: an apply by us left, or would leave, just this. */
        default void settled(Manifest desired, Manifest stored) {}
    }

    private static final ApplyOptions CHECKED = new ApplyOptions(true, "Strict");
    private static final ApplyOptions UNCHECKED = new ApplyOptions(true, "Ignore");

    ActionResult perform(SyncAction action) {
        try {
            Optional<Problem> refusal =
                    changes(action) ? permitted.apply(action.task().key()) : Optional.empty();
            if (refusal.isPresent()) {
                return new ActionResult.Failed(Failure.FINAL, refusal.get().message());
            }
            return answer(action);
        } catch (ClusterProblem problem) {
            return new ActionResult.Failed(
                    failure(problem), withoutName(action.task().key(), problem.text()));
        } catch (ProblemException problem) {
            Failure failure =
                    problem.problem().outlook() == Problem.Outlook.RETRY_LATER ? Failure.MAY_PASS : Failure.FINAL;
            return new ActionResult.Failed(failure, problem.problem().message());
        }
    }

    /** The run names the object itself. */
    private static String withoutName(ResourceKey key, String message) {
        String name = key.display() + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }

    private static boolean changes(SyncAction action) {
        return switch (action) {
            case SyncAction.Apply any -> true;
            case SyncAction.Create any -> true;
            case SyncAction.Replace any -> true;
            case SyncAction.Delete any -> true;
            case SyncAction.DeleteHook any -> false;
            case SyncAction.RemoveHookFinalizer any -> false;
            case SyncAction.DryRun any -> false;
            case SyncAction.RefreshKinds any -> false;
            case SyncAction.Inspect any -> false;
        };
    }

    private ActionResult answer(SyncAction action) {
        ResourceKey key = action.task().key();
        return switch (action) {
            case SyncAction.DryRun dryRun -> check(dryRun.task());
            case SyncAction.Apply apply -> apply(apply.task());
            case SyncAction.Create create -> create(create.task());
            case SyncAction.Replace replace -> written(driver.replace(desired(replace.task()), replace.uid()), true);
            case SyncAction.Delete delete -> {
                driver.delete(key, Optional.of(delete.uid()), propagation(delete.propagation()));
                yield new ActionResult.Accepted();
            }
            case SyncAction.DeleteHook delete -> {
                removeFinalizer(key, delete.uid());
                driver.delete(key, Optional.of(delete.uid()), propagation(delete.propagation()));
                yield new ActionResult.Accepted();
            }
            case SyncAction.RemoveHookFinalizer remove -> {
                removeFinalizer(key, remove.uid());
                yield new ActionResult.Accepted();
            }
            case SyncAction.RefreshKinds refresh -> {
                driver.refreshCatalog();
                yield new ActionResult.Accepted();
            }
            case SyncAction.Inspect inspect -> inspect(inspect.task());
        };
    }

    private ActionResult check(SyncTask task) {
        Optional<Manifest> live = seen(task);
        Manifest desired = respecting(task, desired(task), live);
        if (live.isPresent() && foresight.isSettled(desired, live.get())) {
            return new ActionResult.CheckPassed(false);
        }
        Manifest predicted = live.flatMap(object -> foresight.prediction(desired, object))
                .orElseGet(() -> driver.predict(desired, options(task)));
        Optional<Manifest> ours = live.filter(object -> Sameness.isSame(object, predicted))
                .flatMap(object -> driver.get(task.key()))
                .filter(Sameness::isOurs);
        ours.filter(object -> object.resourceVersion().equals(live.get().resourceVersion()))
                .ifPresent(object -> foresight.settled(desired, object));
        return new ActionResult.CheckPassed(ours.isEmpty());
    }

    private ActionResult apply(SyncTask task) {
        Optional<Manifest> live = seen(task);
        Manifest desired = respecting(task, desired(task), live);
        if (live.isPresent() && settings(task).map(Work.ApplySettings::adopt).orElse(false)) {
            driver.adopt(
                    live.get(), desired.annotation(WellKnown.MIGRATION_MANAGER).orElse(""));
        }
        Manifest stored = driver.apply(desired, options(task));
        foresight.settled(desired, stored);
        boolean changed = live.flatMap(Manifest::resourceVersion)
                .map(version -> !version.equals(stored.resourceVersion().orElse("")))
                .orElse(true);
        return written(stored, changed);
    }

    private ActionResult create(SyncTask task) {
        try {
            return written(driver.create(desired(task)), true);
        } catch (ClusterProblem problem) {
            if (problem.reason() == ClusterProblem.Reason.ALREADY_EXISTS) {
                return new ActionResult.NameTaken();
            }
            throw problem;
        }
    }

    private ActionResult inspect(SyncTask task) {
        Optional<Manifest> live = driver.get(task.key());
        boolean asDesired = live.isPresent()
                && !task.isRemoval()
                && !(task.work() instanceof Work.Keep)
                && Comparer.local(desired(task), closer(task, live.get()), rules) == LocalVerdict.SAME;
        return new ActionResult.Inspected(live.map(object -> LiveObject.of(object, health.apply(object))), asDesired);
    }

    /** Only off this very hook: another object of the name may have come since. */
    private void removeFinalizer(ResourceKey key, String uid) {
        Optional<Manifest> live = driver.get(key).filter(hook -> hook.uid().equals(Optional.of(uid)));
        if (live.isEmpty()) {
            return;
        }
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        boolean found = false;
        for (JsonNode finalizer : live.get().at("/metadata/finalizers")) {
            if (finalizer.asString("").equals(WellKnown.HOOK_FINALIZER)) {
                found = true;
            } else {
                kept.add(finalizer);
            }
        }
        if (found) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            patch.putObject("metadata").set("finalizers", kept);
            driver.merge(key, patch.toString());
        }
    }

    private Manifest desired(SyncTask task) {
        return plan.desired(task, rendered);
    }

    private Optional<Manifest> seen(SyncTask task) {
        return driver.live().get(task.key()).map(live -> closer(task, live));
    }

    /** At the version that Git writes, and with the owners of its fields where a rule asks for them. */
    private Manifest closer(SyncTask task, Manifest live) {
        Manifest desired = desired(task);
        return desired.gvk().equals(live.gvk()) && !rules.asksForOwners(live.key())
                ? live
                : driver.counterpart(desired).orElse(live);
    }

    private Manifest respecting(SyncTask task, Manifest desired, Optional<Manifest> live) {
        boolean keep = settings(task).map(Work.ApplySettings::keepIgnored).orElse(false);
        return keep && live.isPresent() ? rules.respecting(desired, live.get()) : desired;
    }

    private static ApplyOptions options(SyncTask task) {
        boolean validate = settings(task).map(Work.ApplySettings::validate).orElse(true);
        return validate ? CHECKED : UNCHECKED;
    }

    private static Optional<Work.ApplySettings> settings(SyncTask task) {
        return switch (task.work()) {
            case Work.Apply apply -> Optional.of(apply.settings());
            case Work.RunHook hook -> Optional.of(hook.settings());
            case Work.EnsureNamespace any -> Optional.empty();
            case Work.Remove any -> Optional.empty();
            case Work.Keep any -> Optional.empty();
        };
    }

    private static ActionResult written(Manifest stored, boolean changed) {
        return new ActionResult.Written(
                stored.uid().orElse(""), stored.resourceVersion().orElse(""), changed);
    }

    private static Propagation propagation(Work.Propagation propagation) {
        return switch (propagation) {
            case FOREGROUND -> Propagation.FOREGROUND;
            case BACKGROUND -> Propagation.BACKGROUND;
            case ORPHAN -> Propagation.ORPHAN;
        };
    }

    private static Failure failure(ClusterProblem problem) {
        if (problem.mayPass()) {
            return Failure.MAY_PASS;
        }
        return switch (problem.reason()) {
            case UNKNOWN_KIND -> Failure.KIND_MISSING;
            case INVALID -> isUnchangeable(problem.text()) ? Failure.CANNOT_CHANGE : Failure.FINAL;
            default -> Failure.FINAL;
        };
    }

    /** API servers have no reason code for it; these are their words. A merely invalid object must not count. */
    private static boolean isUnchangeable(String message) {
        return message.contains("immutable")
                || message.contains("may not change once set")
                || message.contains("updates to statefulset spec")
                || message.contains("cannot be changed");
    }
}
