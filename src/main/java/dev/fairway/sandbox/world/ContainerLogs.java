package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.PodLogs;
import dev.fairway.sandbox.api.StatusException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** The logs of containers, made up from what their status says of their runs. */
record ContainerLogs(ObjectStore store, InstantSource clock) implements PodLogs {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    @Override
    public void write(Request request, OutputStream out) throws IOException {
        Manifest pod = Manifest.of(request.pod());
        Optional<ContainerRun> run = request.previous()
                ? ContainerRun.previous(pod, request.container())
                : ContainerRun.latest(pod, request.container());
        if (run.isEmpty()) {
            throw missing(pod, request);
        }
        Instant now = clock.instant();
        Instant from = request.since().map(now::minus).or(request::sinceTime).orElse(Instant.MIN);
        List<LogLine> lines = LogScript.upTo(run.get(), now).stream()
                .filter(line -> line.at().isAfter(from))
                .toList();
        int skip = request.tailLines().isEmpty()
                ? 0
                : Math.max(0, lines.size() - request.tailLines().getAsInt());
        send(lines.subList(skip, lines.size()), request, out);
        if (request.follow() && run.get().endedAt().isEmpty()) {
            follow(run.get(), request, out, now);
        }
    }

    /** New lines as time goes on; ends with the run, or when the reader goes away. */
    private void follow(ContainerRun begun, Request request, OutputStream out, Instant since) throws IOException {
        List<LogLine> sent = LogScript.upTo(begun, since);
        Optional<ContainerRun> run = Optional.of(begun);
        while (run.isPresent()
                && run.get().endedAt().isEmpty()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            run = store.get(Kinds.POD, begun.pod().namespace(), begun.pod().name())
                    .map(Manifest::of)
                    .flatMap(pod -> sameRun(begun, pod));
            if (run.isPresent()) {
                List<LogLine> lines = LogScript.upTo(run.get(), clock.instant());
                send(after(sent, lines), request, out);
                sent = lines;
            }
        }
    }

    /** A run only ever adds lines; of a long one the first are forgotten meanwhile. */
    private static List<LogLine> after(List<LogLine> sent, List<LogLine> lines) {
        int last = sent.isEmpty() ? -1 : lines.lastIndexOf(sent.getLast());
        return lines.subList(last + 1, lines.size());
    }

    /** The run as it stands now, be it the present or already the previous one. */
    private static Optional<ContainerRun> sameRun(ContainerRun begun, Manifest pod) {
        return ContainerRun.latest(pod, begun.container())
                .filter(run -> run.startedAt().equals(begun.startedAt()))
                .or(() -> ContainerRun.previous(pod, begun.container())
                        .filter(run -> run.startedAt().equals(begun.startedAt())));
    }

    private static void send(List<LogLine> lines, Request request, OutputStream out) throws IOException {
        for (LogLine line : lines) {
            String text = (request.timestamps() ? line.at() + " " : "") + line.text() + "\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private static StatusException missing(Manifest pod, Request request) {
        if (request.previous()) {
            return StatusException.of(
                    400,
                    "BadRequest",
                    "previous terminated container \"%s\" in pod \"%s\" not found"
                            .formatted(request.container(), pod.name()));
        }
        JsonNode waiting =
                ContainerRun.status(pod, request.container()).path("state").path("waiting");
        String why = waiting.path("reason").asString("ContainerCreating");
        String said =
                why.equals("ErrImagePull") || why.equals("ImagePullBackOff") ? "trying and failing to pull image" : why;
        return StatusException.of(
                400,
                "BadRequest",
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                        .formatted(request.container(), pod.name(), said));
    }
}
