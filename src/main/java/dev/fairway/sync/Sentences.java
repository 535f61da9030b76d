package dev.fairway.sync;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a run says to people. */
final class Sentences {

    private static final int MOST_NAMED = 3;

    private Sentences() {}

    static String waiting(Board board, List<SyncTask> step) {
        Predicate<SyncTask> running = task -> board.state(task).stage() == TaskStage.RUNNING;
        List<SyncTask> going = pick(step, running.and(SyncTask::isRemoval));
        if (!going.isEmpty()) {
            return "Waiting until " + several(going) + areOrIs(going) + " gone";
        }
        List<SyncTask> hooks = pick(step, running.and(SyncTask::isHook));
        if (!hooks.isEmpty()) {
            return "Waiting for the end of the hook " + several(hooks);
        }
        List<SyncTask> definitions = pick(step, running.and(SyncTask::isDefinition));
        if (!definitions.isEmpty()) {
            return "Waiting until the server serves " + several(definitions);
        }
        List<SyncTask> unhealthy = pick(step, running);
        return unhealthy.isEmpty() ? "Applying " + where(step) : "Waiting for healthy state of " + several(unhealthy);
    }

    static String applying(Board board, List<SyncTask> step) {
        List<SyncTask> clearing = pick(step, task -> board.state(task).stage() == TaskStage.CLEARING);
        return clearing.isEmpty()
                ? waiting(board, step)
                : "Waiting until the former " + several(clearing) + areOrIs(clearing) + " gone";
    }

    static String approval(List<SyncTask> unapproved) {
        return "Waiting for approval to delete " + several(unapproved)
                + ". Approve it on the application, or end the operation.";
    }

    static String where(List<SyncTask> step) {
        return step.getFirst().phase().text() + ", wave " + step.getFirst().wave();
    }

    static String refused(Board board, List<SyncTask> failed) {
        return "The check before the sync found "
                + (failed.size() == 1 ? "one object" : failed.size() + " objects")
                + " that cannot be applied, so nothing was changed. " + reasons(board, failed);
    }

    static String failed(Board board, List<SyncTask> failed) {
        boolean wasApplied = failed.stream()
                .anyMatch(task -> !board.state(task).resourceVersion().isEmpty());
        String what = wasApplied ? " did not become what the sync needs. " : " could not be applied. ";
        return (failed.size() == 1 ? "One object" : failed.size() + " objects") + what + reasons(board, failed);
    }

    private static String reasons(Board board, List<SyncTask> failed) {
        return list(
                failed, task -> task.key().display() + ": " + board.state(task).message(), "; ");
    }

    private static String several(List<SyncTask> tasks) {
        String first = tasks.getFirst().key().display();
        return tasks.size() == 1 ? first : first + " and " + (tasks.size() - 1) + " more";
    }

    private static String areOrIs(List<SyncTask> tasks) {
        return tasks.size() == 1 ? " is" : " are";
    }

    private static String list(List<SyncTask> tasks, Function<SyncTask, String> text, String separator) {
        String named = String.join(
                separator, tasks.stream().limit(MOST_NAMED).map(text).toList());
        int more = tasks.size() - MOST_NAMED;
        return more > 0 ? named + separator + "and " + more + " more" : named;
    }

    private static List<SyncTask> pick(List<SyncTask> tasks, Predicate<SyncTask> which) {
        return tasks.stream().filter(which).toList();
    }
}
