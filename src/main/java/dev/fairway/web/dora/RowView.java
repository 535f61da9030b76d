package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Change;
import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Kind;
import dev.fairway.metrics.figures.LeftOut;
import dev.fairway.metrics.figures.Line;
import dev.fairway.metrics.figures.Release;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of a table of deployments.
 *
 * @param image the change is a commit of an image's source
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
        boolean image,
        Mark outcome,
        String why,
        boolean rework,
        String lead,
        String recovery,
        int targets) {

    static final String NONE = "–";

    static RowView of(Line line, ZoneId zone) {
        Optional<Change> shown = line.change().or(line::newest);
        boolean rollback = line.kind() == Kind.ROLLBACK;
        return new RowView(
                brief(line.at(), zone),
                line.at().toString(),
                "/dora/deployments/" + line.id(),
                line.place().service(),
                line.place().team(),
                shown.map(change -> ShortRevision.of(change.sha())).orElse(""),
                shown.map(Change::subject).orElse(rollback ? line.why() : "commit not known"),
                line.builtOf(),
                outcome(line.kind(), line.isFailed()),
                line.failures().stream().map(Failure.Why::text).collect(Collectors.joining(", ")),
                line.kind().isUnplanned(),
                (line.change().isPresent() ? Optional.of(line.took()) : line.slowest())
                        .map(took -> Took.text(took.toSeconds()))
                        .orElse(NONE),
                !line.isFailed() || rollback
                        ? NONE
                        : line.recovery()
                                .map(took -> Took.text(took.toSeconds()))
                                .orElse("open"),
                line.targets());
    }

    /** What was left out, by what is known of it. */
    static RowView of(Line.Out out, ZoneId zone) {
        LeftOut each = out.what();
        return out.release()
                .map(known -> of(known, zone))
                .orElseGet(() -> new RowView(
                        brief(each.at(), zone),
                        each.at().toString(),
                        each.id().startsWith("op-") ? "/ops/" + each.id().substring(3) : "",
                        each.label(),
                        "",
                        "",
                        each.because().text(),
                        false,
                        Mark.NONE,
                        "",
                        false,
                        NONE,
                        NONE,
                        0));
    }

    static Mark outcome(Release release) {
        return outcome(release.kind(), release.isFailed());
    }

    private static Mark outcome(Kind kind, boolean failed) {
        if (kind == Kind.ROLLBACK) {
            return new Mark("waiting", "unk", "Rollback");
        }
        if (failed) {
            return new Mark("failed", "bad", "Failed");
        }
        return new Mark("healthy", "ok", kind == Kind.HOTFIX ? "Hotfix" : "Succeeded");
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
