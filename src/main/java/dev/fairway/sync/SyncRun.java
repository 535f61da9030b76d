package dev.fairway.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An operation under way: a value that says what has been asked, done and seen. {@link #advance} returns the next value
 * and the actions; intent comes before effect, as the value in which an action counts as sent is saved before the action
 * is performed. After a restart {@link #resume} puts every sent action in doubt: its object is read first, so that no hook
 * runs twice and no changing write is repeated.
 *
 * @param states one per task of the plan, in its order
 * @param stage how far the whole is
 * @param phase Argo CD's word for it
 * @param message what it waits for, or why it ended as it did
 * @param failure why it will end as failed, once what is running has finished; empty if nothing went wrong
 * @param wave the place of the present wave among the plan's waves
 * @param waveSince when it began
 * @param notBefore the end of the pause between two waves
 */
public record SyncRun(
        SyncPlan plan,
        List<TaskState> states,
        Stage stage,
        OperationPhase phase,
        String message,
        Optional<Failure> failure,
        Instant startedAt,
        int wave,
        Instant waveSince,
        Optional<Instant> notBefore,
        Optional<Instant> finishedAt) {

    /** The parts of a run. */
    public enum Stage {
        /** The dry run of everything. */
        CHECKING,
        /** Wave by wave. */
        STEPS,
        /** Something failed; running hooks finish. */
        SETTLING,
        /** SyncFail hooks. */
        SYNC_FAIL,
        /** Hooks go, as their delete policies say. */
        CLEANING,
        OVER
    }

    /** @param phase FAILED or ERROR */
    public record Failure(OperationPhase phase, String message) {}

    public static SyncRun start(SyncPlan plan, Instant now) {
        List<TaskState> states =
                plan.tasks().stream().map(task -> TaskState.pending(now)).toList();
        return new SyncRun(
                plan,
                states,
                Stage.CHECKING,
                OperationPhase.RUNNING,
                "Starting",
                Optional.empty(),
                now,
                0,
                now,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The next state and what to do. Call it again with the results of the actions until there are none; then when
     * something changed or {@link Step#wakeAt} has come.
     */
    public Step advance(Observed observed, Instant now) {
        return phase.isOver() ? new Step(this, List.of(), Optional.empty()) : new Advance(this, observed, now).step();
    }

    /**
     * Call this once after the run was read back from where it was saved, by whoever goes on with it: actions that were
     * sent and whose results are not known are read before anything is sent again.
     */
    public SyncRun resume() {
        List<TaskState> resumed = states.stream()
                .map(state -> state.stage().isSent() ? state.inDoubt() : state)
                .toList();
        return new SyncRun(
                plan, resumed, stage, phase, message, failure, startedAt, wave, waveSince, notBefore, finishedAt);
    }

    /** Asks the run to end early: nothing more is written, running hooks are stopped and removed. */
    public SyncRun terminate() {
        return phase != OperationPhase.RUNNING
                ? this
                : new SyncRun(
                        plan,
                        states,
                        stage,
                        OperationPhase.TERMINATING,
                        "Stopping",
                        failure,
                        startedAt,
                        wave,
                        waveSince,
                        notBefore,
                        finishedAt);
    }

    /** Ends the run because it cannot be carried out, for example because what it should apply cannot be had any more. */
    public SyncRun abort(String why, Instant now) {
        return isOver()
                ? this
                : new SyncRun(
                        plan,
                        states,
                        Stage.OVER,
                        OperationPhase.ERROR,
                        why,
                        failure,
                        startedAt,
                        wave,
                        waveSince,
                        notBefore,
                        Optional.of(now));
    }

    public boolean isOver() {
        return phase.isOver();
    }

    /** What is known of every object so far, in the order of the plan; tasks that were never reached are left out. */
    public List<TaskResult> results() {
        List<TaskResult> results = new ArrayList<>();
        for (SyncTask task : plan.tasks()) {
            if (isReached(states.get(task.id()))) {
                results.add(result(task));
            }
        }
        return results;
    }

    /** As {@link #results}, with the tasks that were never reached: what still waits behind a failure. */
    public List<TaskResult> resultsOfAll() {
        return plan.tasks().stream().map(this::result).toList();
    }

    private static boolean isReached(TaskState state) {
        return state.result().isPresent() || state.stage() != TaskStage.PENDING && state.stage() != TaskStage.READY;
    }

    private TaskResult result(SyncTask task) {
        TaskState state = states.get(task.id());
        return new TaskResult(task, state.result(), state.message(), state.uid(), state.changes());
    }
}
