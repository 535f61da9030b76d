package dev.fairway.web.audit;

import dev.fairway.audit.AuditEntry;
import dev.fairway.resource.Actor;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry, as people read it.
 *
 * @param kind person, token or automation
 * @param result a mark and a word
 * @param detail JSON; empty if there is none
 * @param targetHref the page of the target, if it has one
 */
record AuditRow(
        long id,
        Age at,
        String actor,
        String kind,
        String action,
        String target,
        String targetHref,
        Mark result,
        String reason,
        String detail,
        String requestId) {

    static AuditRow of(AuditEntry entry, Instant now) {
        return new AuditRow(
                entry.id(),
                Age.of(entry.recordedAt(), now),
                entry.actor().name(),
                kind(entry.actor()),
                entry.action(),
                entry.target(),
                href(entry.target()).orElse(""),
                mark(entry.result()),
                entry.reason(),
                entry.detail().equals("{}") ? "" : entry.detail(),
                entry.requestId().orElse(""));
    }

    private static String kind(Actor actor) {
        return switch (actor.kind()) {
            case PERSON -> "person";
            case TOKEN -> "token";
            case AUTOMATION -> "automation";
        };
    }

    private static Mark mark(String result) {
        return switch (result) {
            case "done" -> new Mark("healthy", "ok", "done");
            case "refused" -> new Mark("outofsync", "warn", "refused");
            default -> new Mark("failed", "bad", result);
        };
    }

    private static Optional<String> href(String target) {
        return target.matches("application:[a-z0-9.-]+/[a-z0-9.-]+")
                ? Optional.of("/apps/" + target.substring("application:".length()))
                : Optional.empty();
    }
}
