package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.web.view.CsvLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows as a spreadsheet reads them. */
public final class Csv {

    private Csv() {}

    public static String of(List<Line> rows) {
        return "deployment,counted_at,team,service,environment,kind,failed,commit,subject,commit_of,seconds,hit\r\n"
                + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    /** What was looked at and not counted; of what is no deployment, as of an incident, only what is known. */
    public static String ofLeftOut(List<Line.Out> rows) {
        return "left_out,at,because,label,deployment,team,service,environment\r\n"
                + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(Line.Out row) {
        LeftOut what = row.what();
        return CsvLine.of(List.of(
                what.id(),
                what.at().toString(),
                RowChoice.key(what.because()),
                what.label(),
                row.release().map(Line::id).orElse(""),
                row.release().map(release -> release.place().team()).orElse(""),
                row.release().map(release -> release.place().service()).orElse(""),
                row.release().map(release -> release.place().environment()).orElse("")));
    }

    private static String line(Line row) {
        return CsvLine.of(List.of(
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
                String.valueOf(row.hit())));
    }
}
