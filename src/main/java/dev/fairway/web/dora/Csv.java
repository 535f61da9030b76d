package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Line;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as a spreadsheet reads them. */
public final class Csv {

    private Csv() {}

    public static String of(List<Line> rows) {
        return "deployment,counted_at,team,service,environment,kind,failed,commit,subject,commit_of,seconds,hit\r\n"
                + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(Line row) {
        return Stream.of(
                                row.id(),
                                row.at().toString(),
                                row.place().team(),
                                row.place().service(),
                                row.place().environment(),
                                row.kind().name().toLowerCase(Locale.ROOT),
                                String.valueOf(row.isFailed()),
                                row.change().map(Change::sha).orElse(""),
                                row.change().map(Change::subject).orElse(""),
                                row.change().isEmpty() ? "" : row.builtOf() ? "image" : "configuration",
                                String.format(Locale.ROOT, "%.0f", row.took().toMillis() / 1000.0),
                                String.valueOf(row.hit()))
                        .map(Csv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** A cell that a spreadsheet would take for a formula is made text. */
    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
