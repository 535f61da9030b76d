package dev.fairway.benchmark;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a run prints: a row per figure, with its mark and whether it was met. */
public final class Table {

    private static final String ROW = "%-58s %10s %10s  %-6s %s%n";
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Table() {}

    public static void atMost(String measure, double mark, double figure, String detail) {
        row(measure, "<= " + text(mark), figure, figure <= mark ? "met" : "MISSED", detail);
    }

    static void atLeast(String measure, double mark, double figure, String detail) {
        row(measure, ">= " + text(mark), figure, figure >= mark ? "met" : "MISSED", detail);
    }

    static void exactly(String measure, double mark, double figure, String detail) {
        row(measure, "= " + text(mark), figure, figure == mark ? "met" : "MISSED", detail);
    }

    /** Something that has no mark and explains what has one. */
    public static void beside(String measure, double figure, String detail) {
        row(measure, "", figure, "", detail);
    }

    static void atMost(String measure, double mark, Pairs pairs, String unit) {
        atMost(measure, mark, pairs.ratio(), detail(pairs, unit));
    }

    static void atLeast(String measure, double mark, Pairs pairs, String unit) {
        atLeast(measure, mark, pairs.ratio(), detail(pairs, unit));
    }

    static void beside(String measure, Pairs pairs, String unit) {
        beside(measure, pairs.ratio(), detail(pairs, unit));
    }

    private static String detail(Pairs pairs, String unit) {
        Pairs.Interval interval = pairs.interval();
        return String.format(
                Locale.ROOT,
                "95 %% CI %.3f-%.3f; %.1f / %.1f %s; %d pairs",
                interval.low(),
                interval.high(),
                pairs.ours(),
                pairs.theirs(),
                unit,
                pairs.pairs().size());
    }

    private static void row(String measure, String mark, double figure, String verdict, String detail) {
        if (!BEGUN.getAndSet(true)) {
            System.out.printf(Locale.ROOT, ROW, "measure", "mark", "measured", "", "how");
        }
        System.out.printf(Locale.ROOT, ROW, measure, mark, text(figure), verdict, detail);
    }

    private static String text(double figure) {
        return figure == Math.rint(figure)
                ? String.format(Locale.ROOT, "%.0f", figure)
                : String.format(Locale.ROOT, "%.3f", figure);
    }
}
