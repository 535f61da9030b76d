package dev.fairway.web.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a table for spreadsheets (RFC 4180). A cell that one of them would take for a formula begins with an apostrophe, which
 * they do not show.
 */
final class CsvLine {

    private static final String FORMULAS = "=+-@\t\r\n＝＋－＠";

    private CsvLine() {}

    static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
