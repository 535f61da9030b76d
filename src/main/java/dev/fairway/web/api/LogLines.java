package dev.fairway.web.api;

import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.logs.CutLines;
import dev.fairway.web.live.Ending;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes log lines as {@code {"result":{…}}} documents, one a line, as soon as they come. */
final class LogLines {

    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final HttpServletResponse response;
    private final Predicate<String> wanted;
    private final Ending ending;
    private final ReentrantLock writing = new ReentrantLock();

    LogLines(HttpServletResponse response, Predicate<String> wanted, Ending ending) {
        this.response = response;
        this.wanted = wanted;
        this.ending = ending;
    }

    /**
     * All at once, each pod on a virtual thread of its own; returns when the last has ended, the reader has gone, or the program is
     * ending.
     */
    void sendTogether(List<ResourceKey> pods, Function<ResourceKey, InputStream> open) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<InputStream> opened = new ArrayList<>();
            try {
                pods.forEach(pod -> opened.add(open.apply(pod)));
                for (int i = 0; i < opened.size(); i++) {
                    ResourceKey pod = pods.get(i);
                    InputStream lines = opened.get(i);
                    threads.execute(() -> {
                        try {
                            send(pod, lines);
                        } catch (IOException readerHasGone) {
                            threads.shutdownNow();
                        }
                    });
                }
                threads.shutdown();
                awaitEnd(threads);
            } finally {
                opened.forEach(LogLines::close);
            }
        }
    }

    /** Pods that have nothing to say would never show that the reader has gone, so an empty line is sent now and then. */
    private void awaitEnd(ExecutorService threads) {
        try {
            long spoke = System.nanoTime();
            while (!ending.hasBegun() && !threads.awaitTermination(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - spoke > SIGN_OF_LIFE.toNanos()) {
                    write("\n");
                    spoke = System.nanoTime();
                }
            }
        } catch (IOException readerHasGone) {
            threads.shutdownNow();
        } catch (InterruptedException ending) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    void send(ResourceKey pod, InputStream lines) throws IOException {
        try (CutLines reader = new CutLines(lines)) {
            for (Optional<String> next = reader.next(); next.isPresent(); next = reader.next()) {
                String line = next.get();
                int space = line.indexOf(' ');
                boolean timed = space > 0 && line.charAt(space - 1) == 'Z';
                String content = timed ? line.substring(space + 1) : line;
                if (wanted.test(content)) {
                    write(result(content, pod.name(), timed ? line.substring(0, space) : "", false));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyClosed) {
            // It is closed.
        }
    }

    /** Argo CD's clients stop reading here. */
    void end() throws IOException {
        write(result("", "", "", true));
    }

    private static ObjectNode result(String content, String pod, String time, boolean last) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("result")
                .put("content", content)
                .put("podName", pod)
                .put("timeStampStr", time)
                .put("last", last);
        return document;
    }

    private void write(ObjectNode document) throws IOException {
        write(document + "\n");
    }

    private void write(String text) throws IOException {
        byte[] line = text.getBytes(StandardCharsets.UTF_8);
        writing.lock();
        try {
            if (!response.isCommitted()) {
                response.setContentType("application/json");
                response.setHeader("X-Accel-Buffering", "no");
            }
            OutputStream out = response.getOutputStream();
            out.write(line);
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
