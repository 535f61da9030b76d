package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
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

/** The logs of containers, made up from what their status says of their past: the same question gives the same lines. */
record ContainerLogs(InstantSource clock) implements PodLogs {

    private static final Duration BEAT = Duration.ofSeconds(5);

    @Override
    public void write(Request request, OutputStream out) throws IOException {
        Manifest pod = Manifest.of(request.pod());
        JsonNode status = status(pod, request.container());
        Span span = span(pod, status, request);
        List<LogLine> lines = LogScript.of(pod, request.container(), span.startedAt(), span.endedAt(), span.exitCode());
        Instant now = clock.instant();
        Instant from = request.since().map(now::minus).or(request::sinceTime).orElse(Instant.MIN);
        List<LogLine> wanted = lines.stream()
                .filter(line -> !line.at().isAfter(now) && line.at().isAfter(from))
                .toList();
        int skip = request.tailLines().isPresent()
                ? Math.max(0, wanted.size() - request.tailLines().getAsInt())
                : 0;
        for (LogLine line : wanted.subList(skip, wanted.size())) {
            send(line, request, out);
        }
        out.flush();
        if (request.follow() && span.endedAt().isEmpty()) {
            follow(request, out, lines, now);
        }
    }

    /** New lines as time goes on; ends when the reader goes away. */
    private void follow(Request request, OutputStream out, List<LogLine> script, Instant since) throws IOException {
        Instant seen = since;
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            Instant now = clock.instant();
            Instant after = seen;
            for (LogLine line : script) {
                if (line.at().isAfter(after) && !line.at().isAfter(now)) {
                    send(line, request, out);
                }
            }
            if (Duration.between(seen, now).compareTo(BEAT) >= 0) {
                send(new LogLine(now, "INFO  handled 12 requests in the last 5 s, slowest 38 ms"), request, out);
                seen = now;
            }
            out.flush();
        }
    }

    private static void send(LogLine line, Request request, OutputStream out) throws IOException {
        String text = (request.timestamps() ? line.at() + " " : "") + line.text() + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One run of a container. */
    private record Span(Instant startedAt, Optional<Instant> endedAt, int exitCode) {}

    private static Span span(Manifest pod, JsonNode status, Request request) {
        JsonNode state = status.path(request.previous() ? "lastState" : "state");
        JsonNode running = state.path("running");
        JsonNode ended = state.path("terminated");
        // Between two starts the last run is all there is to read.
        if (!request.previous() && running.isMissingNode() && ended.isMissingNode()) {
            ended = status.path("lastState").path("terminated");
        }
        Optional<Instant> started = Json.instant(running.path("startedAt")).or(() -> Optional.empty());
        if (started.isPresent() && !running.isMissingNode()) {
            return new Span(started.get(), Optional.empty(), 0);
        }
        JsonNode end = ended;
        return Json.instant(end.path("startedAt"))
                .map(at -> new Span(
                        at,
                        Json.instant(end.path("finishedAt")),
                        end.path("exitCode").asInt(0)))
                .orElseThrow(() -> missing(pod, status, request));
    }

    private static StatusException missing(Manifest pod, JsonNode status, Request request) {
        if (request.previous()) {
            return StatusException.of(
                    400,
                    "BadRequest",
                    "previous terminated container \"%s\" in pod \"%s\" not found"
                            .formatted(request.container(), pod.name()));
        }
        String why = status.path("state").path("waiting").path("reason").asString("ContainerCreating");
        return StatusException.of(
                400,
                "BadRequest",
                "container \"%s\" in pod \"%s\" is waiting to start: %s"
                        .formatted(request.container(), pod.name(), why));
    }

    private static JsonNode status(Manifest pod, String container) {
        for (String list : List.of("containerStatuses", "initContainerStatuses")) {
            for (JsonNode status : pod.tree().path("status").path(list)) {
                if (status.path("name").asString("").equals(container)) {
                    return status;
                }
            }
        }
        return pod.tree().path("status").path("none");
    }

    /** One line. */
    record LogLine(Instant at, String text) {}
}
