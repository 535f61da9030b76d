package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Kind;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Release;
import dev.fairway.metrics.figures.Row;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of a table of deployments.
 *
 * @param lead of the change, else of the slowest change; a dash if none is known
 */
record RowView(
        String when,
        String instant,
        String href,
        String service,
        String team,
        String sha,
        String subject,
        Mark outcome,
        String why,
        boolean rework,
        String lead,
        String recovery,
        int targets) {

    static final String NONE = "–";

    static RowView of(Row row, ZoneId zone) {
        RowView view = of(row.release(), zone);
        return row.change()
                .map(change -> view.about(change, Took.text(row.seconds())))
                .orElse(view);
    }

    static RowView of(Release release, ZoneId zone) {
        Optional<Change> newest = release.targets().stream()
                .flatMap(target -> target.changes().stream())
                .findFirst();
        return new RowView(
                brief(release.countedAt(), zone),
                release.countedAt().toString(),
                "/dora/deployments/" + release.id(),
                release.place().service(),
                release.place().team(),
                newest.map(change -> ShortRevision.of(change.sha())).orElse(""),
                newest.map(Change::subject).orElse(release.isRollback() ? release.why() : "commit not known"),
                outcome(release),
                release.failures().stream()
                        .map(Failure::why)
                        .map(Failure.Why::text)
                        .distinct()
                        .collect(Collectors.joining(", ")),
                release.kind().isUnplanned(),
                lead(release),
                recovery(release),
                release.targets().size());
    }

    /** What was left out, by what is known of it. */
    static RowView of(LeftOut each, Optional<Release> release, ZoneId zone) {
        return release.map(known -> of(known, zone))
                .orElseGet(() -> new RowView(
                        brief(each.at(), zone),
                        each.at().toString(),
                        each.id().startsWith("op-") ? "/ops/" + each.id().substring(3) : "",
                        each.label(),
                        "",
                        "",
                        each.because().text(),
                        Mark.NONE,
                        "",
                        false,
                        NONE,
                        NONE,
                        0));
    }

    private RowView about(Change change, String took) {
        return new RowView(
                when,
                instant,
                href,
                service,
                team,
                ShortRevision.of(change.sha()),
                change.subject(),
                outcome,
                why,
                rework,
                took,
                recovery,
                targets);
    }

    private static String lead(Release release) {
        return release.healthyAt()
                .flatMap(healthy -> release.targets().stream()
                        .flatMap(target -> target.changes().stream())
                        .flatMap(change -> change.mergedAt().stream())
                        .map(merged -> Duration.between(merged, healthy))
                        .filter(took -> !took.isNegative())
                        .max(Duration::compareTo))
                .filter(took -> release.targets().stream().anyMatch(target -> !target.first()))
                .filter(took -> !release.isRollback())
                .map(took -> Took.text(took.toSeconds()))
                .orElse(NONE);
    }

    private static String recovery(Release release) {
        if (!release.isFailed() || release.isRollback()) {
            return NONE;
        }
        return release.recovery().map(took -> Took.text(took.toSeconds())).orElse("open");
    }

    static Mark outcome(Release release) {
        if (release.isRollback()) {
            return new Mark("waiting", "unk", "Rollback");
        }
        if (release.isFailed()) {
            return new Mark("failed", "bad", "Failed");
        }
        return new Mark("healthy", "ok", release.kind() == Kind.HOTFIX ? "Hotfix" : "Succeeded");
    }

    /** Without the year, which the machine-readable time beside it has. */
    private static String brief(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH)
                .withZone(zone)
                .format(at);
    }

    static String clock(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH)
                .withZone(zone)
                .format(at);
    }
}
