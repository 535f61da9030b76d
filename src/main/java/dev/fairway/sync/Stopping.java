package dev.fairway.sync;

import java.util.List;

/** Brings tasks to rest that must not go on. */
final class Stopping {

    private final Board board;
    private final Waiting waiting;

    Stopping(Board board) {
        this.board = board;
        this.waiting = new Waiting(board);
    }

    /** After a failure: nothing new is begun, hooks that run may finish. Returns whether all is at rest. */
    boolean letHooksFinish(List<SyncTask> tasks) {
        for (SyncTask task : tasks) {
            TaskStage stage = board.state(task).stage();
            if (stage == TaskStage.RUNNING && task.isHook()) {
                waiting.health(task);
            } else if (stage == TaskStage.RUNNING) {
                board.move(task, TaskStage.DONE);
            }
        }
        return tasks.stream().noneMatch(task -> isUnderWay(task) || isRunningHook(task));
    }

    /** The time is up: what waits has failed, and hooks are removed. Returns whether there was anything to give up. */
    boolean giveUp(List<SyncTask> tasks) {
        boolean any = false;
        for (SyncTask task : tasks) {
            TaskStage stage = board.state(task).stage();
            if (stage == TaskStage.RUNNING || stage == TaskStage.CLEARING) {
                any = true;
                String last = board.state(task).message();
                String why = "Not done when the time for its wave was up" + (last.isEmpty() ? "" : ": " + last);
                if (task.isHook() && stage == TaskStage.RUNNING) {
                    board.put(task, board.state(task).with(ResultCode.SYNC_FAILED, why));
                    board.send(task, TaskStage.CLEAN_SENT);
                } else {
                    board.fail(task, why);
                }
            }
        }
        return any;
    }

    /** A person ended it: hooks that have not ended lose their finalizer and are deleted. Returns whether all is at rest. */
    boolean stopAll(List<SyncTask> tasks) {
        for (SyncTask task : tasks) {
            TaskStage stage = board.state(task).stage();
            if (stage != TaskStage.RUNNING) {
                continue;
            }
            if (task.isHook()) {
                waiting.health(task);
                if (isRunningHook(task)) {
                    board.put(task, board.state(task).with(ResultCode.SYNC_FAILED, "Stopped"));
                    board.send(task, TaskStage.CLEAN_SENT);
                }
            } else {
                board.move(task, TaskStage.DONE);
            }
        }
        return tasks.stream().noneMatch(task -> isUnderWay(task));
    }

    private boolean isUnderWay(SyncTask task) {
        return board.state(task).stage().isSent();
    }

    private boolean isRunningHook(SyncTask task) {
        return task.isHook() && board.state(task).stage() == TaskStage.RUNNING;
    }
}
