package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.ledger.IncidentReport;
import dev.fairway.ledger.Testimony;
import dev.fairway.ledger.incidents.IncidentCalls;
import dev.fairway.ledger.incidents.IncidentOutcome;
import dev.fairway.ledger.incidents.IncidentSource;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Open;
import dev.fairway.web.dora.Judges;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Incidents, told by people and scripts with a token, and by alerting systems with a signature; and what people say of
 * deployments.
 */
@RestController
@EnableConfigurationProperties(IncidentProperties.class)
class IncidentsApi {

    private final Testimony testimony;
    private final Judges judges;
    private final IncidentProperties properties;
    private final Clock clock;

    IncidentsApi(Testimony testimony, Judges judges, IncidentProperties properties, Clock clock) {
        this.judges = judges;
        this.testimony = testimony;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * {@code {"id", "title", "startedAt", "resolvedAt", "deployment", "operation", "commit", "application", "service", "environment", "url"}}. A report may be
     * about any service of any project and adds to the one of the same id, so it takes who may sync everywhere.
     */
    @PostMapping("/api/v1/incidents")
    @Needs(action = "sync", on = On.INSTALLATION)
    Map<String, String> report(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        IncidentReport report = IncidentCalls.told(body, clock.instant());
        testimony.report(report, principal.actor());
        return Map.of("incident", report.incident());
    }

    /** {@code {"incident", "linked", "reason"}}: a person's word that the deployment caused it, or did not. */
    @PostMapping("/api/v1/deployments/{id}/incidents")
    @Needs(action = "sync", on = On.SOMEWHERE)
    Map<String, String> link(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        judges.requireMayJudge(id, principal);
        require(body, "{\"incident\": \"pagerduty:P7\", \"linked\": true, \"reason\": \"…\"}");
        JsonNode linked = body.path("linked");
        if (!linked.isMissingNode() && !linked.isBoolean()) {
            throw refused("The field linked is true or false.");
        }
        testimony.link(
                text(body, "incident"),
                id,
                linked.asBoolean(true),
                text(body, "reason"),
                principal.actor(),
                clock.instant());
        return Map.of("deployment", id);
    }

    /** {@code {"as": "FAILED" | "NOT_FAILED" | "PLANNED" | "UNPLANNED", "reason"}}. */
    @PostMapping("/api/v1/deployments/{id}/classification")
    @Needs(action = "sync", on = On.SOMEWHERE)
    Map<String, String> reclassify(
            @PathVariable String id, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        judges.requireMayJudge(id, principal);
        require(body, "{\"as\": \"NOT_FAILED\", \"reason\": \"…\"}");
        String said = text(body, "as").toUpperCase(Locale.ROOT);
        testimony.reclassify(id, said, text(body, "reason"), principal.actor(), clock.instant());
        return Map.of("deployment", id, "as", said);
    }

    private static void require(JsonNode body, String like) {
        if (!body.isObject()) {
            throw refused("The body is a JSON object like %s.".formatted(like));
        }
    }

    /** Empty if it is not there. */
    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw refused("The field %s is a text.".formatted(field));
        }
        return value.stringValue();
    }

    private static ProblemException refused(String why) {
        return Problem.stalled("InvalidRequest", why).asException();
    }

    /** Open to anyone; who sends it is proved before the body is parsed. */
    @PostMapping("/api/webhook/incidents/{system}")
    @Open
    ResponseEntity<?> receive(@PathVariable String system, HttpServletRequest request) throws IOException {
        IncidentSource source = IncidentSource.of(system).orElseThrow(() -> Problem.stalled(
                        "NotFound", "Incidents come from pagerduty, opsgenie, alertmanager or generic.")
                .asException());
        byte[] body = request.getInputStream().readNBytes(IncidentCalls.MOST_BYTES + 1);
        Map<String, String> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
        return switch (IncidentCalls.read(source, headers, body, properties.secret(source), clock.instant())) {
            case IncidentOutcome.Told told -> {
                told.reports().forEach(report -> testimony.report(report, Actor.token(source.key())));
                yield ResponseEntity.ok(Map.of("accepted", told.reports().size()));
            }
            case IncidentOutcome.Refused refused -> {
                HttpStatus status = HttpStatus.valueOf(refused.status());
                yield ResponseEntity.status(status)
                        .body(ApiProblems.document(status, "WebhookRefused", refused.reason()));
            }
        };
    }
}
