package dev.fairway.web.drift;

import dev.fairway.ledger.Drift;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a drift's sentence rests on.
 *
 * @param href empty where there is nothing to open
 */
record Evidence(String title, String text, String href) {

    static List<Evidence> of(Drift drift, ZoneId zone) {
        List<Evidence> lines = new ArrayList<>();
        lines.add(new Evidence("Seen", full(drift.beganAt(), zone), ""));
        lines.add(new Evidence("Where", drift.environment() + ", cluster " + drift.cluster(), ""));
        lines.add(new Evidence("Git was at", revisions(drift.revisions()), ""));
        lines.add(new Evidence("Field manager", manager(drift), ""));
        drift.writtenAt()
                .ifPresent(at ->
                        lines.add(new Evidence("It wrote last", full(at, zone) + ", by the API server's clock", "")));
        drift.end().ifPresent(end -> {
            lines.add(new Evidence("Ended", full(end.at(), zone) + ": " + DriftView.how(end.how()), ""));
            end.operation().ifPresent(id -> lines.add(new Evidence("By operation", String.valueOf(id), "/ops/" + id)));
            if (end.how().equals("ACCEPTED")) {
                lines.add(new Evidence("Git was then at", revisions(end.revisions()), ""));
            }
        });
        return List.copyOf(lines);
    }

    private static String manager(Drift drift) {
        if (drift.manager().isEmpty()) {
            return drift.live().isEmpty() || drift.field().isEmpty()
                    ? "Not told: nobody owns what is gone"
                    : "Not told by the API server";
        }
        return "%s, %s%s"
                .formatted(
                        drift.manager(),
                        drift.managerOperation().toLowerCase(Locale.ROOT),
                        drift.subresource().isEmpty() ? "" : " of /" + drift.subresource());
    }

    private static String revisions(List<String> revisions) {
        return revisions.stream().map(ShortRevision::of).collect(Collectors.joining(", "));
    }

    private static String full(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH)
                .withZone(zone)
                .format(at.truncatedTo(ChronoUnit.SECONDS));
    }
}
