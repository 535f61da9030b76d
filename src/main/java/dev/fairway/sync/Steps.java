package dev.fairway.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The plan cut into its waves. */
final class Steps {

    private final List<List<SyncTask>> steps = new ArrayList<>();

    private Steps() {}

    /** Every wave before and of the end; SyncFail waits for a failure. */
    static Steps regular(SyncPlan plan) {
        return cut(plan, task -> task.phase() != SyncPhase.SYNC_FAIL);
    }

    static Steps afterFailure(SyncPlan plan) {
        return cut(plan, task -> task.phase() == SyncPhase.SYNC_FAIL);
    }

    private static Steps cut(SyncPlan plan, Predicate<SyncTask> which) {
        Steps result = new Steps();
        for (SyncTask task : plan.tasks()) {
            if (which.test(task)) {
                if (result.steps.isEmpty() || !result.steps.getLast().getFirst().isInStepOf(task)) {
                    result.steps.add(new ArrayList<>());
                }
                result.steps.getLast().add(task);
            }
        }
        return result;
    }

    /** The first wave in which something is not done. */
    Optional<List<SyncTask>> current(Board board) {
        return steps.stream()
                .filter(step -> board.any(step, state -> !state.stage().isDone()))
                .findFirst();
    }

    /** The wave at a place; empty after the last. */
    Optional<List<SyncTask>> at(int place) {
        return place < steps.size() ? Optional.of(steps.get(place)) : Optional.empty();
    }

    List<SyncTask> all() {
        return steps.stream().flatMap(List::stream).toList();
    }

    /**
     * Whether the health of what a wave wrote is waited for. An operation of one wave without hooks ends when everything is
     * applied, and so does the last wave of a longer one: what becomes of it is the rollout's verdict.
     */
    boolean awaitsHealth(List<SyncTask> step) {
        boolean isLast = step.equals(steps.getLast());
        return steps.size() > 1 && (!isLast || step.stream().anyMatch(SyncTask::isHook));
    }
}
