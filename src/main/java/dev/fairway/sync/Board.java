package dev.fairway.sync;

import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The working surface of one step: states as they become, actions as they are decided. Lives for one step only. */
final class Board {

    final SyncPlan plan;
    final Instant now;
    final Instant startedAt;
    private final Optional<Instant> approvedAt;
    private final Map<ResourceKey, LiveObject> live;
    private final List<TaskState> states;
    private final List<SyncAction> actions = new ArrayList<>();
    private Optional<Instant> wakeAt = Optional.empty();

    Board(SyncRun run, Observed observed, Instant now) {
        this.plan = run.plan();
        this.now = now;
        this.startedAt = run.startedAt();
        this.approvedAt = observed.approvedAt();
        this.live = new HashMap<>(observed.live());
        this.states = new ArrayList<>(run.states());
    }

    TaskState state(SyncTask task) {
        return states.get(task.id());
    }

    void put(SyncTask task, TaskState state) {
        states.set(task.id(), state);
    }

    /** Another stage begins now. */
    void move(SyncTask task, TaskStage stage) {
        put(task, state(task).at(stage, now));
    }

    void finish(SyncTask task, ResultCode code, String message) {
        put(task, state(task).at(TaskStage.DONE, now).with(code, message));
    }

    void fail(SyncTask task, String message) {
        finish(task, ResultCode.SYNC_FAILED, message);
    }

    /** Enters a sent stage and asks for its action. */
    void send(SyncTask task, TaskStage stage) {
        move(task, stage);
        actions.add(Actions.of(plan, task, state(task)));
    }

    /** Asks for the action of the present stage once more; how often it was tried is kept. */
    void resend(SyncTask task) {
        TaskState state = state(task);
        put(task, state.sure());
        actions.add(Actions.of(plan, task, state));
    }

    void inspect(SyncTask task) {
        actions.add(new SyncAction.Inspect(task));
    }

    Optional<LiveObject> live(SyncTask task) {
        return Optional.ofNullable(live.get(task.key()));
    }

    /** The live object, if it still is the one with this uid. */
    Optional<LiveObject> live(SyncTask task, String uid) {
        return live(task).filter(object -> uid.isEmpty() || object.uid().equals(uid));
    }

    /** A read past every cache beats what the watch shows. */
    void correct(SyncTask task, Optional<LiveObject> read) {
        if (read.isPresent()) {
            live.put(task.key(), read.get());
        } else {
            live.remove(task.key());
        }
    }

    boolean isApproved() {
        return approvedAt.filter(startedAt::isBefore).isPresent();
    }

    void wake(Instant at) {
        wakeAt = wakeAt.filter(earlier -> earlier.isBefore(at)).or(() -> Optional.of(at));
    }

    List<SyncTask> tasks(Predicate<SyncTask> which) {
        return plan.tasks().stream().filter(which).toList();
    }

    boolean any(List<SyncTask> tasks, Predicate<TaskState> condition) {
        return tasks.stream().map(this::state).anyMatch(condition);
    }

    List<SyncTask> failed(List<SyncTask> tasks) {
        return tasks.stream().filter(task -> state(task).hasFailed()).toList();
    }

    List<TaskState> states() {
        return List.copyOf(states);
    }

    List<SyncAction> actions() {
        return List.copyOf(actions);
    }

    Optional<Instant> wakeAt() {
        return wakeAt;
    }
}
