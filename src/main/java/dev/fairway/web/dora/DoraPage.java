package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.figures.Figure;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.figures.Place;
import dev.fairway.metrics.figures.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * {@code /dora} and {@code /dora/{metric}}.
 *
 * @param samples what is shown is the sample history
 * @param hasSamples there is one
 * @param fixed the same figures on any other day, for what is taken away
 * @param missing sources without which a figure cannot be whole, as sentences
 */
record DoraPage(
        DoraAddress address,
        DoraAddress fixed,
        Metric metric,
        List<CardView> cards,
        List<Filter> filters,
        List<Choice> periods,
        String range,
        String scope,
        String asOf,
        boolean samples,
        boolean hasSamples,
        String otherHistory,
        boolean empty,
        List<String> missing,
        Detail detail) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int SHOWN = 12;

    /**
     * What can be chosen.
     *
     * @param before options before the chosen one; all of them if none is chosen
     * @param chosen may be empty
     */
    record Filter(String name, String title, String all, List<String> before, String chosen, List<String> after) {}

    record Choice(String text, String href, boolean current) {}

    /** One figure in full. */
    record Detail(
            String title,
            String lead,
            TrendChart trend,
            String trendSvg,
            List<WeekLine> weeks,
            SpreadChart spread,
            List<Stage> stages,
            List<RowView> rows,
            CardView.Count all,
            Counted counted) {}

    record WeekLine(String day, String median, String p90, String count, String href) {}

    static DoraPage of(Delivery delivery, DoraAddress address, Metric metric, DeliveryMetrics metrics) {
        boolean samples = delivery.scope().source() == Scope.Source.SAMPLES;
        return new DoraPage(
                address,
                address.fixed(delivery),
                metric,
                Arrays.stream(Metric.values())
                        .map(each -> CardView.of(delivery, address, each, each == metric))
                        .toList(),
                filters(delivery),
                periods(address, metric),
                range(delivery),
                scope(delivery),
                DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH)
                                .withZone(metrics.zone())
                                .format(delivery.span().until().orElse(delivery.asOf()))
                        + " " + metrics.zone().getId(),
                samples,
                metrics.hasSamples(),
                address.of(samples ? "record" : "samples").at("/dora"),
                delivery.counted().isEmpty(),
                missing(delivery),
                detail(delivery, address, metric));
    }

    private static Detail detail(Delivery delivery, DoraAddress address, Metric metric) {
        Figure figure = delivery.figure(metric);
        DoraAddress fixed = address.fixed(delivery);
        String rows = "/dora/" + metric.key() + "/rows";
        TrendChart trend = TrendChart.of(metric, delivery.weeks(metric));
        Function<TrendChart.Week, String> week = each -> metric.unit() == Metric.Unit.PERCENT
                ? fixed.at(rows, "week", each.first().toString(), "only", "hits")
                : fixed.at(rows, "week", each.first().toString());
        List<Line> newest = delivery.counted()
                .lines(metric, delivery.span(), row -> metric.unit() != Metric.Unit.PERCENT || row.isHit(), 0, SHOWN);
        return new Detail(
                metric.title(),
                lead(metric),
                trend,
                trend.large(week),
                trend.weeks().stream().map(each -> line(each, trend, week)).toList(),
                SpreadChart.of(metric, delivery, key -> fixed.at(rows, "bucket", key)),
                metric == Metric.CHANGE_LEAD_TIME ? Stage.of(delivery) : List.of(),
                newest.stream()
                        .map(row -> RowView.of(row, delivery.span().zone()))
                        .toList(),
                metric.unit() == Metric.Unit.PERCENT
                        ? new CardView.Count(figure.hits(), fixed.at(rows, "only", "hits"))
                        : new CardView.Count(figure.n(), fixed.at(rows)),
                Counted.of(delivery, address, metric));
    }

    private static WeekLine line(TrendChart.Week week, TrendChart trend, Function<TrendChart.Week, String> href) {
        boolean rate = trend.metric().unit() == Metric.Unit.PERCENT;
        return new WeekLine(
                week.day(),
                week.median().isPresent() ? Took.text(week.median().getAsDouble()) : RowView.NONE,
                week.p90().isPresent() ? Took.text(week.p90().getAsDouble()) : RowView.NONE,
                String.valueOf(rate ? week.count() : week.of()),
                href.apply(week));
    }

    private static String lead(Metric metric) {
        return switch (metric) {
            case CHANGE_LEAD_TIME -> "from merge to healthy in production";
            case DEPLOYMENT_FREQUENCY -> "new states that were healthy in production";
            case FAILED_DEPLOYMENT_RECOVERY_TIME -> "from live and failed to healthy again";
            case CHANGE_FAIL_RATE -> "changes that needed someone at once";
            case DEPLOYMENT_REWORK_RATE -> "deployments that nobody had planned";
        };
    }

    private static List<Filter> filters(Delivery delivery) {
        Scope scope = delivery.scope();
        return List.of(
                filter(delivery, "team", "Team", "all teams", scope.team(), Place::team),
                filter(delivery, "service", "Service", "all services", scope.service(), Place::service),
                filter(
                        delivery,
                        "application",
                        "Application",
                        "all applications",
                        scope.application(),
                        Place::application),
                filter(delivery, "environment", "Environment", "production", scope.environment(), Place::environment));
    }

    private static Filter filter(
            Delivery delivery, String name, String title, String all, String chosen, Function<Place, String> part) {
        List<String> values = new ArrayList<>(
                delivery.places().stream().map(part).distinct().sorted().toList());
        if (!chosen.isEmpty() && !values.contains(chosen)) {
            values.addFirst(chosen);
        }
        int at = chosen.isEmpty() ? values.size() : values.indexOf(chosen);
        return new Filter(
                name,
                title,
                all,
                values.subList(0, at),
                chosen,
                values.subList(Math.min(at + 1, values.size()), values.size()));
    }

    private static List<Choice> periods(DoraAddress address, Metric metric) {
        String path = "/dora/" + metric.key();
        return List.of(
                choice(address, path, "P4W", "4 weeks"),
                choice(address, path, "P12W", "12 weeks"),
                choice(address, path, "P26W", "26 weeks"),
                choice(address, path, "P1Y", "1 year"));
    }

    private static Choice choice(DoraAddress address, String path, String period, String text) {
        return new Choice(text, address.over(period).at(path), address.period().equals(period));
    }

    private static String range(Delivery delivery) {
        return days(delivery.span()) + ", against the " + length(delivery.span().days()) + " before";
    }

    static String days(Span span) {
        LocalDate last = span.end().minusDays(1);
        LocalDate first = span.first();
        return DAY.format(first) + (first.getYear() == last.getYear() ? "" : " " + first.getYear()) + " – "
                + DAY.format(last) + " " + last.getYear()
                + span.until()
                        .map(until -> ", as of " + RowView.clock(until, span.zone()))
                        .orElse("");
    }

    private static String length(long days) {
        return days % 7 == 0 ? days / 7 + " weeks" : days + " days";
    }

    private static String scope(Delivery delivery) {
        Scope scope = delivery.scope();
        return (scope.team().isEmpty() ? "All teams" : "Team " + scope.team())
                + (scope.service().isEmpty() ? "" : " · " + scope.service())
                + (scope.application().isEmpty() ? "" : " · " + scope.application())
                + " · " + (scope.environment().isEmpty() ? "production" : scope.environment());
    }

    private static List<String> missing(Delivery delivery) {
        List<String> missing = new ArrayList<>();
        Instant from = delivery.span().from();
        if (delivery.counted().incidents().stream()
                .noneMatch(each -> each.startedAt().isAfter(from))) {
            missing.add("No incidents are told: failures are seen by rollbacks, hotfixes and health alone.");
        }
        if (!delivery.counted().isEmpty() && !delivery.counted().knowsCommits()) {
            missing.add("No commits are known: there is no lead time. Is the history of the repository readable?");
        }
        return missing;
    }
}
