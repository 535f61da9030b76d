package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The end of what a container wrote before it ended, with its first error found.
 *
 * @param firstError index of the first line that is an error, -1 if none is
 * @param missing why there are no lines; empty if there are some
 */
public record Excerpt(String container, List<LogLine> lines, int firstError, String missing) {

    private static final int LINES = 12;

    public static Excerpt ofPreviousRun(
            Reconciliations reconciliations, ApplicationName application, ResourceKey pod, String container) {
        LogRequest request = new LogRequest(
                pod.namespace(), pod.name(), container, true, Optional.of(LINES), Optional.empty(), false, true);
        try (CutLines reader = new CutLines(reconciliations.logs(application, request))) {
            List<LogLine> lines = reader.first(LINES).stream()
                    .map(line -> LogLine.of(pod.name(), line))
                    .toList();
            int first = IntStream.range(0, lines.size())
                    .filter(at -> lines.get(at).level() == LogLine.Level.ERROR)
                    .findFirst()
                    .orElse(-1);
            return new Excerpt(container, lines, first, lines.isEmpty() ? "The previous run wrote nothing." : "");
        } catch (ClusterProblem | ProblemException | IOException e) {
            return new Excerpt(container, List.of(), -1, String.valueOf(e.getMessage()));
        }
    }
}
