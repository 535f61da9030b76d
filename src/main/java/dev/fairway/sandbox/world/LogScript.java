package dev.fairway.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a container writes during one run: how it starts, what it does from time to time, and why it ends. Nothing of it
 * is kept: any stretch of time can be made up again, and is the same every time.
 */
final class LogScript {

    /** As a node rotates logs away, only so many of the latest lines can be read. */
    static final int MOST = 2_000;

    private static final Duration BEAT = Duration.ofSeconds(5);

    private LogScript() {}

    /** The lines of a run written up to a time, oldest first. */
    static List<LogLine> upTo(ContainerRun run, Instant now) {
        List<LogLine> lines = new ArrayList<>(opening(run));
        Instant end = run.endedAt().filter(ended -> ended.isBefore(now)).orElse(now);
        lines.addAll(work(run, end));
        lines.removeIf(line -> line.at().isAfter(end));
        // A log grows at its end alone, so what is written first stands first.
        lines.sort(Comparator.comparing(LogLine::at));
        List<LogLine> written = new ArrayList<>(lines);
        run.endedAt().filter(ended -> !ended.isAfter(now)).ifPresent(ended -> written.addAll(ending(run, ended)));
        return written.subList(Math.max(0, written.size() - MOST), written.size());
    }

    private static List<LogLine> opening(ContainerRun run) {
        String image = Json.text(run.spec().path("image"));
        int settings =
                run.spec().path("env").size() + run.spec().path("envFrom").size();
        List<LogLine> lines = new ArrayList<>();
        lines.add(after(run, 12, "INFO  starting " + run.container() + " from " + image));
        lines.add(after(run, 140, "INFO  configuration read: " + settings + " entries in the environment"));
        // A start that fails does so before this.
        boolean serves = !run.spec().path("ports").isEmpty();
        lines.add(after(run, 1_200, serves ? "INFO  listening on :" + port(run) : "INFO  ready for work"));
        if (run.isFirst() && Behaviour.of(run.pod()) instanceof Behaviour.NeverReady) {
            lines.add(after(run, 1_400, "WARN  cannot reach the database, answering 503 until it is back"));
        }
        return lines;
    }

    private static List<LogLine> work(ContainerRun run, Instant end) {
        return run.isFirst() && Behaviour.of(run.pod()) instanceof Behaviour.Chatty chatty
                ? chatter(run, chatty.linesPerSecond(), end)
                : beats(run, end);
    }

    private static List<LogLine> chatter(ContainerRun run, int perSecond, Instant end) {
        Duration gap = Duration.ofSeconds(1).dividedBy(perSecond);
        long written = Math.max(0, Duration.between(run.startedAt(), end).dividedBy(gap));
        List<LogLine> lines = new ArrayList<>();
        for (long number = Math.max(1, written - MOST); number <= written; number++) {
            lines.add(new LogLine(
                    run.startedAt().plus(gap.multipliedBy(number)), "INFO  request " + number + " answered"));
        }
        return lines;
    }

    private static List<LogLine> beats(ContainerRun run, Instant end) {
        List<LogLine> lines = new ArrayList<>();
        long beats = Math.max(0, Duration.between(run.startedAt(), end).dividedBy(BEAT));
        for (long beat = Math.max(1, beats - MOST); beat <= beats; beat++) {
            int hash = Json.hash(run.pod().name() + "/" + run.container() + "/" + beat);
            Instant at = run.startedAt().plus(BEAT.multipliedBy(beat)).plusMillis(Integer.remainderUnsigned(hash, 997));
            lines.add(new LogLine(at, doing(run, hash)));
        }
        return lines;
    }

    private static String doing(ContainerRun run, int hash) {
        int amount = 2 + Integer.remainderUnsigned(hash, 31);
        int millis = 3 + Integer.remainderUnsigned(hash >>> 5, 70);
        return run.spec().path("ports").isEmpty()
                ? "INFO  " + amount + " items done in 5 s, longest " + millis + " ms"
                : "INFO  " + amount + " requests answered in 5 s, slowest " + millis + " ms";
    }

    private static List<LogLine> ending(ContainerRun run, Instant ended) {
        if (run.exitCode() == 0) {
            return List.of(new LogLine(ended, "INFO  done, nothing left to do"));
        }
        Behaviour behaviour = run.isFirst() ? Behaviour.of(run.pod()) : new Behaviour.Healthy();
        List<LogLine> lines = new ArrayList<>();
        for (String text : cause(behaviour, run)) {
            lines.add(new LogLine(ended, text));
        }
        return lines;
    }

    /** A killed process has no last word. */
    private static List<String> cause(Behaviour behaviour, ContainerRun run) {
        return switch (behaviour) {
            case Behaviour.FailsWithoutEnv needs ->
                List.of(
                        "ERROR cannot start: " + needs.variable() + " is not set",
                        "      ConfigurationError: the environment variable " + needs.variable() + " is required",
                        "          at " + run.container() + ".settings.require (settings:41)",
                        "          at " + run.container() + ".main (main:18)");
            case Behaviour.OutOfMemory tooMuch -> List.of("WARN  memory nearly full, 97 % of the limit in use");
            case Behaviour.Fails fails -> List.of("ERROR 1 of 3 checks failed: expected status 200, got 502");
            case Behaviour.CrashLoop crash -> unexpected(run);
            case Behaviour.Healthy any -> unexpected(run);
            case Behaviour.Chatty any -> unexpected(run);
            case Behaviour.SlowStart any -> unexpected(run);
            case Behaviour.ImageMissing any -> unexpected(run);
            case Behaviour.NeverReady any -> unexpected(run);
            case Behaviour.Completes any -> unexpected(run);
        };
    }

    private static List<String> unexpected(ContainerRun run) {
        return List.of(
                "ERROR stopped by an unexpected error: index out of range [7] with length 7",
                "          at " + run.container() + ".router.match (router:233)",
                "          at " + run.container() + ".main (main:52)");
    }

    private static int port(ContainerRun run) {
        return run.spec().path("ports").path(0).path("containerPort").asInt(8080);
    }

    private static LogLine after(ContainerRun run, long millis, String text) {
        return new LogLine(run.startedAt().plusMillis(millis), text);
    }
}
