package dev.fairway.metrics.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that a history counts, ready to be cut into periods. */
public final class Figures {

    private final Rules rules;
    private final List<Release> releases;
    private final Map<Metric, List<Row>> rows = new EnumMap<>(Metric.class);
    private final Map<Metric, List<LeftOut>> leftOut = new EnumMap<>(Metric.class);

    Figures(Rules rules, List<Release> releases, List<LeftOut> none, List<LeftOut> unlinked) {
        this.rules = rules;
        this.releases = releases;
        LeadTimes leadTimes = new LeadTimes(rules);
        for (Release release : releases) {
            if (release.isRollback()) {
                rollback(release);
            } else {
                deployment(release, leadTimes);
            }
        }
        counted(Metric.CHANGE_LEAD_TIME).addAll(leadTimes.rows());
        uncounted(Metric.CHANGE_LEAD_TIME).addAll(leadTimes.leftOut());
        for (Metric metric :
                List.of(Metric.DEPLOYMENT_FREQUENCY, Metric.CHANGE_FAIL_RATE, Metric.DEPLOYMENT_REWORK_RATE)) {
            uncounted(metric).addAll(none);
        }
        for (Metric metric : List.of(Metric.CHANGE_FAIL_RATE, Metric.FAILED_DEPLOYMENT_RECOVERY_TIME)) {
            uncounted(metric).addAll(unlinked);
        }
    }

    public static Figures of(History history, Rules rules) {
        return Landed.of(history).figures(rules);
    }

    private List<Row> counted(Metric metric) {
        return rows.computeIfAbsent(metric, any -> new ArrayList<>());
    }

    private List<LeftOut> uncounted(Metric metric) {
        return leftOut.computeIfAbsent(metric, any -> new ArrayList<>());
    }

    /** Every release, rollbacks too, oldest first. */
    public List<Release> releases() {
        return releases;
    }

    private void rollback(Release release) {
        boolean healthy = release.healthyAt().isPresent();
        if (healthy) {
            counted(Metric.DEPLOYMENT_REWORK_RATE).add(Tally.of(release, true));
        } else {
            out(Metric.DEPLOYMENT_REWORK_RATE, release, LeftOut.Because.NEVER_HEALTHY);
        }
        for (Metric metric : Metric.values()) {
            if (metric != Metric.DEPLOYMENT_REWORK_RATE
                    && (metric != Metric.FAILED_DEPLOYMENT_RECOVERY_TIME || release.isFailed())) {
                out(metric, release, LeftOut.Because.ROLLBACK);
            }
        }
    }

    private void deployment(Release release, LeadTimes leadTimes) {
        counted(Metric.CHANGE_FAIL_RATE).add(Tally.of(release, release.isFailed()));
        if (release.isFailed()) {
            recovery(release);
        }
        if (release.healthyAt().isEmpty()) {
            for (Metric metric :
                    List.of(Metric.CHANGE_LEAD_TIME, Metric.DEPLOYMENT_FREQUENCY, Metric.DEPLOYMENT_REWORK_RATE)) {
                out(metric, release, LeftOut.Because.NEVER_HEALTHY);
            }
            return;
        }
        counted(Metric.DEPLOYMENT_FREQUENCY).add(Tally.of(release, false));
        counted(Metric.DEPLOYMENT_REWORK_RATE)
                .add(Tally.of(release, release.kind().isUnplanned()));
        leadTimes.add(release);
    }

    private void recovery(Release release) {
        Metric metric = Metric.FAILED_DEPLOYMENT_RECOVERY_TIME;
        if (release.recovery().isEmpty()) {
            out(metric, release, LeftOut.Because.OPEN);
            return;
        }
        Duration took = release.recovery().get();
        if (took.isNegative()) {
            out(metric, release, LeftOut.Because.CLOCK);
        } else {
            counted(metric).add(Tally.of(release, took));
        }
    }

    private void out(Metric metric, Release release, LeftOut.Because because) {
        uncounted(metric).add(new LeftOut(release.id(), release.place().application(), because, release.countedAt()));
    }

    /** What a figure counts, of all times. */
    public List<Row> rows(Metric metric) {
        return counted(metric);
    }

    /** What a figure does not count, of all times. */
    public List<LeftOut> leftOut(Metric metric) {
        return uncounted(metric);
    }

    /** The figure of one period. */
    public Figure of(Metric metric, Span span) {
        List<Row> inside =
                counted(metric).stream().filter(row -> span.holds(row.at())).toList();
        Map<LeftOut.Because, Long> out = uncounted(metric).stream()
                .filter(each -> span.holds(each.at()))
                .collect(Collectors.groupingBy(
                        LeftOut::because, () -> new EnumMap<>(LeftOut.Because.class), Collectors.counting()));
        return Figure.of(
                metric,
                span,
                inside.size(),
                inside.stream().filter(Row::hit).count(),
                inside.stream().mapToLong(row -> row.took().toMillis()).toArray(),
                out,
                rules);
    }
}
