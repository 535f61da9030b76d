package dev.fairway.web.ledger;

import dev.fairway.ledger.Evidence;
import dev.fairway.ledger.Running;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code /ledger}.
 *
 * @param at as the form shows it, as {@code environment}
 * @param environments to choose from: where anything ran then
 * @param publicKey what checkpoints and exports are signed with
 */
record LedgerPage(
        String at,
        String zone,
        String environment,
        List<String> environments,
        String sentence,
        List<Line> rows,
        String csvHref,
        String compareHref,
        String compareText,
        String publicKey) {

    record Line(
            String application,
            String href,
            String environment,
            String cluster,
            String revision,
            String deploymentHref,
            List<Told.ImageView> images,
            String actor,
            String reason,
            String operation,
            String approvals,
            String policy,
            String since,
            String instant) {}

    /** What is asked, and by which it is answered. */
    record Asked(Instant moment, boolean now, String environment, ZoneId zone) {}

    static LedgerPage of(
            List<Running> all, Asked asked, Evidence.Told approvals, Evidence.Told policy, String publicKey) {
        String address = LedgerAddress.query(
                "at", asked.now() ? "" : asked.moment().toString(), "environment", asked.environment());
        return new LedgerPage(
                Told.field(asked.moment(), asked.zone()),
                asked.zone().getId(),
                asked.environment(),
                environments(all, asked.environment()),
                (asked.now() ? "What runs " : "What ran ")
                        + Told.where(asked.environment())
                        + (asked.now() ? "" : " on " + Told.clock(asked.moment(), asked.zone())),
                all.stream()
                        .filter(each -> asked.environment().isEmpty()
                                || each.environment().equals(asked.environment()))
                        .map(each -> line(each, approvals, policy, asked.zone()))
                        .toList(),
                "/ledger.csv" + address,
                "/ledger/compare"
                        + LedgerAddress.query(
                                "from",
                                asked.now() ? "" : asked.moment().toString(),
                                "environment",
                                asked.environment()),
                asked.now() ? "Compare with a week ago" : "Compare with now",
                publicKey);
    }

    private static List<String> environments(List<Running> all, String chosen) {
        return Stream.concat(all.stream().map(Running::environment), Stream.of(chosen))
                .filter(each -> !each.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static Line line(Running each, Evidence.Told approvals, Evidence.Told policy, ZoneId zone) {
        return new Line(
                each.application(),
                "/apps/" + each.application(),
                each.environment(),
                each.cluster(),
                Told.revision(each),
                "/deployments/" + each.deployment(),
                each.images().stream().map(Told.ImageView::of).toList(),
                each.actor(),
                each.reason(),
                each.operation().map(String::valueOf).orElse(""),
                approvals.of(each.deployment()),
                policy.of(each.deployment()),
                Told.clock(each.since(), zone),
                each.since().toString());
    }
}
