package dev.fairway.web.applications.logs;

import dev.fairway.web.applications.logs.LineFilter.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The log page.
 *
 * @param title whose lines they are
 * @param pods to choose from
 * @param lines in the order of time
 * @param empty why there are no lines
 * @param from how far each pod was read; following goes on there
 * @param note what is missing from the lines, empty if nothing is
 */
record LogsPage(
        LogQuery query,
        String title,
        List<Option> pods,
        List<Option> workloads,
        List<String> containers,
        List<Row> lines,
        String empty,
        String note,
        List<String> problems,
        boolean severalPods,
        String current,
        String previous,
        String wrapping,
        String timing,
        String stream,
        String from,
        String download) {

    record Option(String value, String text, boolean chosen) {}

    /** @param link the address of the line for good */
    record Row(
            String id,
            int number,
            String link,
            String at,
            String clock,
            String pod,
            String cssClass,
            boolean linked,
            List<Part> parts) {}

    static LogsPage of(String href, LogQuery query, PodChoice choice, List<String> containers, LogReading reading) {
        String page = href + "/logs";
        boolean several = choice.read().size() > 1;
        List<Row> rows = new ArrayList<>();
        LineFilter filter = query.filter();
        boolean marked = false;
        for (LogLine line : reading.lines()) {
            int number = rows.size() + 1;
            boolean linked = !marked && !query.at().isEmpty() && line.instant().equals(query.at());
            marked |= linked;
            rows.add(new Row(
                    linked ? "at" : "L" + number,
                    number,
                    line.instant().isEmpty()
                            ? "#L" + number
                            : page + query.linkedTo(line.instant()).text() + "#at",
                    line.instant(),
                    query.times() ? line.clock() : "",
                    several ? shortened(line.pod()) : "",
                    line.cssClass() + (linked ? " first" : ""),
                    linked,
                    filter.parts(line.text())));
        }
        return new LogsPage(
                query,
                title(choice, query),
                choice.pods().stream()
                        .map(pod -> pod.key().name())
                        .map(name -> new Option(name, name, name.equals(query.pod())))
                        .toList(),
                choice.workloads().stream()
                        .map(key -> new Option(
                                key.toString(),
                                key.kind() + "/" + key.name(),
                                key.toString().equals(query.of())))
                        .toList(),
                containers,
                rows,
                empty(choice, query, reading),
                note(choice, reading),
                reading.problems(),
                several,
                page + query.withPrevious(false).text(),
                page + query.withPrevious(true).text(),
                page + query.withWrap(!query.wrap()).text(),
                page + query.withTimes(!query.times()).text(),
                query.previous() || choice.read().isEmpty() ? "" : page + "/stream" + query.text(),
                reading.marks().text(),
                page + "/download" + query.text());
    }

    private static String title(PodChoice choice, LogQuery query) {
        if (choice.read().size() == 1) {
            return choice.read().getFirst().key().name();
        }
        String of = query.of().isEmpty()
                ? ""
                : " of " + query.of().substring(query.of().lastIndexOf('/') + 1);
        return choice.read().size() + " pods" + of;
    }

    private static String empty(PodChoice choice, LogQuery query, LogReading reading) {
        if (choice.pods().isEmpty()) {
            return "This application runs no pods.";
        }
        if (choice.read().isEmpty()) {
            return "The pod that was asked for is gone. Choose another one.";
        }
        if (!reading.problems().isEmpty()) {
            return String.join(" ", reading.problems());
        }
        if (!query.q().isEmpty() || !query.level().isEmpty()) {
            return "No line fits the filter.";
        }
        return query.previous()
                ? "There is no previous run, or it wrote nothing."
                : "The containers have written nothing yet.";
    }

    private static String note(PodChoice choice, LogReading reading) {
        return Stream.of(
                        choice.leftOut() > 0
                                ? "%d of %d pods are read, the unhealthy ones first. Choose a workload or a pod for the others."
                                        .formatted(
                                                choice.read().size(),
                                                choice.read().size() + choice.leftOut())
                                : "",
                        reading.cut()
                                ? "The page holds %,d lines; the download holds all of the time chosen."
                                        .formatted(LogQuery.MOST_LINES)
                                : "")
                .filter(text -> !text.isEmpty())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    /** The end tells pods of one workload apart. */
    static String shortened(String pod) {
        return pod.length() <= 14 ? pod : "…" + pod.substring(pod.length() - 13);
    }
}
