package dev.fairway.sync;

import dev.fairway.resource.Problem;
import java.util.List;

/**
 * The dry run of everything, once, before anything is applied. Only the application's own namespace, if it is missing, is
 * really made first, because nothing inside it could be checked otherwise.
 */
final class Checking {

    private final Board board;
    private final SyncPlan plan;
    /** The tasks that make the application's own namespace: one at most, in a plan of any size. */
    private final List<SyncTask> namespace;

    Checking(Board board) {
        this.board = board;
        this.plan = board.plan;
        this.namespace = plan.tasks().stream().filter(this::isTheNamespace).toList();
    }

    /** Whether everything has been answered. */
    boolean isComplete() {
        refuse();
        if (board.failed(plan.tasks()).isEmpty() && !plan.dryRun()) {
            List<SyncTask> missing = namespace.stream().filter(this::isMissing).toList();
            missing.stream()
                    .filter(task -> board.state(task).stage() == TaskStage.PENDING)
                    .forEach(task -> board.send(task, TaskStage.WRITE_SENT));
            if (board.any(missing, state -> state.stage() == TaskStage.WRITE_SENT)) {
                return false;
            }
            if (board.any(missing, TaskState::hasFailed)) {
                return true;
            }
        }
        plan.tasks().forEach(this::check);
        return !board.any(plan.tasks(), state -> state.stage() == TaskStage.CHECK_SENT);
    }

    /** What a project forbids or a cluster cannot have fails before anything is asked of the cluster. */
    private void refuse() {
        for (SyncTask task : plan.tasks()) {
            if (board.state(task).stage() == TaskStage.PENDING) {
                task.refusal().map(Problem::message).ifPresent(message -> board.fail(task, message));
            }
        }
    }

    private boolean isMissing(SyncTask task) {
        return board.live(task).isEmpty()
                && (board.state(task).stage() == TaskStage.PENDING
                        || board.state(task).stage() == TaskStage.WRITE_SENT
                        || board.state(task).hasFailed());
    }

    /**
     * A dry run makes no namespace, and neither does a sync that has been refused already. A server would then answer for every
     * object inside that its namespace is missing, which hides what is really wrong.
     */
    private boolean isInsideAMissingNamespace(SyncTask task) {
        return task.key().namespace().equals(plan.destinationNamespace())
                && namespace.stream()
                        .anyMatch(other -> board.live(other).isEmpty()
                                && board.state(other).resourceVersion().isEmpty());
    }

    private boolean isTheNamespace(SyncTask task) {
        return task.isWrite()
                && !task.isHook()
                && task.key().kind().equals("Namespace")
                && task.key().name().equals(plan.destinationNamespace());
    }

    private void check(SyncTask task) {
        if (board.state(task).stage() != TaskStage.PENDING) {
            return;
        }
        if (task.isWrite() && task.check() != SyncTask.Check.NONE && !isInsideAMissingNamespace(task)) {
            board.send(task, TaskStage.CHECK_SENT);
        } else {
            board.move(task, TaskStage.READY);
        }
    }

    /** The results of an operation that was only a dry run. */
    void conclude() {
        for (SyncTask task : plan.tasks()) {
            if (board.state(task).stage() == TaskStage.READY) {
                switch (task.work()) {
                    case Work.Keep keep -> board.finish(task, ResultCode.PRUNE_SKIPPED, keep.why() + " (dry run)");
                    case Work.Remove remove -> board.finish(task, ResultCode.PRUNED, "Would be deleted (dry run)");
                    case Work.Apply any -> board.finish(task, ResultCode.SYNCED, wouldBe(task));
                    case Work.RunHook any -> board.finish(task, ResultCode.SYNCED, wouldBe(task));
                    case Work.EnsureNamespace any -> board.finish(task, ResultCode.SYNCED, wouldBe(task));
                }
            }
        }
    }

    private String wouldBe(SyncTask task) {
        if (task.check() == SyncTask.Check.NONE || isInsideAMissingNamespace(task)) {
            return "Would be created; it cannot be checked before (dry run)";
        }
        return board.state(task).changes() ? "Would be applied (dry run)" : "Unchanged (dry run)";
    }
}
