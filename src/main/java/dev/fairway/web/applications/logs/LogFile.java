package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The logs of several pods as a file: every line of the time that is chosen, in the order of time. One line of each pod is held at a
 * time, however long their logs are.
 */
final class LogFile {

    private final Reconciliations reconciliations;
    private final ApplicationName application;
    private final LogQuery query;

    LogFile(Reconciliations reconciliations, ApplicationName application, LogQuery query) {
        this.reconciliations = reconciliations;
        this.application = application;
        this.query = query;
    }

    /** Pods that cannot be read are named in the first lines, with the reason. */
    void write(List<TreeNode> pods, PrintWriter out) {
        List<Part> parts = new ArrayList<>();
        try {
            PriorityQueue<Part> next = new PriorityQueue<>(Comparator.comparing(part -> part.at));
            for (TreeNode pod : pods) {
                try {
                    Part part = new Part(pod);
                    parts.add(part);
                    if (part.moves()) {
                        next.add(part);
                    }
                } catch (ClusterProblem | ProblemException | IOException unreadable) {
                    out.println("# " + pod.key().name() + ": " + unreadable.getMessage());
                }
            }
            for (Part part = next.poll(); part != null && !out.checkError(); part = next.poll()) {
                out.println(part.text());
                if (moves(part, out)) {
                    next.add(part);
                }
            }
        } finally {
            parts.forEach(Part::close);
        }
    }

    private static boolean moves(Part part, PrintWriter out) {
        try {
            return part.moves();
        } catch (IOException brokenOff) {
            out.println("# " + part.pod + ": the log broke off here");
            return false;
        }
    }

    /** The log of one pod, at one of its lines. */
    private final class Part {

        private final String pod;
        private final CutLines lines;
        private final LineFilter filter = query.filter();
        private Instant at = Instant.EPOCH;
        private Optional<LogLine> line = Optional.empty();

        Part(TreeNode pod) {
            this.pod = pod.key().name();
            this.lines = new CutLines(reconciliations.logs(application, query.whole(pod.key())));
        }

        /** To the next line that is wanted. One without a time stays with the one before it. */
        boolean moves() throws IOException {
            for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
                LogLine read = LogLine.of(pod, text.get());
                if (filter.keeps(read)) {
                    line = Optional.of(read);
                    at = read.time().isAfter(at) ? read.time() : at;
                    return true;
                }
            }
            return false;
        }

        String text() {
            return line.map(read -> read.instant() + " " + read.pod() + " " + read.text())
                    .orElse("");
        }

        void close() {
            try {
                lines.close();
            } catch (IOException alreadyClosed) {
                // It is closed.
            }
        }
    }
}
