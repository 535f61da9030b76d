package dev.fairway.ledger.incidents;

import dev.fairway.ledger.IncidentReport;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** From each system's JSON to reports. */
final class IncidentBodies {

    private static final int MOST = 500;
    private static final int LONGEST = 500;

    private IncidentBodies() {}

    static List<IncidentReport> read(IncidentSource source, JsonNode body, Instant now) {
        return switch (source) {
            case PAGERDUTY -> List.of(pagerDuty(body.path("event"), now));
            case OPSGENIE -> List.of(opsgenie(body, now));
            case ALERTMANAGER ->
                body.path("alerts")
                        .valueStream()
                        .limit(MOST)
                        .map(alert -> alertmanager(alert, now))
                        .toList();
            case GENERIC -> List.of(generic(body));
        };
    }

    private static IncidentReport pagerDuty(JsonNode event, Instant now) {
        JsonNode data = event.path("data");
        boolean over = text(event, "event_type").equals("incident.resolved")
                || text(data, "status").equals("resolved");
        Instant occurred = instant(event.path("occurred_at")).orElse(now);
        return report(
                "pagerduty",
                text(data, "id"),
                text(data, "title"),
                data.path("custom_details"),
                text(data.path("service"), "summary"),
                instant(data.path("created_at")).orElse(occurred),
                over ? Optional.of(occurred) : Optional.empty(),
                text(data, "html_url"));
    }

    private static IncidentReport opsgenie(JsonNode body, Instant now) {
        JsonNode alert = body.path("alert");
        boolean over = text(body, "action").equals("Close");
        Instant updated = instant(alert.path("updatedAt")).orElse(now);
        return report(
                "opsgenie",
                text(alert, "alertId"),
                text(alert, "message"),
                alert.path("details"),
                text(alert, "entity"),
                instant(alert.path("createdAt")).orElse(updated),
                over ? Optional.of(updated) : Optional.empty(),
                "");
    }

    /** The same alert that fires again later is another incident: its beginning is part of its name. */
    private static IncidentReport alertmanager(JsonNode alert, Instant now) {
        JsonNode labels = alert.path("labels");
        boolean over = text(alert, "status").equals("resolved");
        Instant started = instant(alert.path("startsAt")).orElse(now);
        String summary = text(alert.path("annotations"), "summary");
        return report(
                "alertmanager",
                text(alert, "fingerprint").isEmpty() ? "" : text(alert, "fingerprint") + "@" + started.getEpochSecond(),
                summary.isEmpty() ? text(labels, "alertname") : summary,
                labels,
                "",
                started,
                over
                        ? Optional.of(instant(alert.path("endsAt"))
                                .filter(end -> !end.isBefore(started))
                                .orElse(now))
                        : Optional.empty(),
                text(alert, "generatorURL"));
    }

    static IncidentReport generic(JsonNode body) {
        return report(
                "generic",
                text(body, "id"),
                text(body, "title"),
                body,
                "",
                instant(body.path("startedAt")).orElse(Instant.EPOCH),
                instant(body.path("resolvedAt")),
                text(body, "url"));
    }

    /** @param names where deployment, operation, commit, application, service and environment may be named */
    private static IncidentReport report(
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
                first(
                        names,
                        "deployment_id",
                        "fairway_deployment",
                        source.equals("generic") ? "deployment" : "deployment_id"),
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

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        String text = value.isString() ? value.stringValue() : value.isIntegralNumber() ? value.asString() : "";
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text.strip();
    }

    /** Milliseconds, or a time with its offset. */
    private static Optional<Instant> instant(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() > 0) {
            long value = node.longValue();
            // One of them counts in nanoseconds.
            return Optional.of(Instant.ofEpochMilli(value > 100_000_000_000_000L ? value / 1_000_000 : value));
        }
        try {
            return node.isString()
                    ? Optional.of(OffsetDateTime.parse(node.stringValue()).toInstant())
                            .filter(at -> at.isAfter(Instant.EPOCH))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
