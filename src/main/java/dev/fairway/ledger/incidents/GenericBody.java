package dev.fairway.ledger.incidents;

import dev.fairway.ledger.IncidentReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An incident as Fairway itself writes it: {@code {"id", "title", "startedAt", "resolvedAt", "deployment", "operation", "commit",
 * "application", "service", "environment", "url"}}. Every field is held to what it means: who writes it by hand wants to know.
 */
final class GenericBody {

    private static final Set<String> TEXTS =
            Set.of("id", "title", "deployment", "operation", "commit", "application", "service", "environment", "url");

    private static final Set<String> TIMES = Set.of("startedAt", "resolvedAt");

    private GenericBody() {}

    /**
     * @param source who tells it; ids of one source mean nothing in another
     * @param now nothing that has happened is later than that
     * @throws dev.fairway.resource.ProblemException with the field that is wrong
     */
    static IncidentReport read(String source, JsonNode body, Instant now) {
        IncidentBodies.require(
                body.isObject(),
                "An incident is a JSON object like {\"id\": \"INC-7\", \"title\": \"Checkout fails\", \"startedAt\": \"2026-11-12T02:07:00Z\"}.");
        List<String> unknown = body.propertyNames().stream()
                .filter(name -> !TEXTS.contains(name) && !TIMES.contains(name))
                .sorted()
                .toList();
        IncidentBodies.require(
                unknown.isEmpty(),
                "An incident has no field %s. It has %s."
                        .formatted(
                                String.join(", ", unknown),
                                String.join(
                                        ", ",
                                        Stream.concat(TEXTS.stream(), TIMES.stream())
                                                .sorted()
                                                .toList())));
        for (String name : TEXTS) {
            JsonNode value = body.path(name);
            IncidentBodies.require(
                    value.isMissingNode() || value.isNull() || value.isString() || value.isIntegralNumber(),
                    "The field %s is a text.".formatted(name));
        }
        IncidentBodies.require(!IncidentBodies.text(body, "id").isEmpty(), "An incident needs an id of its own.");
        IncidentBodies.require(!IncidentBodies.text(body, "title").isEmpty(), "An incident needs a title.");
        Instant started = time(body, "startedAt")
                .orElseThrow(() -> refused("Say when the incident began: startedAt, like 2026-11-12T02:07:00Z."));
        Optional<Instant> resolved = time(body, "resolvedAt");
        IncidentBodies.require(
                IncidentBodies.hasCome(started, now),
                "The incident begins in the future: startedAt is %s, and it is %s.".formatted(started, now));
        IncidentBodies.require(
                resolved.filter(end -> !IncidentBodies.hasCome(end, now)).isEmpty(),
                "The incident ends in the future: leave resolvedAt out until it is over.");
        IncidentBodies.require(
                resolved.filter(end -> end.isBefore(started)).isEmpty(), "The incident ends before it begins.");
        return IncidentBodies.report(
                source,
                IncidentBodies.text(body, "id"),
                IncidentBodies.text(body, "title"),
                body,
                "",
                started,
                resolved,
                IncidentBodies.text(body, "url"));
    }

    private static Optional<Instant> time(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(IncidentBodies.instant(value)
                .orElseThrow(() -> refused(
                        "The field %s is a time with its offset, like 2026-11-12T02:07:00Z, or milliseconds since 1970."
                                .formatted(name))));
    }

    private static RuntimeException refused(String why) {
        return dev.fairway.resource.Problem.stalled("InvalidRequest", why).asException();
    }
}
