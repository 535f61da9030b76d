package dev.fairway.sync;

import java.time.Duration;
import java.util.Optional;

/** Takes the results of actions into the states of their tasks. */
final class Results {

    /** Together with the growing pauses, a server may be away for about half a minute. */
    private static final int MOST_TRIES = 5;

    private final Board board;
    private final boolean stopping;

    Results(Board board, boolean stopping) {
        this.board = board;
        this.stopping = stopping;
    }

    void take(SyncTask task, ActionResult result) {
        TaskState state = board.state(task);
        if (!state.stage().isSent() && !(result instanceof ActionResult.Inspected)) {
            return;
        }
        switch (result) {
            case ActionResult.CheckPassed passed -> checked(task, passed.changes());
            case ActionResult.Written written -> written(task, written);
            case ActionResult.Accepted accepted -> accepted(task);
            case ActionResult.NameTaken taken -> board.put(task, state.inDoubt());
            case ActionResult.Failed failed -> failed(task, failed);
            case ActionResult.Inspected inspected -> new Inspection(board, this, stopping).take(task, inspected);
        }
    }

    private void checked(SyncTask task, boolean changes) {
        board.put(task, board.state(task).at(TaskStage.READY, board.now).withChanges(changes));
    }

    void written(SyncTask task, ActionResult.Written written) {
        String message = written.changed() ? "Applied" : "Unchanged";
        TaskState state = board.state(task)
                .at(task.work() instanceof Work.EnsureNamespace ? TaskStage.DONE : TaskStage.RUNNING, board.now)
                .about(written.uid(), written.resourceVersion())
                .withChanges(written.changed());
        board.put(task, task.isHook() ? state.saying("Running") : state.with(ResultCode.SYNCED, message));
    }

    void accepted(SyncTask task) {
        switch (board.state(task).stage()) {
            case CLEAR_SENT -> board.move(task, TaskStage.CLEARING);
            case WRITE_SENT ->
                board.put(
                        task,
                        board.state(task)
                                .at(TaskStage.RUNNING, board.now)
                                .with(ResultCode.PRUNED, "Deletion was asked for"));
            case KINDS_SENT, UNPIN_SENT -> board.move(task, TaskStage.DONE);
            case CLEAN_SENT -> board.move(task, TaskStage.CLEANED);
            case PENDING, CHECK_SENT, READY, CLEARING, RUNNING, DONE, CLEANED -> {}
        }
    }

    private void failed(SyncTask task, ActionResult.Failed failed) {
        TaskState state = board.state(task);
        if (failed.failure() == ActionResult.Failure.MAY_PASS && state.tries() < MOST_TRIES) {
            var next = board.now.plus(Duration.ofSeconds(1L << state.tries()));
            board.put(task, state.triedAgain(next).saying(failed.message()));
            return;
        }
        switch (state.stage()) {
            case CHECK_SENT -> checkFailed(task, failed);
            case WRITE_SENT -> writeFailed(task, failed);
            case CLEAR_SENT -> board.fail(task, "What had the name could not be deleted: " + failed.message());
            // The work itself is done; what could not be tidied away is told beside its result.
            case KINDS_SENT, UNPIN_SENT -> tidyingFailed(task, TaskStage.DONE, failed);
            case CLEAN_SENT -> tidyingFailed(task, TaskStage.CLEANED, failed);
            case PENDING, READY, CLEARING, RUNNING, DONE, CLEANED -> {}
        }
    }

    private void checkFailed(SyncTask task, ActionResult.Failed failed) {
        boolean passes =
                switch (failed.failure()) {
                    case KIND_MISSING -> task.check() == SyncTask.Check.MISSING_KIND_PASSES;
                    case CANNOT_CHANGE -> isRecreated(task);
                    case MAY_PASS, FINAL -> false;
                };
        if (!passes) {
            board.fail(task, failed.message());
        } else if (failed.failure() == ActionResult.Failure.CANNOT_CHANGE) {
            board.put(task, board.state(task).at(TaskStage.READY, board.now).toBeRecreated());
        } else {
            board.move(task, TaskStage.READY);
        }
    }

    private void writeFailed(SyncTask task, ActionResult.Failed failed) {
        boolean canRecreate = isRecreated(task) && !board.state(task).mustRecreate();
        if (failed.failure() == ActionResult.Failure.CANNOT_CHANGE && canRecreate) {
            board.put(task, board.state(task).at(TaskStage.READY, board.now).toBeRecreated());
        } else {
            board.fail(task, failed.message());
        }
    }

    private void tidyingFailed(SyncTask task, TaskStage next, ActionResult.Failed failed) {
        TaskState state = board.state(task);
        board.put(task, state.at(next, board.now).saying((state.message() + ". " + failed.message()).strip()));
    }

    private static boolean isRecreated(SyncTask task) {
        return task.work() instanceof Work.Apply apply
                && (apply.way() == Work.Way.APPLY_OR_RECREATE || apply.way() == Work.Way.RECREATE);
    }

    static Optional<Work.Way> way(SyncTask task) {
        return task.work() instanceof Work.Apply apply ? Optional.of(apply.way()) : Optional.empty();
    }
}
