package dev.fairway.web.applications.logs;

import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.util.List;

/**
 * The end of the log of one object: of its pod, or of the pods below it by time. The whole of it is on the page of logs.
 *
 * @param problems pods that could not be read, and why
 * @param previous it is of the run before, because the current one keeps crashing
 * @param hasPods whether anything could have written a line
 */
public record Tail(List<LogLine> lines, List<String> problems, boolean previous, boolean hasPods) {

    private static final int LINES = 200;

    public static Tail of(
            Reconciliations reconciliations, ApplicationName application, List<TreeNode> tree, ResourceKey key) {
        LogQuery every = LogQuery.tailOf(key, LINES);
        PodChoice choice = PodChoice.of(tree, every);
        LogQuery query = every.withPrevious(choice.keepsCrashing());
        LogReading reading = LogReading.of(reconciliations, application, choice.read(), query);
        int size = reading.lines().size();
        return new Tail(
                reading.lines().subList(Math.max(0, size - LINES), size),
                reading.problems(),
                query.previous(),
                !choice.read().isEmpty());
    }
}
