package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Sends lines as they are written. Each pod is read by a thread of its own and all wait in one queue; the request's thread
 * sends what has come within a moment as one event, and a sign of life when nothing is written, so that it notices a reader
 * who has gone. A full queue makes the readers wait, and they the cluster: nothing piles up.
 *
 * <p>The id of an event is the time of its youngest line. Whoever comes back with it gets what was written since, and of the
 * seconds before it once more: lines of several pods do not come in order. The page leaves out what it has.
 */
final class Following {

    private static final int WAITING_LINES = 2_000;
    private static final int SIGN_OF_LIFE_SECONDS = 10;
    private static final int MOST_AT_ONCE = 500;
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Reconciliations reconciliations;
    private final ApplicationName application;
    private final LogQuery query;
    private final LogResumption resumption;
    private final HttpServletResponse response;
    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>(WAITING_LINES);

    Following(
            Reconciliations reconciliations,
            ApplicationName application,
            LogQuery query,
            LogResumption resumption,
            HttpServletResponse response) {
        this.reconciliations = reconciliations;
        this.application = application;
        this.query = query;
        this.resumption = resumption;
        this.response = response;
    }

    void run(List<TreeNode> pods) {
        List<InputStream> streams = new ArrayList<>();
        try {
            for (TreeNode pod : pods) {
                InputStream stream = reconciliations.logs(application, resumption.of(query.following(pod.key())));
                streams.add(stream);
                Thread.startVirtualThread(() -> read(pod.key().name(), stream));
            }
            send();
        } catch (ClusterProblem | ProblemException unreadable) {
            end(String.valueOf(unreadable.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException readerHasGone) {
            // That is how following ends.
        } finally {
            streams.forEach(Following::close);
        }
    }

    private void read(String pod, InputStream stream) {
        LineFilter filter = query.filter();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                LogLine parsed = LogLine.of(pod, line);
                if (filter.keeps(parsed) && resumption.isWanted(parsed)) {
                    lines.put(parsed);
                }
            }
        } catch (IOException closed) {
            // The container has ended, or nobody reads any more.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() throws IOException, InterruptedException {
        write(": following\n\n");
        Instant youngest = Instant.EPOCH;
        while (true) {
            List<LogLine> some = next();
            for (LogLine line : some) {
                youngest = line.time().isAfter(youngest) ? line.time() : youngest;
            }
            write(some.isEmpty() ? ": still here\n\n" : "id: " + youngest + "\ndata: " + json(some) + "\n\n");
        }
    }

    /** What comes within a moment of the first line; nothing if none comes for long. */
    private List<LogLine> next() throws InterruptedException {
        List<LogLine> some = new ArrayList<>();
        LogLine line = lines.poll(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
        long end = System.nanoTime() + MOMENT_NANOS;
        while (line != null) {
            some.add(line);
            lines.drainTo(some, MOST_AT_ONCE - some.size());
            line = some.size() < MOST_AT_ONCE ? lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
        }
        return some;
    }

    private static String json(List<LogLine> some) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        some.forEach(line -> array.addObject()
                .put("at", line.instant())
                .put("clock", line.clock())
                .put("pod", LogsPage.shortened(line.pod()))
                .put("text", line.text())
                .put("level", line.cssClass()));
        return array.toString();
    }

    private void end(String why) {
        try {
            write("event: end\ndata: " + why.replace('\n', ' ') + "\n\n");
        } catch (IOException readerHasGone) {
            // Then nobody needs to know.
        }
    }

    private void write(String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyClosed) {
            // It is closed.
        }
    }
}
