package dev.fairway.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One wave of one phase: removals first and at once; then old hooks make place; then writes, kind after kind, those of one
 * kind at once, and definitions are established before the next kind; then what is written is waited for.
 */
final class WaveStep {

    enum Progress {
        /** Writes are still to be sent or answered. */
        WRITING,
        /** A person has to approve a removal. */
        AWAITING_APPROVAL,
        /** All is written; something has still to become true. */
        WAITING,
        DONE
    }

    private final Board board;
    private final Waiting waiting;
    private final List<SyncTask> tasks;
    private final boolean awaitsHealth;

    WaveStep(Board board, List<SyncTask> tasks, boolean awaitsHealth) {
        this.board = board;
        this.waiting = new Waiting(board);
        this.tasks = tasks;
        this.awaitsHealth = awaitsHealth;
    }

    Progress run() {
        keep();
        List<SyncTask> removals = tasks.stream().filter(SyncTask::isRemoval).toList();
        if (awaitsApproval(removals)) {
            return Progress.AWAITING_APPROVAL;
        }
        removals.stream()
                .filter(task -> isAt(task, TaskStage.READY))
                .forEach(task -> board.send(task, TaskStage.WRITE_SENT));
        if (board.any(removals, state -> state.stage() == TaskStage.WRITE_SENT)) {
            return Progress.WRITING;
        }
        if (!board.any(removals, TaskState::hasFailed)) {
            if (!makePlaceForHooks() || !write()) {
                return Progress.WRITING;
            }
        }
        await();
        return board.any(tasks, state -> !state.stage().isDone()) ? Progress.WAITING : Progress.DONE;
    }

    private void keep() {
        for (SyncTask task : tasks) {
            if (isAt(task, TaskStage.READY) && task.work() instanceof Work.Keep keep) {
                board.finish(task, ResultCode.PRUNE_SKIPPED, keep.why());
            }
        }
    }

    private boolean awaitsApproval(List<SyncTask> removals) {
        return !board.isApproved() && removals.stream().anyMatch(this::isUnapproved);
    }

    boolean isUnapproved(SyncTask task) {
        return isAt(task, TaskStage.READY)
                && task.work() instanceof Work.Remove remove
                && remove.approval() == Work.Approval.AWAITED;
    }

    /** Whether no old hook stands in the way any more. */
    private boolean makePlaceForHooks() {
        boolean free = true;
        for (SyncTask task : tasks) {
            if (!task.isHook()) {
                continue;
            }
            if (isAt(task, TaskStage.READY)) {
                Optional<LiveObject> old = board.live(task);
                board.put(task, board.state(task).about(old.map(LiveObject::uid).orElse(""), ""));
                if (old.isPresent() && task.deletes(HookDeletePolicy.BEFORE_HOOK_CREATION)) {
                    board.send(task, TaskStage.CLEAR_SENT);
                }
            }
            if (isAt(task, TaskStage.CLEARING)) {
                waiting.clearing(task);
            }
            free &= !isAt(task, TaskStage.CLEARING) && !isAt(task, TaskStage.CLEAR_SENT);
        }
        return free;
    }

    /** Whether every write of this wave has been answered. */
    private boolean write() {
        for (List<SyncTask> group : byKind()) {
            group.forEach(this::write);
            if (group.stream().anyMatch(task -> !isOut(task)) || !areEstablished(group)) {
                return false;
            }
        }
        return true;
    }

    private void write(SyncTask task) {
        if (isAt(task, TaskStage.CLEARING)) {
            waiting.clearing(task);
        }
        if (!isAt(task, TaskStage.READY)) {
            return;
        }
        Optional<LiveObject> live = board.live(task);
        if (live.isPresent() && isSpared(task, live.get())) {
            new Results(board, false)
                    .written(
                            task,
                            new ActionResult.Written(
                                    live.get().uid(), live.get().resourceVersion(), false));
        } else if (live.isPresent() && isRecreated(task)) {
            board.put(task, board.state(task).about(live.get().uid(), ""));
            board.send(task, TaskStage.CLEAR_SENT);
        } else {
            if (isReplaced(task)) {
                board.put(
                        task, board.state(task).about(live.map(LiveObject::uid).orElse(""), ""));
            }
            board.send(task, TaskStage.WRITE_SENT);
        }
    }

    /** The dry run said that nothing would change, so nothing is sent. */
    private boolean isSpared(SyncTask task, LiveObject live) {
        return !task.isHook()
                && !board.state(task).changes()
                && !live.beingDeleted()
                && Results.way(task)
                        .filter(way -> way != Work.Way.APPLY && way != Work.Way.APPLY_OR_RECREATE)
                        .isEmpty();
    }

    private boolean isRecreated(SyncTask task) {
        return board.state(task).mustRecreate()
                || Results.way(task).filter(Work.Way.RECREATE::equals).isPresent();
    }

    private static boolean isReplaced(SyncTask task) {
        return Results.way(task).filter(Work.Way.REPLACE::equals).isPresent();
    }

    private boolean isOut(SyncTask task) {
        TaskStage stage = board.state(task).stage();
        return stage == TaskStage.RUNNING || stage == TaskStage.UNPIN_SENT || stage.isDone();
    }

    /** Whether the definitions of a group are served; once they are, the server's kinds are asked for anew. */
    private boolean areEstablished(List<SyncTask> group) {
        List<SyncTask> running = group.stream()
                .filter(task -> task.isDefinition() && isAt(task, TaskStage.RUNNING))
                .toList();
        if (running.isEmpty()) {
            return group.stream().noneMatch(task -> isAt(task, TaskStage.KINDS_SENT));
        }
        List<SyncTask> established =
                running.stream().filter(waiting::isEstablished).toList();
        if (established.size() < running.size()) {
            board.wake(board.now.plusSeconds(1));
            return false;
        }
        SyncTask last = established.getLast();
        established.stream().filter(task -> task != last).forEach(task -> board.move(task, TaskStage.DONE));
        if (board.any(established, TaskState::changes)) {
            board.send(last, TaskStage.KINDS_SENT);
            return false;
        }
        board.move(last, TaskStage.DONE);
        return true;
    }

    private void await() {
        for (SyncTask task : tasks) {
            if (!isAt(task, TaskStage.RUNNING)) {
                continue;
            }
            if (task.work() instanceof Work.Remove remove) {
                waiting.removal(task, remove);
            } else if (task.isHook() || awaitsHealth) {
                waiting.health(task);
            } else {
                board.move(task, TaskStage.DONE);
            }
        }
    }

    private List<List<SyncTask>> byKind() {
        List<List<SyncTask>> groups = new ArrayList<>();
        String kind = "";
        for (SyncTask task : tasks.stream().filter(SyncTask::isWrite).toList()) {
            if (groups.isEmpty() || !task.key().kind().equals(kind)) {
                groups.add(new ArrayList<>());
                kind = task.key().kind();
            }
            groups.getLast().add(task);
        }
        return groups;
    }

    private boolean isAt(SyncTask task, TaskStage stage) {
        return board.state(task).stage() == stage;
    }
}
