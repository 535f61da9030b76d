package dev.fairway.metrics;

import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Span;
import dev.fairway.metrics.strands.Cut;
import java.time.Instant;
import java.util.List;

/**
 * What a scope comes to, as of one moment.
 *
 * @param places everything that was deployed, whatever the scope
 * @param counted its figures and rows
 */
public record Delivery(Scope scope, Span span, List<Place> places, Cut counted, Instant asOf) {

    public Figure figure(Metric metric) {
        return counted.figure(metric, span);
    }

    /** The same figure of the equal period before. */
    public Figure previous(Metric metric) {
        return counted.figure(metric, span.previous());
    }

    /** The figure of each week of the period, oldest first. */
    public List<Figure> weeks(Metric metric) {
        return span.weeks().stream().map(week -> counted.figure(metric, week)).toList();
    }
}
