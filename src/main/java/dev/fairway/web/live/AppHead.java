package dev.fairway.web.live;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Channel;
import dev.fairway.web.view.Channels;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.Optional;

/**
 * The line of states at the head of an application's pages.
 *
 * @param topic what to listen to for a fresh one
 * @param operationHref the page of the operation; empty if there was none
 */
public record AppHead(
        String topic,
        Mark health,
        Mark sync,
        Mark operation,
        String operationHref,
        Channel channel,
        String revision,
        String subject,
        Optional<Age> changed) {

    static AppHead of(ApplicationName name, Entry entry, Instant now) {
        return new AppHead(
                "head:" + name,
                entry.asked().deleting()
                        ? Mark.TERMINATING
                        : Mark.of(entry.going().health()),
                Mark.of(entry.going().sync()),
                entry.going()
                        .operation()
                        .map(operation -> Mark.of(operation.phase()))
                        .orElse(Mark.NONE),
                entry.going()
                        .operation()
                        .map(operation -> "/ops/" + operation.id())
                        .orElse(""),
                Channels.of(entry),
                entry.going().revisions().stream()
                        .findFirst()
                        .map(ShortRevision::of)
                        .orElse(""),
                entry.going().head().map(Entry.Head::subject).orElse(""),
                Optional.of(Age.of(entry.going().changedAt(), now)));
    }
}
