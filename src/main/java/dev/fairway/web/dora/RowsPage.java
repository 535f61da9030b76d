package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows behind one number: as many lines as it says.
 *
 * @param what says which rows these are
 */
record RowsPage(
        String title, String metricHref, String csvHref, boolean samples, List<String> what, List<RowView> rows) {

    static RowsPage of(Delivery delivery, DoraAddress address, Metric metric, RowChoice choice) {
        List<RowView> rows = choice.out().isPresent()
                ? choice.leftOut(delivery, metric).stream()
                        .map(each -> RowView.of(
                                each,
                                delivery.release(each.id()),
                                delivery.span().zone()))
                        .toList()
                : choice.rows(delivery, metric).stream()
                        .map(row -> RowView.of(row, delivery.span().zone()))
                        .toList();
        return new RowsPage(
                metric.title(),
                address.at("/dora/" + metric.key()),
                address.at("/dora/" + metric.key() + "/rows.csv"),
                delivery.scope().source() == Scope.Source.SAMPLES,
                what(choice, metric),
                rows);
    }

    private static List<String> what(RowChoice choice, Metric metric) {
        List<String> what = new ArrayList<>();
        what.add(choice.out()
                .map(LeftOut.Because::text)
                .map(text -> "left out: " + text)
                .orElse(metric == Metric.CHANGE_LEAD_TIME ? "changes" : "deployments"));
        choice.week().ifPresent(week -> what.add("week of " + week));
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
