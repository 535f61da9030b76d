package dev.fairway.metrics.figures;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One figure of one period.
 *
 * @param value median seconds, deployments a week, or percent; empty if there is not enough data
 * @param p90 the nearest rank; for durations only
 * @param rows exactly what is counted
 * @param leftOut what was looked at and not counted
 */
public record Figure(
        Metric metric, Span span, OptionalDouble value, OptionalDouble p90, List<Row> rows, List<LeftOut> leftOut) {

    public int n() {
        return rows.size();
    }

    /** How many of the rows a rate is about. */
    public long hits() {
        return rows.stream().filter(Row::hit).count();
    }

    /** Failed deployments that nobody has recovered from yet. */
    public long open() {
        return leftOut.stream()
                .filter(each -> each.because() == LeftOut.Because.OPEN)
                .count();
    }
}
