package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure at a glance.
 *
 * @param big the value in parts; empty if there is not enough data
 * @param hits for a rate, how many rows it is about, and where they are
 */
record CardView(
        String title,
        String href,
        boolean current,
        List<Took.Part> big,
        String note,
        Optional<Count> hits,
        Count n,
        String open,
        Delta delta,
        String spark) {

    /** A number and where exactly that many rows are. */
    record Count(long number, String href) {}

    /** @param icon empty if there is nothing to compare with */
    record Delta(String tone, String icon, String text) {}

    static CardView of(Delivery delivery, DoraAddress address, Metric metric, boolean current) {
        Figure figure = delivery.figure(metric);
        DoraAddress fixed = address.fixed(delivery);
        String rows = "/dora/" + metric.key() + "/rows";
        return new CardView(
                metric.title(),
                address.at("/dora/" + metric.key()),
                current,
                big(figure),
                note(figure),
                metric.unit() == Metric.Unit.PERCENT
                        ? Optional.of(new Count(figure.hits(), fixed.at(rows, "only", "hits")))
                        : Optional.empty(),
                new Count(figure.n(), fixed.at(rows)),
                figure.open() > 0 ? figure.open() + " open" : "",
                delta(figure, delivery.previous(metric)),
                TrendChart.of(metric, delivery.weeks(metric)).spark());
    }

    private static List<Took.Part> big(Figure figure) {
        if (figure.value().isEmpty()) {
            return List.of();
        }
        double value = figure.value().getAsDouble();
        return switch (figure.metric().unit()) {
            case SECONDS -> Took.of(value).parts();
            case PER_WEEK -> List.of(new Took.Part(Took.number(value), "per week"));
            case PERCENT -> List.of(new Took.Part(Took.number(value), "%"));
        };
    }

    private static String note(Figure figure) {
        return figure.p90().isPresent() ? "p90 " + Took.text(figure.p90().getAsDouble()) : "";
    }

    static Delta delta(Figure now, Figure before) {
        OptionalDouble value = now.value();
        if (value.isEmpty() || before.value().isEmpty()) {
            return new Delta("flat", "", "nothing to compare with");
        }
        double was = before.value().getAsDouble();
        double is = value.getAsDouble();
        if (now.metric().unit() == Metric.Unit.PERCENT) {
            double points = is - was;
            return Math.abs(points) < 0.05
                    ? new Delta("flat", "flat", "unchanged")
                    : new Delta(
                            points < 0 ? "good" : "bad",
                            points < 0 ? "dn" : "up",
                            Took.number(Math.abs(points)) + (points < 0 ? " pt less" : " pt more"));
        }
        long percent = was == 0 ? 0 : Math.round((is - was) / was * 100);
        if (percent == 0) {
            return new Delta("flat", "flat", "unchanged");
        }
        boolean durations = now.metric().unit() == Metric.Unit.SECONDS;
        boolean good = durations == percent < 0;
        String word = durations ? (percent < 0 ? "shorter" : "longer") : percent < 0 ? "less" : "more";
        return new Delta(good ? "good" : "bad", percent < 0 ? "dn" : "up", Math.abs(percent) + " % " + word);
    }
}
