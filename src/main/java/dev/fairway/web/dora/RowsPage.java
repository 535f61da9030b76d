package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows behind one number: as many lines as it says, over as many pages as that takes.
 *
 * @param size of all pages together
 * @param what says which rows these are
 * @param linkHref the deployments one of which may have caused what is shown; empty if no incidents are
 * @param newer the page before; empty on the first
 * @param older the page after; empty on the last
 */
record RowsPage(
        String title,
        String metricHref,
        String csvHref,
        boolean samples,
        long size,
        String shown,
        List<String> what,
        List<RowView> rows,
        String linkHref,
        String newer,
        String older) {

    private static final int LINES = 500;

    /** @param number of the page, from 1 */
    static RowsPage of(Delivery delivery, DoraAddress address, Metric metric, RowChoice choice, int number) {
        long size = choice.size(delivery, metric);
        int page = (int) Math.clamp(number, 1, Math.max(1, (size + LINES - 1) / LINES));
        int skip = (page - 1) * LINES;
        DoraAddress fixed = address.fixed(delivery);
        List<RowView> rows = choice.out().isPresent()
                ? choice.leftOut(delivery, metric, skip, LINES).stream()
                        .map(each -> RowView.of(each, delivery.span().zone()))
                        .toList()
                : choice.rows(delivery, metric, skip, LINES).stream()
                        .map(row -> RowView.of(row, delivery.span().zone()))
                        .toList();
        return new RowsPage(
                metric.title(),
                address.at("/dora/" + metric.key()),
                fixed.at(
                        "/dora/" + metric.key() + "/rows.csv",
                        choice.parameters().toArray(String[]::new)),
                delivery.scope().source() == Scope.Source.SAMPLES,
                size,
                size > LINES ? "%,d to %,d of %,d".formatted(skip + 1, skip + rows.size(), size) : "",
                what(choice, metric, delivery),
                rows,
                choice.out().filter(LeftOut.Because.UNLINKED::equals).isPresent()
                        ? fixed.at("/dora/" + Metric.DEPLOYMENT_FREQUENCY.key() + "/rows")
                        : "",
                page > 1 ? page(fixed, metric, choice, page - 1) : "",
                skip + rows.size() < size ? page(fixed, metric, choice, page + 1) : "");
    }

    private static String page(DoraAddress address, Metric metric, RowChoice choice, int number) {
        List<String> parameters = new ArrayList<>(choice.parameters());
        parameters.add("page");
        parameters.add(String.valueOf(number));
        return address.at("/dora/" + metric.key() + "/rows", parameters.toArray(String[]::new));
    }

    private static List<String> what(RowChoice choice, Metric metric, Delivery delivery) {
        List<String> what = new ArrayList<>();
        what.add(choice.out()
                .map(LeftOut.Because::text)
                .map(text -> "left out: " + text)
                .orElse(metric == Metric.CHANGE_LEAD_TIME ? "changes" : "deployments"));
        choice.week()
                .ifPresentOrElse(
                        week -> what.add("week of " + week),
                        () -> what.add(DoraPage.days(choice.within(delivery.span()))));
        if (choice.only()) {
            what.add(metric == Metric.CHANGE_FAIL_RATE ? "failed" : "not planned");
        }
        if (!choice.bucket().isEmpty()) {
            Buckets.of(metric).stream()
                    .filter(bucket -> bucket.key().equals(choice.bucket()))
                    .forEach(bucket -> what.add(bucket.text()));
        }
        return what;
    }
}
