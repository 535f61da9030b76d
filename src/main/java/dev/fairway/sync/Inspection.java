package dev.fairway.sync;

import java.util.Optional;

/**
 * Decides from a fresh read whether an action that was sent had its effect. If it had, it counts as done; if not, it is
 * sent again, unless the run is being stopped.
 */
final class Inspection {

    private final Board board;
    private final Results results;
    private final boolean stopping;

    Inspection(Board board, Results results, boolean stopping) {
        this.board = board;
        this.results = results;
        this.stopping = stopping;
    }

    void take(SyncTask task, ActionResult.Inspected seen) {
        board.correct(task, seen.live());
        TaskState state = board.state(task);
        switch (state.stage()) {
            case WRITE_SENT -> {
                if (task.work() instanceof Work.Remove remove) {
                    removal(task, remove, seen.live());
                } else if (task.isHook()) {
                    hook(task, seen.live());
                } else {
                    write(task, seen);
                }
            }
            case CLEAR_SENT, CLEAN_SENT, UNPIN_SENT -> tidying(task, seen.live());
            case RUNNING -> board.put(task, seen.live().isPresent() ? state.seen() : state.sure());
            case PENDING, CHECK_SENT, READY, CLEARING, KINDS_SENT, DONE, CLEANED -> {}
        }
    }

    private void removal(SyncTask task, Work.Remove remove, Optional<LiveObject> live) {
        boolean stillThere = live.filter(object -> object.uid().equals(remove.uid()) && !object.beingDeleted())
                .isPresent();
        if (stillThere) {
            again(task);
        } else {
            results.accepted(task);
        }
    }

    /** A hook is never created twice: one that carries this attempt's mark is the one that was created. */
    private void hook(SyncTask task, Optional<LiveObject> live) {
        if (live.isEmpty()) {
            again(task);
        } else if (live.get().operation().equals(board.plan.operation())) {
            wrote(task, live.get());
        } else if (stopping) {
            again(task);
        } else if (task.deletes(HookDeletePolicy.BEFORE_HOOK_CREATION)) {
            board.put(task, board.state(task).about(live.get().uid(), ""));
            board.send(task, TaskStage.CLEAR_SENT);
        } else {
            board.put(task, board.state(task).about(live.get().uid(), ""));
            board.resend(task);
        }
    }

    private void write(SyncTask task, ActionResult.Inspected seen) {
        TaskState state = board.state(task);
        Optional<LiveObject> live = seen.live();
        boolean replaces = Results.way(task).filter(Work.Way.REPLACE::equals).isPresent();
        boolean recreates = state.mustRecreate()
                || Results.way(task).filter(Work.Way.RECREATE::equals).isPresent();
        if (live.isPresent() && (seen.asDesired() || recreates)) {
            wrote(task, live.get());
        } else if (replaces
                && live.isPresent()
                && !state.uid().isEmpty()
                && !live.get().uid().equals(state.uid())) {
            board.fail(task, "Another object took its place while it was being replaced");
        } else {
            board.put(task, state.about(replaces ? live.map(LiveObject::uid).orElse("") : state.uid(), ""));
            again(task);
        }
    }

    private void tidying(SyncTask task, Optional<LiveObject> live) {
        String uid = board.state(task).uid();
        if (live.filter(object -> object.uid().equals(uid)).isPresent()) {
            board.resend(task);
        } else {
            results.accepted(task);
        }
    }

    private void wrote(SyncTask task, LiveObject live) {
        results.written(task, new ActionResult.Written(live.uid(), live.resourceVersion(), true));
    }

    private void again(SyncTask task) {
        if (stopping) {
            board.move(task, TaskStage.READY);
        } else {
            board.resend(task);
        }
    }
}
