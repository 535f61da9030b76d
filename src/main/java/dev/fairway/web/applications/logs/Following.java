package dev.fairway.web.applications.logs;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.live.Ending;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * <p>The id of an event says how far each pod has been told ({@link LogMarks}). Whoever comes back with it gets of each pod what follows,
 * no line twice and none left out, whatever the pods' clocks show.
 *
 * <p>The log of a container ends when the container does. What the next one of the pod writes is asked for then, until the pod
 * is gone.
 */
final class Following {

    private static final int WAITING_LINES = 2_000;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_MILLIS = 500;
    private static final int MOST_AT_ONCE = 500;

    /** Between the end of a container's log and the question for the next one's; longer and longer while there is none. */
    private static final Duration SOONEST = Duration.ofSeconds(1);

    private static final Duration LATEST = Duration.ofSeconds(30);
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Reconciliations reconciliations;
    private final ApplicationName application;
    private final LogQuery query;
    private final LogResumption resumption;
    private final HttpServletResponse response;
    private final InstantSource clock;
    private final Pause pause;
    private final Ending ending;
    private final BlockingQueue<Told> lines = new LinkedBlockingQueue<>(WAITING_LINES);

    /** @param after the place in its pod's log behind the line */
    private record Told(ResourceKey pod, LogLine line, LogMark after) {}

    Following(
            Reconciliations reconciliations,
            ApplicationName application,
            LogQuery query,
            LogResumption resumption,
            HttpServletResponse response,
            InstantSource clock,
            Pause pause,
            Ending ending) {
        this.reconciliations = reconciliations;
        this.application = application;
        this.query = query;
        this.resumption = resumption;
        this.response = response;
        this.clock = clock;
        this.pause = pause;
        this.ending = ending;
    }

    /** How a reader waits; a test does not. */
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    void run(List<TreeNode> pods) {
        List<Reader> readers = new ArrayList<>();
        try {
            for (TreeNode pod : pods) {
                Reader reader = new Reader(pod.key());
                readers.add(reader);
                reader.begin();
            }
            send(pods);
        } catch (ClusterProblem | ProblemException unreadable) {
            end(String.valueOf(unreadable.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (IOException readerHasGone) {
            // That is how following ends.
        } finally {
            readers.forEach(Reader::end);
        }
    }

    /** The log of one pod. */
    private final class Reader {

        private final ResourceKey pod;
        private final LogPlace place;
        private LogResumption begin = resumption;
        private Instant asked = Instant.EPOCH;
        private volatile InputStream stream = InputStream.nullInputStream();
        private volatile boolean ended;
        private volatile Thread thread = Thread.currentThread();

        Reader(ResourceKey pod) {
            this.pod = pod;
            this.place = new LogPlace(resumption.marks().of(pod).orElse(LogMark.START));
        }

        void begin() {
            open();
            thread = Thread.startVirtualThread(this::run);
        }

        /** A reader may wait for the cluster, or for a place in the queue that nobody empties any more. */
        void end() {
            ended = true;
            close(stream);
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }

        private void open() {
            asked = clock.instant();
            place.opened();
            stream = reconciliations.logs(application, begin.of(query.following(pod)));
            if (ended) {
                close(stream);
            }
        }

        private void run() {
            Duration wait = SOONEST;
            try {
                while (!ended) {
                    wait = read() ? SOONEST : longer(wait);
                    pause.of(wait);
                    begin = next();
                    if (!ended && !reopened()) {
                        return;
                    }
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        private LogResumption next() {
            if (!place.mark().equals(LogMark.START)) {
                return begin.at(LogMarks.NONE.with(pod, place.mark()), clock.instant());
            }
            return begin.marks().isEmpty() ? LogResumption.after(asked.toString(), clock.instant()) : begin;
        }

        /** False if there is no pod any more, or it may not be read; a container that is about to start has no log yet. */
        private boolean reopened() {
            try {
                open();
                return true;
            } catch (ClusterProblem problem) {
                stream = InputStream.nullInputStream();
                return problem.reason() != ClusterProblem.Reason.NOT_FOUND
                        && problem.reason() != ClusterProblem.Reason.FORBIDDEN;
            } catch (ProblemException gone) {
                return false;
            }
        }

        private static Duration longer(Duration wait) {
            Duration twice = wait.multipliedBy(2);
            return twice.compareTo(LATEST) < 0 ? twice : LATEST;
        }

        /** Whether something was written. */
        private boolean read() throws InterruptedException {
            LineFilter filter = query.filter();
            boolean some = false;
            try (CutLines reader = new CutLines(stream)) {
                for (Optional<String> line = reader.next(); line.isPresent() && !ended; line = reader.next()) {
                    LogLine parsed = LogLine.of(pod.name(), line.get());
                    if (!place.isNew(parsed)) {
                        continue;
                    }
                    some = true;
                    if (filter.keeps(parsed) && begin.isWanted(parsed)) {
                        lines.put(new Told(pod, parsed, place.mark()));
                    }
                }
            } catch (IOException closed) {
                // The container has ended, or nobody reads any more.
            }
            return some;
        }
    }

    private void send(List<TreeNode> pods) throws IOException, InterruptedException {
        write(": following\n\n");
        LogMarks marks =
                resumption.marks().only(pods.stream().map(TreeNode::key).toList());
        while (true) {
            List<Told> some = next();
            if (some.isEmpty() && ending.hasBegun()) {
                return;
            }
            for (Told told : some) {
                marks = told.after().equals(LogMark.START) ? marks : marks.with(told.pod(), told.after());
            }
            String id = marks.isEmpty() ? "" : "id: " + marks.text() + "\n";
            write(some.isEmpty() ? ": still here\n\n" : id + "data: " + json(some) + "\n\n");
        }
    }

    /** What comes within a moment of the first line; nothing if none comes for long, or the program is ending. */
    private List<Told> next() throws InterruptedException {
        List<Told> some = new ArrayList<>();
        long silent = System.nanoTime() + SIGN_OF_LIFE.toNanos();
        Told line = lines.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        while (line == null && !ending.hasBegun() && System.nanoTime() < silent) {
            line = lines.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
        long end = System.nanoTime() + MOMENT_NANOS;
        while (line != null) {
            some.add(line);
            lines.drainTo(some, MOST_AT_ONCE - some.size());
            line = some.size() < MOST_AT_ONCE ? lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) : null;
        }
        return some;
    }

    private static String json(List<Told> some) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        some.stream().map(Told::line).forEach(line -> array.addObject()
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
