package dev.fairway.metrics.figures;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One figure of one period.
 *
 * @param n how many rows it counts
 * @param hits how many of the rows a rate is about
 * @param median of durations in seconds, however few; empty if there are none
 * @param nearest the nine-tenths of the same, by the nearest rank
 * @param enough whether there are events enough to speak of
 * @param leftOut what was looked at and not counted, by its reason
 */
public record Figure(
        Metric metric,
        Span span,
        int n,
        long hits,
        OptionalDouble median,
        OptionalDouble nearest,
        boolean enough,
        Map<LeftOut.Because, Long> leftOut) {

    /** @param millis of each row that is a duration, in any order; they are reordered */
    public static Figure of(
            Metric metric,
            Span span,
            int n,
            long hits,
            long[] millis,
            Map<LeftOut.Because, Long> leftOut,
            Rules rules) {
        boolean durations = metric.unit() == Metric.Unit.SECONDS && millis.length > 0;
        return new Figure(
                metric,
                span,
                n,
                hits,
                durations ? OptionalDouble.of(Ranks.median(millis) / 1000) : OptionalDouble.empty(),
                durations ? OptionalDouble.of(Ranks.ninth(millis) / 1000.0) : OptionalDouble.empty(),
                n >= rules.enough() && n > 0,
                leftOut);
    }

    /** Median seconds, deployments a week, or percent; empty if there is not enough data. */
    public OptionalDouble value() {
        if (!enough) {
            return OptionalDouble.empty();
        }
        return switch (metric.unit()) {
            case SECONDS -> median;
            case PER_WEEK -> OptionalDouble.of(n * 7.0 / span.days());
            case PERCENT -> OptionalDouble.of(100.0 * hits / n);
        };
    }

    /** For durations only; empty if there is not enough data. */
    public OptionalDouble p90() {
        return enough ? nearest : OptionalDouble.empty();
    }

    /** Failed deployments that nobody has recovered from yet. */
    public long open() {
        return leftOut.getOrDefault(LeftOut.Because.OPEN, 0L);
    }
}
