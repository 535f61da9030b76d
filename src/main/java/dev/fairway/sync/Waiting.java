package dev.fairway.sync;

import dev.fairway.health.Health;
import java.time.Duration;
import java.util.Optional;

/** Judges tasks that are written and wait for something to become true of their object. */
final class Waiting {

    /** A watch shows a write a moment later; until then absence means nothing. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How often the server itself is asked about an object that the watch does not show. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(10);

    private static final Duration TO_ESTABLISH = Duration.ofMinutes(1);

    private final Board board;

    Waiting(Board board) {
        this.board = board;
    }

    /** An old object that makes place: once it is gone the task may write. */
    void clearing(SyncTask task) {
        TaskState state = board.state(task);
        if (board.live(task, state.uid()).isEmpty()) {
            board.put(task, state.at(TaskStage.READY, board.now).about("", ""));
        }
    }

    void removal(SyncTask task, Work.Remove remove) {
        if (board.live(task, remove.uid()).isEmpty()) {
            board.finish(task, ResultCode.PRUNED, "Pruned");
        }
    }

    /** Whether a definition is served now; fails it if that takes too long. */
    boolean isEstablished(SyncTask task) {
        boolean established = board.live(task).filter(LiveObject::established).isPresent();
        if (!established && !board.now.isBefore(board.state(task).since().plus(TO_ESTABLISH))) {
            board.fail(task, "The server did not accept this definition within a minute; see its status.conditions");
        }
        return established;
    }

    void health(SyncTask task) {
        Optional<LiveObject> live = upToDate(task);
        if (live.isEmpty()) {
            return;
        }
        Optional<Health> health = live.get().health();
        if (health.isEmpty()) {
            if (!live.get().beingDeleted() || !task.isHook()) {
                succeeded(task, "");
            } else {
                failed(task, "The hook was deleted while it ran");
            }
            return;
        }
        String why = health.get().message();
        switch (health.get().status()) {
            case HEALTHY -> succeeded(task, why);
            case DEGRADED -> failed(task, why.isEmpty() ? "Degraded" : why);
            case UNKNOWN -> {
                if (task.isHook()) {
                    failed(task, why.isEmpty() ? "Its health cannot be told" : why);
                } else {
                    waits(task, why);
                }
            }
            case PROGRESSING, SUSPENDED, MISSING -> {
                if (task.isHook() && live.get().beingDeleted()) {
                    failed(task, "The hook was deleted while it ran");
                } else {
                    waits(task, why);
                }
            }
        }
    }

    private void waits(SyncTask task, String why) {
        if (!why.isEmpty()) {
            board.put(task, board.state(task).saying(why));
        }
    }

    private Optional<LiveObject> upToDate(SyncTask task) {
        TaskState state = board.state(task);
        Optional<LiveObject> live = board.live(task);
        if (live.isPresent() && live.get().isAtLeast(state.resourceVersion())) {
            if (task.isHook() && !live.get().uid().equals(state.uid())) {
                failed(task, "Another object took the hook's place while it ran");
                return Optional.empty();
            }
            return live;
        }
        boolean wasRead = state.tries() > 0 && live.isEmpty();
        if (wasRead && !state.doubt()) {
            failed(task, "It is gone: someone or something deleted it while the sync waited for it");
        } else if (!board.now.isBefore(state.since().plus(GRACE)) && state.mayGo(board.now)) {
            board.put(task, state.triedAgain(board.now.plus(SECOND_LOOK)));
            board.inspect(task);
        } else {
            board.wake(state.notBefore().orElse(state.since().plus(GRACE)));
        }
        return Optional.empty();
    }

    private void succeeded(SyncTask task, String why) {
        TaskState state = board.state(task).with(ResultCode.SYNCED, why.isEmpty() ? said(task) : why);
        end(task, state);
    }

    private void failed(SyncTask task, String why) {
        end(task, board.state(task).with(ResultCode.SYNC_FAILED, why));
    }

    private String said(SyncTask task) {
        return task.isHook() ? "Created" : board.state(task).message();
    }

    /** A hook that has ended is let go; until then its finalizer keeps anyone from losing its outcome. */
    private void end(SyncTask task, TaskState state) {
        board.put(task, state);
        boolean hookIsThere = task.isHook() && board.live(task, state.uid()).isPresent();
        if (hookIsThere) {
            board.send(task, TaskStage.UNPIN_SENT);
        } else {
            board.move(task, TaskStage.DONE);
        }
    }
}
