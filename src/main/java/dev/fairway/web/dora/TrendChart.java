package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Metric;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A figure week by week, whatever few events a week has: small beside a card, large with a link on every mark.
 *
 * @param weeks oldest first
 */
record TrendChart(Metric metric, List<Week> weeks) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int LEFT = 56;
    private static final int RIGHT = 540;
    private static final int TOP = 20;
    private static final int BOTTOM = 200;

    /**
     * One week.
     *
     * @param count of its events; for a rate of those it is about
     * @param of all events of the week
     */
    record Week(LocalDate first, OptionalDouble median, OptionalDouble p90, long count, int of) {

        String day() {
            return DAY.format(first);
        }
    }

    static TrendChart of(Metric metric, List<Figure> weeks) {
        return new TrendChart(metric, weeks.stream().map(TrendChart::week).toList());
    }

    private static Week week(Figure figure) {
        return new Week(
                figure.span().first(),
                figure.median(),
                figure.nearest(),
                figure.metric().unit() == Metric.Unit.PERCENT ? figure.hits() : figure.n(),
                figure.n());
    }

    String spark() {
        Svg svg = new Svg("spark", 200, 48, "spark-" + metric.key(), metric.title() + " week by week", about());
        svg.line("axis", 0, 46.5, 200, 46.5);
        double step = 200.0 / Math.max(1, weeks.size());
        if (metric == Metric.CHANGE_LEAD_TIME) {
            line(svg, "l1", Week::median, at -> at * step + step / 2, 4, 40);
        } else {
            double most =
                    Math.max(1, weeks.stream().mapToDouble(this::height).max().orElse(1));
            for (int at = 0; at < weeks.size(); at++) {
                double tall = height(weeks.get(at)) / most * 40;
                boolean last = at == weeks.size() - 1;
                String kind = !last ? "bar-dim" : metric == Metric.CHANGE_FAIL_RATE ? "bar-bad" : "bar";
                if (tall > 0) {
                    svg.bar(kind, at * step + step * 0.15, 46 - tall, step * 0.7, tall);
                } else {
                    svg.line("axis", at * step + step * 0.35, 43.5, at * step + step * 0.65, 43.5);
                }
            }
        }
        return svg.end();
    }

    private double height(Week week) {
        return metric.unit() == Metric.Unit.SECONDS ? week.median().orElse(0) : week.count();
    }

    /** @param href of a week's rows */
    String large(Function<Week, String> href) {
        Svg svg = new Svg("", 640, 240, "trend", metric.title() + " week by week", about());
        svg.line("axis", LEFT, BOTTOM + 0.5, RIGHT, BOTTOM + 0.5);
        double step = (double) (RIGHT - LEFT) / Math.max(1, weeks.size());
        for (int at = 0; at < weeks.size(); at += Math.max(1, (weeks.size() + 5) / 6)) {
            svg.label(
                    "",
                    LEFT + at * step + step / 2,
                    BOTTOM + 20,
                    "middle",
                    weeks.get(at).day());
        }
        if (metric.unit() == Metric.Unit.SECONDS) {
            durations(svg, step, href);
        } else {
            counts(svg, step, href);
        }
        return svg.end();
    }

    private void durations(Svg svg, double step, Function<Week, String> href) {
        List<Double> all = new ArrayList<>();
        weeks.forEach(week -> {
            week.median().ifPresent(all::add);
            week.p90().ifPresent(all::add);
        });
        if (all.isEmpty()) {
            return;
        }
        int low = (int)
                Math.floor(log(all.stream().mapToDouble(each -> each).min().orElse(60)));
        int high = Math.max(low + 1, (int)
                Math.ceil(log(all.stream().mapToDouble(each -> each).max().orElse(3600))));
        for (References.Line line : References.of(metric)) {
            if (log(line.value()) > high && log(line.value()) <= high + 2) {
                high = (int) Math.ceil(log(line.value()));
            }
        }
        int top = high;
        ToDoubleFunction<Double> height = seconds -> BOTTOM - (log(seconds) - low) / (top - low) * (BOTTOM - TOP);
        for (int power = low; power <= high; power += Math.max(1, (high - low) / 6)) {
            double y = height.applyAsDouble(Math.pow(2, power) * 3600);
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.label("", LEFT - 6, y + 4, "end", Took.text(Math.pow(2, power) * 3600));
        }
        for (References.Line line : References.of(metric)) {
            if (log(line.value()) >= low && log(line.value()) <= high) {
                double y = height.applyAsDouble(line.value());
                svg.line("ref", LEFT, y, RIGHT, y).label("", RIGHT + 6, y + 4, "start", line.text());
            }
        }
        curve(svg, "l2", "d2", "p90", Week::p90, step, height, href);
        curve(svg, "l1", "d1", "median", Week::median, step, height, href);
    }

    private void curve(
            Svg svg,
            String line,
            String dot,
            String name,
            Function<Week, OptionalDouble> value,
            double step,
            ToDoubleFunction<Double> height,
            Function<Week, String> href) {
        StringBuilder steps = new StringBuilder();
        double lastX = 0;
        double lastY = 0;
        for (int at = 0; at < weeks.size(); at++) {
            OptionalDouble seconds = value.apply(weeks.get(at));
            if (seconds.isPresent()) {
                lastX = LEFT + at * step + step / 2;
                lastY = height.applyAsDouble(seconds.getAsDouble());
                steps.append(steps.isEmpty() ? "M" : "L")
                        .append(Svg.number(lastX))
                        .append(' ')
                        .append(Svg.number(lastY));
            }
        }
        if (steps.isEmpty()) {
            return;
        }
        svg.path(line, steps.toString());
        for (int at = 0; at < weeks.size(); at++) {
            Week week = weeks.get(at);
            OptionalDouble seconds = value.apply(week);
            if (seconds.isPresent()) {
                svg.link(
                                href.apply(week),
                                "Week of %s: %s %s, %d rows"
                                        .formatted(week.day(), name, Took.text(seconds.getAsDouble()), week.of()))
                        .dot(dot, LEFT + at * step + step / 2, height.applyAsDouble(seconds.getAsDouble()), 4)
                        .unlink();
            }
        }
        svg.label(line.equals("l1") ? "t1" : "t2", lastX + 10, lastY + (line.equals("l1") ? 14 : -8), "start", name);
    }

    private void counts(Svg svg, double step, Function<Week, String> href) {
        double most = Math.ceil(Math.max(
                                4,
                                weeks.stream().mapToDouble(this::tallest).max().orElse(1))
                        / 4)
                * 4;
        for (int tick = 0; tick <= 4; tick++) {
            double y = BOTTOM - tick / 4.0 * (BOTTOM - TOP);
            svg.line("grid", LEFT, y, RIGHT, y)
                    .label("", LEFT - 6, y + 4, "end", String.valueOf(Math.round(most * tick / 4)));
        }
        if (metric == Metric.DEPLOYMENT_FREQUENCY) {
            for (References.Line line : References.of(metric)) {
                double y = BOTTOM - line.value() / most * (BOTTOM - TOP);
                if (y >= TOP) {
                    svg.line("ref", LEFT, y, RIGHT, y).label("", RIGHT + 6, y + 4, "start", line.text());
                }
            }
        }
        if (metric == Metric.CHANGE_FAIL_RATE) {
            References.of(metric).forEach(line -> share(svg, line, step, most));
        }
        for (int at = 0; at < weeks.size(); at++) {
            Week week = weeks.get(at);
            double tall = week.count() / most * (BOTTOM - TOP);
            if (week.count() > 0) {
                svg.link(href.apply(week), "Week of %s: %s".formatted(week.day(), words(week)))
                        .bar(
                                metric == Metric.CHANGE_FAIL_RATE ? "bar-bad" : "bar-dim",
                                LEFT + at * step + step * 0.15,
                                BOTTOM - tall,
                                step * 0.7,
                                tall)
                        .label(
                                "",
                                LEFT + at * step + step / 2,
                                BOTTOM - tall - 6,
                                "middle",
                                String.valueOf(week.count()))
                        .unlink();
            }
        }
    }

    /** What a week has to have room for. */
    private double tallest(Week week) {
        double line = metric == Metric.CHANGE_FAIL_RATE
                ? References.of(metric).stream()
                                .mapToDouble(References.Line::value)
                                .max()
                                .orElse(0)
                        / 100
                        * week.of()
                : 0;
        return Math.max(week.count(), line);
    }

    /** A share of each week's deployments, as high as that many bars. */
    private void share(Svg svg, References.Line line, double step, double most) {
        StringBuilder steps = new StringBuilder();
        double y = BOTTOM;
        for (int at = 0; at < weeks.size(); at++) {
            y = BOTTOM - line.value() / 100 * weeks.get(at).of() / most * (BOTTOM - TOP);
            steps.append(steps.isEmpty() ? "M" : "L")
                    .append(Svg.number(LEFT + at * step))
                    .append(' ')
                    .append(Svg.number(y))
                    .append('H')
                    .append(Svg.number(LEFT + (at + 1) * step));
        }
        svg.path("ref", steps.toString()).label("", RIGHT + 6, y + 4, "start", line.text());
    }

    /** What a week comes to. */
    String words(Week week) {
        return metric.unit() == Metric.Unit.PERCENT
                ? week.count() + " of " + week.of()
                : week.of() + (week.of() == 1 ? " row" : " rows");
    }

    private void line(
            Svg svg,
            String kind,
            Function<Week, OptionalDouble> value,
            Function<Integer, Double> x,
            double top,
            double bottom) {
        double low = weeks.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(each -> log(each.getAsDouble()))
                .min()
                .orElse(0);
        double high = weeks.stream()
                .map(value)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(each -> log(each.getAsDouble()))
                .max()
                .orElse(1);
        StringBuilder steps = new StringBuilder();
        double lastX = 0;
        double lastY = 0;
        for (int at = 0; at < weeks.size(); at++) {
            OptionalDouble seconds = value.apply(weeks.get(at));
            if (seconds.isPresent()) {
                lastX = x.apply(at);
                lastY = bottom - (log(seconds.getAsDouble()) - low) / Math.max(0.5, high - low) * (bottom - top);
                steps.append(steps.isEmpty() ? "M" : "L")
                        .append(Svg.number(lastX))
                        .append(' ')
                        .append(Svg.number(lastY));
            }
        }
        if (!steps.isEmpty()) {
            svg.path(kind, steps.toString()).dot("d1", lastX, lastY, 3);
        }
    }

    private String about() {
        long with = weeks.stream().filter(week -> week.of() > 0).count();
        return "%d weeks, %d of them with events.".formatted(weeks.size(), with);
    }

    /** Hours, doubling. */
    private static double log(double seconds) {
        return Math.log(Math.max(1, seconds) / 3600) / Math.log(2);
    }
}
