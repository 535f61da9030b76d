package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.ContainerLogs.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a container of this behaviour writes during one run. */
final class LogScript {

    private LogScript() {}

    static List<LogLine> of(
            Manifest pod, String container, Instant startedAt, Optional<Instant> endedAt, int exitCode) {
        List<LogLine> lines = new ArrayList<>();
        String app =
                pod.label("app.kubernetes.io/name").or(() -> pod.label("app")).orElse(container);
        add(lines, startedAt, 12, "INFO  starting " + app + " from " + image(pod, container));
        add(lines, startedAt, 90, "INFO  2 cores, 256 MiB heap, region local");
        add(lines, startedAt, 240, "INFO  reading configuration from the environment");
        if (endedAt.isPresent() && exitCode != 0) {
            failure(lines, Behaviour.of(pod), app, endedAt.get(), exitCode);
        } else if (endedAt.isPresent()) {
            add(lines, startedAt, 600, "INFO  3 of 3 steps done");
            lines.add(new LogLine(endedAt.get(), "INFO  finished, exit 0"));
        } else {
            add(lines, startedAt, 700, "INFO  14 routes registered");
            add(lines, startedAt, 900, "INFO  listening on :8080");
        }
        return lines;
    }

    private static void failure(List<LogLine> lines, Behaviour behaviour, String app, Instant endedAt, int exitCode) {
        Instant cause = endedAt.minusMillis(40);
        switch (behaviour) {
            case Behaviour.FailsWithoutEnv missing -> {
                lines.add(new LogLine(cause, "ERROR " + missing.variable() + " is not set"));
                lines.add(new LogLine(cause, "  " + app + ".ConfigException: " + missing.variable() + " is not set"));
                lines.add(new LogLine(cause, "    at " + app + ".Settings.require(Settings.java:41)"));
                lines.add(new LogLine(cause, "    at " + app + ".Main.main(Main.java:18)"));
            }
            case Behaviour.OutOfMemory memory ->
                lines.add(new LogLine(cause, "WARN  heap at 98 % after a full collection"));
            case Behaviour.Healthy any -> unexpected(lines, cause);
            case Behaviour.SlowStart any -> unexpected(lines, cause);
            case Behaviour.CrashLoop any -> unexpected(lines, cause);
            case Behaviour.ImageMissing any -> unexpected(lines, cause);
            case Behaviour.NeverReady any -> unexpected(lines, cause);
            case Behaviour.Completes any -> unexpected(lines, cause);
            case Behaviour.Fails any -> unexpected(lines, cause);
        }
        if (exitCode != 137) {
            lines.add(new LogLine(endedAt, "process exited with code " + exitCode));
        }
    }

    private static void unexpected(List<LogLine> lines, Instant at) {
        lines.add(new LogLine(at, "ERROR the index file /data/index.bin is damaged at block 17"));
    }

    private static String image(Manifest pod, String container) {
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode candidate : pod.at("/spec/" + list)) {
                if (candidate.path("name").asString("").equals(container)) {
                    return candidate.path("image").asString("");
                }
            }
        }
        return "";
    }

    private static void add(List<LogLine> lines, Instant startedAt, long millis, String text) {
        lines.add(new LogLine(startedAt.plus(Duration.ofMillis(millis)), text));
    }
}
