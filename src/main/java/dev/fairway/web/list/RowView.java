package dev.fairway.web.list;

import dev.fairway.health.HealthStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Channel;
import dev.fairway.web.view.Channels;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.List;

/**
 * One application as a row, a card or a tile shows it.
 *
 * @param id its id in the page, stable as long as the application lives
 * @param key its namespace and name, for forms and live topics
 * @param repository the first source
 * @param whyHref where the reason is explained
 * @param starred by whoever looks
 */
record RowView(
        String id,
        String key,
        String name,
        String href,
        String team,
        Mark health,
        Mark sync,
        Channel channel,
        OperationCell operation,
        String cluster,
        String destination,
        String repository,
        String revision,
        String subject,
        Age changed,
        String mode,
        String why,
        String whyHref,
        boolean starred) {

    static RowView of(Picture picture, Entry entry, Instant now) {
        OperationCell operation = OperationCell.of(entry, now);
        String href = AppLink.to(entry.name());
        return new RowView(
                id(entry.name()),
                entry.name().toString(),
                entry.name().name(),
                href,
                entry.asked().team(),
                entry.asked().deleting()
                        ? Mark.TERMINATING
                        : Mark.of(entry.going().health()),
                Mark.of(entry.going().sync()),
                Channels.of(entry),
                operation,
                entry.asked().cluster(),
                entry.destination(),
                entry.asked().repositories().stream().findFirst().orElse(""),
                revision(entry.going().revisions()),
                entry.going().head().map(Entry.Head::subject).orElse(""),
                Age.of(entry.going().changedAt(), now),
                entry.asked().automated() ? "Auto" : "Manual",
                entry.why(),
                operation.hot() && entry.going().health() != HealthStatus.HEALTHY ? operation.href() : href,
                picture.isStarred(entry.name()));
    }

    static String id(ApplicationName name) {
        return "app-" + name.namespace() + "-" + name.name();
    }

    private static String revision(List<String> revisions) {
        return revisions.stream().findFirst().map(ShortRevision::of).orElse("");
    }
}
