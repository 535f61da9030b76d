package dev.fairway.web.ledger;

import dev.fairway.ledger.Running;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /ledger}.
 *
 * @param against the second instant; empty if nothing is compared
 * @param rows what ran, or with a second instant what differs
 */
record LedgerPage(String at, String against, String environment, String sentence, boolean compared, List<Line> rows) {

    /** @param before empty but in a comparison */
    record Line(
            String application,
            String href,
            String environment,
            String cluster,
            String before,
            String revision,
            String images,
            String actor,
            String since,
            String deploymentHref) {}

    static LedgerPage of(
            List<Running> running,
            Optional<List<Running>> other,
            Instant at,
            Optional<Instant> against,
            String environment,
            ZoneId zone) {
        List<Line> rows = other.map(after -> Difference.between(running, after).stream()
                        .map(each -> line(each, zone))
                        .toList())
                .orElseGet(
                        () -> running.stream().map(each -> line(each, "", zone)).toList());
        String where = environment.isEmpty() ? "everywhere" : "in " + environment;
        return new LedgerPage(
                field(at, zone),
                against.map(moment -> field(moment, zone)).orElse(""),
                environment,
                against.map(moment ->
                                "What differs " + where + " between " + clock(at, zone) + " and " + clock(moment, zone))
                        .orElse("What ran " + where + " on " + clock(at, zone)),
                other.isPresent(),
                rows);
    }

    private static Line line(Difference each, ZoneId zone) {
        String before = each.before().map(LedgerPage::revision).orElse("nothing");
        return each.after()
                .map(after -> line(after, before, zone))
                .orElseGet(() -> line(each.before().orElseThrow(), before, zone));
    }

    private static Line line(Running each, String before, ZoneId zone) {
        return new Line(
                each.application(),
                "/apps/" + each.application(),
                each.environment(),
                each.cluster(),
                before,
                revision(each),
                String.join(", ", each.images()),
                each.actor(),
                clock(each.since(), zone),
                "/deployments/" + each.deployment());
    }

    private static String revision(Running each) {
        return each.revisions().isEmpty()
                ? ""
                : ShortRevision.of(each.revisions().getFirst());
    }

    private static String clock(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH)
                .withZone(zone)
                .format(at);
    }

    private static String field(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
