package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.figures.Metric;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How a figure's rows are spread, a bar for each bucket and a link on every bar. */
record SpreadChart(Metric metric, List<Bar> bars) {

    private static final int WIDTH = 430;
    private static final int BOTTOM = 210;

    record Bar(String key, String text, long count, String href) {}

    static SpreadChart of(Metric metric, Delivery delivery, Function<String, String> href) {
        List<Buckets.Bucket> buckets = Buckets.of(metric);
        long[] counts = new long[buckets.size()];
        ZoneId zone = delivery.span().zone();
        delivery.counted().each(metric, delivery.span(), row -> counts[Buckets.number(metric, row, zone)]++);
        List<Bar> bars = new ArrayList<>();
        for (int at = 0; at < counts.length; at++) {
            Buckets.Bucket bucket = buckets.get(at);
            bars.add(new Bar(bucket.key(), bucket.text(), counts[at], href.apply(bucket.key())));
        }
        return new SpreadChart(metric, bars);
    }

    /** The bars that have a height. */
    public List<Bar> filled() {
        return bars.stream().filter(bar -> bar.count() > 0).toList();
    }

    /** Reasons and kinds read better as a table alone. */
    public boolean isDrawn() {
        return metric.unit() != Metric.Unit.PERCENT;
    }

    public String svg() {
        Svg svg = new Svg(
                "",
                WIDTH,
                250,
                "spread",
                "Distribution of " + metric.title(),
                bars.stream().mapToLong(Bar::count).sum() + " rows in " + bars.size() + " groups.");
        double step = (double) (WIDTH - 8) / bars.size();
        double most = Math.max(1, bars.stream().mapToLong(Bar::count).max().orElse(1));
        for (int at = 0; at < bars.size(); at++) {
            Bar bar = bars.get(at);
            double tall = bar.count() / most * (BOTTOM - 30);
            double x = 4 + at * step;
            if (bar.count() > 0) {
                svg.link(bar.href(), bar.count() + " " + bar.text())
                        .bar(bar.count() == most ? "bar" : "bar-dim", x + 2, BOTTOM - tall, step - 4, tall)
                        .label("", x + step / 2, BOTTOM - tall - 6, "middle", String.valueOf(bar.count()))
                        .unlink();
            }
            if (metric == Metric.DEPLOYMENT_FREQUENCY) {
                svg.label("", x + step / 2, BOTTOM + 20, "middle", bar.text());
            } else if (at < bars.size() - 1) {
                String end = bar.text()
                        .substring(
                                bar.text().lastIndexOf("to ") < 0
                                        ? 6
                                        : bar.text().lastIndexOf("to ") + 3);
                svg.label(
                        "",
                        x + step,
                        BOTTOM + 20,
                        "middle",
                        end.replace(" min", "m").replace(" h", "h"));
            }
        }
        return svg.line("axis", 4, BOTTOM + 0.5, WIDTH - 4, BOTTOM + 0.5).end();
    }
}
