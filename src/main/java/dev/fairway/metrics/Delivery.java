package dev.fairway.metrics;

import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Figures;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Release;
import dev.fairway.metrics.figures.Rules;
import dev.fairway.metrics.figures.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A history, counted, as of one moment.
 *
 * @param places everything that was deployed in it, whatever the scope
 */
public record Delivery(
        Scope scope, Span span, Rules rules, Figures figures, History history, List<Place> places, Instant asOf) {

    public Figure figure(Metric metric) {
        return figures.of(metric, span);
    }

    /** The same figure of the equal period before. */
    public Figure previous(Metric metric) {
        return figures.of(metric, span.previous());
    }

    /** The figure of each week of the period, oldest first. */
    public List<Figure> weeks(Metric metric) {
        return span.weeks().stream().map(week -> figures.of(metric, week)).toList();
    }

    /** The release that a deployment or an operation belongs to. */
    public Optional<Release> release(String id) {
        return figures.releases().stream()
                .filter(release -> release.targets().stream()
                        .anyMatch(target -> target.id().equals(id)))
                .findFirst();
    }
}
