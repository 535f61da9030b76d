package dev.fairway.web.operations;

import dev.fairway.diagnosis.ContainerState;
import dev.fairway.diagnosis.LogExcerpt;
import dev.fairway.diagnosis.LogExcerpt.Run;
import dev.fairway.diagnosis.LogLine;
import dev.fairway.ledger.Operation;
import dev.fairway.web.applications.AppLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dark panel: the suspected container's log, else the raw words.
 *
 * @param missing why there are no lines; empty if there are
 * @param foot below the lines
 * @param runs which run to look at; empty if there is only one, or no log at all
 */
record LogView(
        String title,
        String detail,
        List<RunLink> runs,
        String allHref,
        List<Line> lines,
        String missing,
        String foot) {

    record Line(int number, String time, String text, String cssClass) {}

    /** @param key the letter that switches */
    record RunLink(String text, String href, boolean current, String key) {}

    static LogView of(Shown shown) {
        return shown.findings().log().map(log -> log(log, shown)).orElseGet(() -> raw(shown));
    }

    private static LogView log(LogExcerpt log, Shown shown) {
        Optional<LogLine> first = log.firstError();
        List<Line> lines = new ArrayList<>();
        boolean trace = false;
        for (LogLine line : log.lines()) {
            trace = line.level() == LogLine.Level.ERROR || trace && line.level() == LogLine.Level.CONTINUED;
            lines.add(new Line(
                    line.number(),
                    line.time(),
                    line.text(),
                    cssClass(line, first.filter(line::equals).isPresent(), trace)));
        }
        Optional<ContainerState> state = shown.findings().evidence().pods().stream()
                .filter(pod -> pod.key().equals(log.pod()))
                .flatMap(pod -> pod.containers().stream())
                .filter(container -> container.name().equals(log.container()))
                .findFirst();
        return new LogView(
                log.container(),
                (log.run() == Run.PREVIOUS ? "previous run" : "current run")
                        + exit(log, state)
                        + " · " + log.pod().name().substring(log.pod().name().lastIndexOf('-') + 1),
                runs(log, state, shown.operation().id()),
                "%s/logs?pod=%s&container=%s%s"
                        .formatted(
                                AppLink.to(shown.operation().application()),
                                encoded(log.pod().name()),
                                encoded(log.container()),
                                log.run() == Run.PREVIOUS ? "&previous=true" : ""),
                lines,
                log.missing(),
                foot(first, shown));
    }

    private static String foot(Optional<LogLine> first, Shown shown) {
        String marked =
                first.map(line -> "First error at line " + line.number() + ".").orElse("No line looks like an error.");
        return shown.diagnosis()
                .map(diagnosis -> diagnosis.radius())
                .filter(radius -> radius.fresh() > 1)
                .map(radius -> marked + " %d of %d new pods are not ready.".formatted(radius.failing(), radius.fresh()))
                .orElse(marked);
    }

    private static String exit(LogExcerpt log, Optional<ContainerState> state) {
        Optional<ContainerState.Ended> end = log.run() == Run.PREVIOUS
                ? state.flatMap(ContainerState::before)
                : state.map(ContainerState::now)
                        .filter(ContainerState.Ended.class::isInstance)
                        .map(ContainerState.Ended.class::cast);
        return end.map(ended -> ", exit " + ended.exitCode()).orElse("");
    }

    private static List<RunLink> runs(LogExcerpt log, Optional<ContainerState> state, long operation) {
        if (state.flatMap(ContainerState::before).isEmpty()) {
            return List.of();
        }
        boolean previous = log.run() == Run.PREVIOUS;
        String href = "/ops/" + operation + "?run=";
        return List.of(
                new RunLink("Previous", href + "previous", previous, previous ? "" : "p"),
                new RunLink("Current", href + "current", !previous, previous ? "p" : ""));
    }

    /** No container to look into: then what was said is what there is. */
    private static LogView raw(Shown shown) {
        List<Line> lines = new ArrayList<>();
        String attempt = shown.attempt().attempt().message();
        if (!attempt.isBlank()) {
            attempt.lines().forEach(line -> lines.add(new Line(lines.size() + 1, "", line, "")));
        }
        for (AttemptShown.Row row : shown.attempt().rows()) {
            if (row.status().equals("SyncFailed")) {
                String said = row.key().display() + ": " + row.message();
                said.lines().forEach(line -> lines.add(new Line(lines.size() + 1, "", line, "e")));
            }
        }
        String rollout = shown.operation()
                .rolloutVerdict()
                .map(Operation.Verdict::message)
                .orElse("");
        if (!rollout.isBlank()) {
            lines.add(new Line(lines.size() + 1, "", rollout, ""));
        }
        String unseen = shown.findings().unseen();
        String foot = unseen.isEmpty()
                ? "No container of it crashed, so there is no log to show."
                : "Logs are missing: " + unseen;
        return new LogView(
                "What was said",
                "raw, attempt " + shown.attempt().number(),
                List.of(),
                "",
                lines,
                lines.isEmpty() ? "Nothing was said." : "",
                foot);
    }

    private static String cssClass(LogLine line, boolean first, boolean trace) {
        if (first) {
            return "first";
        }
        return trace ? "e" : line.level() == LogLine.Level.WARNING ? "w" : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
