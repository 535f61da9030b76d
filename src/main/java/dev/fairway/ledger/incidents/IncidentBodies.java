package dev.fairway.ledger.incidents;

import dev.fairway.ledger.IncidentReport;
import dev.fairway.resource.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * From each system's JSON to reports. A body that is none of the system's is refused; a call of it that tells of no incident
 * (a test, a note) gives none.
 */
final class IncidentBodies {

    private static final int MOST = 500;
    private static final int LONGEST = 500;

    /** Whose body is of Fairway's own making. */
    private static final Set<String> OWN = Set.of("api", "generic");

    /** By how much the clocks of two machines may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private IncidentBodies() {}

    /** @throws dev.fairway.resource.ProblemException in words for whoever set the system up */
    static List<IncidentReport> read(IncidentSource source, JsonNode body, Instant now) {
        return switch (source) {
            case PAGERDUTY -> pagerDuty(object(body, "event", "PagerDuty (webhook v3)"), now);
            case OPSGENIE -> opsgenie(body, object(body, "alert", "Opsgenie"), now);
            case ALERTMANAGER -> alertmanager(body, now);
            case GENERIC -> List.of(GenericBody.read(source.key(), body, now));
        };
    }

    private static JsonNode object(JsonNode body, String field, String system) {
        require(
                body.path(field).isObject(),
                "A call of %s is a JSON object with an object \"%s\". This one is none.".formatted(system, field));
        return body.path(field);
    }

    private static List<IncidentReport> pagerDuty(JsonNode event, Instant now) {
        JsonNode data = event.path("data");
        String type = text(event, "event_type");
        String about = text(data, "type");
        if (!type.startsWith("incident.") || !(about.isEmpty() || about.equals("incident"))) {
            return List.of();
        }
        Instant occurred = past(event.path("occurred_at"), now).orElse(now);
        IncidentReport told = report(
                "pagerduty",
                named(data, "id"),
                named(data, "title"),
                data.path("custom_details"),
                text(data.path("service"), "summary"),
                past(data.path("created_at"), now).orElse(occurred),
                // Its status is that of the moment of sending: what else is told of a resolved one is later than its
                // end.
                type.equals("incident.resolved") ? Optional.of(occurred) : Optional.empty(),
                text(data, "html_url"));
        return type.equals("incident.reopened") ? List.of(told, told.again(occurred)) : List.of(told);
    }

    private static List<IncidentReport> opsgenie(JsonNode body, JsonNode alert, Instant now) {
        boolean over = Set.of("Close", "Delete").contains(text(body, "action"));
        Instant updated = past(alert.path("updatedAt"), now).orElse(now);
        return List.of(report(
                "opsgenie",
                named(alert, "alertId"),
                named(alert, "message"),
                alert.path("details"),
                text(alert, "entity"),
                past(alert.path("createdAt"), now).orElse(updated),
                over ? Optional.of(updated) : Optional.empty(),
                ""));
    }

    private static List<IncidentReport> alertmanager(JsonNode body, Instant now) {
        JsonNode alerts = body.path("alerts");
        require(alerts.isArray(), "A call of Alertmanager is a JSON object with a list \"alerts\". This one is none.");
        require(
                alerts.size() <= MOST,
                "There are %d alerts in one call, and %d are the most. Set max_alerts in the receiver's webhook_config."
                        .formatted(alerts.size(), MOST));
        return alerts.valueStream()
                .map(alert -> alertmanagers(alert, now))
                .filter(report -> !report.key().isBlank() && !report.title().isBlank())
                .toList();
    }

    /** The same alert that fires again later is another incident: its beginning is part of its name. */
    private static IncidentReport alertmanagers(JsonNode alert, Instant now) {
        JsonNode labels = alert.path("labels");
        boolean over = text(alert, "status").equals("resolved");
        Instant started = past(alert.path("startsAt"), now).orElse(now);
        String summary = text(alert.path("annotations"), "summary");
        return report(
                "alertmanager",
                text(alert, "fingerprint").isEmpty() ? "" : text(alert, "fingerprint") + "@" + started.getEpochSecond(),
                summary.isEmpty() ? text(labels, "alertname") : summary,
                labels,
                "",
                started,
                over
                        ? Optional.of(past(alert.path("endsAt"), now)
                                .filter(end -> !end.isBefore(started))
                                .orElse(now))
                        : Optional.empty(),
                text(alert, "generatorURL"));
    }

    /** @param names where deployment, operation, commit, application, service and environment may be named */
    static IncidentReport report(
            String source,
            String key,
            String title,
            JsonNode names,
            String service,
            Instant started,
            Optional<Instant> resolved,
            String address) {
        String named = first(names, "service");
        return new IncidentReport(
                source,
                key,
                title,
                first(names, OWN.contains(source) ? "deployment" : "deployment_id", "fairway_deployment"),
                first(names, "operation", "fairway_operation"),
                first(names, "commit", "revision"),
                first(names, "application", "argocd_application"),
                named.isEmpty() ? service : named,
                first(names, "environment", "env"),
                started,
                resolved.map(end -> end.isBefore(started) ? started : end),
                address);
    }

    private static String first(JsonNode node, String... names) {
        return Stream.of(names)
                .map(name -> text(node, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String named(JsonNode node, String name) {
        String text = text(node, name);
        require(!text.isEmpty(), "The incident has no \"%s\".".formatted(name));
        return text;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        String text = value.isString() ? value.stringValue() : value.isIntegralNumber() ? value.asString() : "";
        String clean = text.replace('\0', '\uFFFD').strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }

    /** Milliseconds, or a time with its offset; what no incident can have begun at is no time. */
    static Optional<Instant> instant(JsonNode node) {
        return time(node).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
    }

    /** What a system says of the past; a clock that is ahead of ours tells nothing of it. */
    private static Optional<Instant> past(JsonNode node, Instant now) {
        return instant(node).map(at -> hasCome(at, now) ? at : now);
    }

    static boolean hasCome(Instant at, Instant now) {
        return !at.isAfter(now.plus(SKEW));
    }

    private static Optional<Instant> time(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            long value = node.longValue();
            // One of them counts in nanoseconds.
            return Optional.of(Instant.ofEpochMilli(value > 100_000_000_000_000L ? value / 1_000_000 : value));
        }
        try {
            return node.isString()
                    ? Optional.of(OffsetDateTime.parse(node.stringValue()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.stalled("InvalidRequest", otherwise).asException();
        }
    }
}
