package dev.fairway.web.operations;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.diagnosis.LogExcerpt;
import dev.fairway.diagnosis.LogExcerpt.Run;
import dev.fairway.diagnosis.LogLine;
import dev.fairway.diagnosis.Suspect;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.logs.CutLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads the end of a container's log; if that is not possible, the excerpt says why. */
@Component
class ContainerLogs {

    static final int LINES = 40;

    private final Reconciliations reconciliations;

    ContainerLogs(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    LogExcerpt of(ApplicationName application, Suspect suspect, Run run) {
        ResourceKey pod = suspect.pod().key();
        String container = suspect.container().name();
        ClusterDriver.LogRequest request = new ClusterDriver.LogRequest(
                pod.namespace(),
                pod.name(),
                container,
                run == Run.PREVIOUS,
                Optional.of(LINES),
                Optional.empty(),
                false,
                true);
        try (CutLines reader = new CutLines(reconciliations.logs(application, request))) {
            List<LogLine> lines = new ArrayList<>();
            for (String line : reader.first(LINES)) {
                lines.add(LogLine.of(lines.size() + 1, line));
            }
            return new LogExcerpt(
                    pod, container, run, lines, lines.isEmpty() ? "The container wrote nothing in this run." : "");
        } catch (ClusterProblem unreadable) {
            return missing(pod, container, run, unreadable.text());
        } catch (ProblemException gone) {
            return missing(pod, container, run, gone.problem().message());
        } catch (IOException broken) {
            return missing(pod, container, run, "The connection to the cluster broke while the log was read.");
        }
    }

    static LogExcerpt withheld(Suspect suspect, Run run, String why) {
        return missing(suspect.pod().key(), suspect.container().name(), run, why);
    }

    private static LogExcerpt missing(ResourceKey pod, String container, Run run, String why) {
        return new LogExcerpt(pod, container, run, List.of(), "The log cannot be shown: " + why);
    }
}
