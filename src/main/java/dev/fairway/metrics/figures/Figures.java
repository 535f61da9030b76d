package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All that a history counts, ready to be cut into periods. */
public final class Figures {

    private final Rules rules;
    private final List<Release> releases;
    private final Map<Metric, List<Row>> rows = new EnumMap<>(Metric.class);
    private final Map<Metric, List<LeftOut>> leftOut = new EnumMap<>(Metric.class);

    private Figures(Rules rules, List<Release> releases, List<LeftOut> none, List<LeftOut> unlinked) {
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
        Landings landings = Landings.of(history);
        Failing.Judged judged = Failing.judge(landings, history, rules);
        return new Figures(rules, Releases.of(judged.landings(), history), landings.leftOut(), judged.leftOut());
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

    /** The figure of one period. */
    public Figure of(Metric metric, Span span) {
        Instant from = span.from();
        Instant to = span.to();
        List<Row> counted = counted(metric).stream()
                .filter(row -> !row.at().isBefore(from) && row.at().isBefore(to))
                .toList();
        List<LeftOut> out = uncounted(metric).stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList();
        boolean enough = counted.size() >= rules.enough() && !counted.isEmpty();
        OptionalDouble value = enough ? OptionalDouble.of(value(metric, counted, span)) : OptionalDouble.empty();
        OptionalDouble p90 = enough && metric.unit() == Metric.Unit.SECONDS
                ? OptionalDouble.of(Tally.p90(seconds(counted)))
                : OptionalDouble.empty();
        return new Figure(metric, span, value, p90, counted, out);
    }

    private static double value(Metric metric, List<Row> counted, Span span) {
        return switch (metric.unit()) {
            case SECONDS -> Tally.median(seconds(counted));
            case PER_WEEK -> counted.size() * 7.0 / span.days();
            case PERCENT -> 100.0 * counted.stream().filter(Row::hit).count() / counted.size();
        };
    }

    private static double[] seconds(List<Row> rows) {
        return rows.stream().mapToDouble(Row::seconds).sorted().toArray();
    }
}
