package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Row;
import dev.fairway.web.view.CsvLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows as a spreadsheet reads them. */
public final class Csv {

    private Csv() {}

    public static String of(List<Row> rows) {
        return "deployment,counted_at,team,service,environment,kind,failed,commit,subject,seconds,hit\r\n"
                + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        return CsvLine.of(List.of(
                row.release().id(),
                row.at().toString(),
                row.release().place().team(),
                row.release().place().service(),
                row.release().place().environment(),
                row.release().kind().name().toLowerCase(Locale.ROOT),
                String.valueOf(row.release().isFailed()),
                row.change().map(Change::sha).orElse(""),
                row.change().map(Change::subject).orElse(""),
                String.format(Locale.ROOT, "%.0f", row.seconds()),
                String.valueOf(row.hit())));
    }
}
