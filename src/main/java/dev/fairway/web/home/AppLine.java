package dev.fairway.web.home;

import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.UrgencyMark;
import java.time.Instant;

/**
 * One application in a line.
 *
 * @param owner its team
 * @param why why it needs attention; empty if it does not
 * @param whyHref the failed operation, or the application
 * @param since when it became so
 */
record AppLine(
        String id,
        String name,
        String href,
        Mark state,
        String owner,
        String destination,
        String why,
        String whyHref,
        Age since) {

    static AppLine of(Entry entry, Instant now) {
        String href = AppLink.to(entry.name());
        return new AppLine(
                "home-" + entry.name().namespace() + "-" + entry.name().name(),
                entry.name().name(),
                href,
                UrgencyMark.of(entry.urgency()),
                entry.asked().team(),
                entry.destination(),
                entry.why(),
                entry.urgency() == dev.fairway.web.query.Urgency.FAILED
                        ? entry.going()
                                .operation()
                                .map(operation -> "/ops/" + operation.id())
                                .orElse(href)
                        : href,
                Age.of(entry.going().changedAt(), now));
    }
}
