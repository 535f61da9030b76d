package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lines of several pods in the order of time.
 *
 * @param problems pods that could not be read, and why
 * @param cut there were more lines than a page holds
 * @param marks how far each pod was read; whoever follows goes on there
 */
record LogReading(List<LogLine> lines, List<String> problems, boolean cut, LogMarks marks) {

    /** Far more than a page holds, so that a filter finds something among what it drops. */
    private static final int MOST_READ = 50_000;

    /** Where the logs end now: following goes on there. */
    static LogMarks ends(
            Reconciliations reconciliations, ApplicationName application, List<TreeNode> pods, LogQuery query) {
        return of(reconciliations, application, pods, query.lastLine()).marks();
    }

    static LogReading of(
            Reconciliations reconciliations, ApplicationName application, List<TreeNode> pods, LogQuery query) {
        List<LogLine> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        LogMarks marks = LogMarks.NONE;
        for (TreeNode pod : pods) {
            try {
                Part part = part(reconciliations, application, pod, query);
                lines.addAll(part.lines());
                marks = marks.with(pod.key(), part.end());
            } catch (ClusterProblem | ProblemException | IOException e) {
                problems.add(pod.key().name() + ": " + e.getMessage());
            }
        }
        return cutTo(LogQuery.MOST_LINES, inOrderOfTime(lines), problems, marks, query);
    }

    /** @param end where following goes on */
    private record Part(Collection<LogLine> lines, LogMark end) {}

    private static Part part(Reconciliations reconciliations, ApplicationName application, TreeNode pod, LogQuery query)
            throws IOException {
        LineFilter filter = query.filter();
        Deque<LogLine> kept = new ArrayDeque<>();
        LogMark end = LogMark.START;
        try (CutLines reader = new CutLines(reconciliations.logs(application, query.of(pod.key())))) {
            int read = 0;
            for (Optional<String> text = reader.next(); text.isPresent() && read++ < MOST_READ; text = reader.next()) {
                LogLine line = LogLine.of(pod.key().name(), text.get());
                end = end.after(line);
                if (filter.keeps(line)) {
                    kept.add(line);
                }
                // One more than the page holds tells that there are more.
                if (kept.size() > LogQuery.MOST_LINES) {
                    if (!query.at().isEmpty()) {
                        break;
                    }
                    if (kept.size() > LogQuery.MOST_LINES + 1) {
                        kept.removeFirst();
                    }
                }
            }
        }
        // Nothing of late is not nothing ever.
        return end.equals(LogMark.START) && query.isOfSomeTime()
                ? new Part(
                        kept,
                        part(reconciliations, application, pod, query.lastLine())
                                .end())
                : new Part(kept, end);
    }

    private record Timed(Instant at, LogLine line) {}

    static List<LogLine> inOrderOfTime(List<LogLine> lines) {
        return lines.stream()
                .map(line -> new Timed(line.time(), line))
                .sorted(Comparator.comparing(Timed::at))
                .map(Timed::line)
                .toList();
    }

    /** The newest lines stay, but around a line that a link points to the first ones. */
    private static LogReading cutTo(
            int most, List<LogLine> lines, List<String> problems, LogMarks marks, LogQuery query) {
        if (lines.size() <= most) {
            return new LogReading(lines, problems, false, marks);
        }
        List<LogLine> kept =
                query.at().isEmpty() ? lines.subList(lines.size() - most, lines.size()) : lines.subList(0, most);
        return new LogReading(List.copyOf(kept), problems, true, marks);
    }
}
