package dev.fairway.ledger;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people and alerting systems say of deployments: incidents, what caused them, what counts as failed. */
@Component
@Transactional
public class Testimony {

    /** What a person can say of a deployment. */
    public static final Set<String> WORDS = Set.of("FAILED", "NOT_FAILED", "PLANNED", "UNPLANNED");

    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    Testimony(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Keeps a report; the same one again changes nothing. */
    public void report(IncidentReport report, Actor actor) {
        require(!report.key().isBlank(), "An incident needs an id of its own.");
        require(!report.title().isBlank(), "An incident needs a title.");
        require(
                report.resolvedAt()
                        .filter(end -> end.isBefore(report.startedAt()))
                        .isEmpty(),
                "The incident ends before it begins.");
        int written = jdbc.sql("""
                        insert into incident_reports (incident, source, title, deployment, operation, revision, application,
                            service, environment, started_at, resolved_at, address, actor_kind, actor_name)
                        values (:incident, :source, :title, :deployment, :operation, :revision, :application,
                            :service, :environment, :started, :resolved, :address, :kind, :name)
                        on conflict do nothing""")
                .param("incident", cut(report.incident()))
                .param("source", cut(report.source()))
                .param("title", cut(report.title()))
                .param("deployment", cut(report.deployment()))
                .param("operation", cut(report.operation()))
                .param("revision", cut(report.revision()))
                .param("application", cut(report.application()))
                .param("service", cut(report.service()))
                .param("environment", cut(report.environment()))
                .param("started", Timestamp.from(report.startedAt()))
                .param("resolved", report.resolvedAt().map(Timestamp::from).orElse(null))
                .param("address", cut(report.address()))
                .param("kind", actor.kind().name())
                .param("name", actor.name())
                .update();
        if (written > 0) {
            audit.record(
                    actor,
                    "incident.report",
                    "incident:" + cut(report.incident()),
                    Map.of("title", cut(report.title())));
        }
    }

    /** A person's word that a deployment caused an incident, or did not. */
    public void link(String incident, String deployment, boolean linked, String reason, Actor actor, Instant now) {
        require(!incident.isBlank(), "Say which incident, like pagerduty:P7.");
        requireReason(reason);
        boolean known = jdbc.sql("select exists (select 1 from told_incident_reports where incident = :incident)")
                .param("incident", clean(incident))
                .query(Boolean.class)
                .single();
        if (!known) {
            throw Problem.stalled("NotFound", "There is no incident %s.".formatted(cut(incident)))
                    .asException();
        }
        jdbc.sql("""
                        insert into incident_links (incident, deployment, linked, reason, actor_kind, actor_name, said_at)
                        values (:incident, :deployment, :linked, :reason, :kind, :name, :at)""")
                .param("incident", clean(incident))
                .param("deployment", cut(deployment))
                .param("linked", linked)
                .param("reason", clean(reason.strip()))
                .param("kind", actor.kind().name())
                .param("name", actor.name())
                .param("at", Timestamp.from(now))
                .update();
        audit.record(
                actor,
                linked ? "incident.link" : "incident.unlink",
                "deployment:" + cut(deployment),
                Map.of("incident", clean(incident), "reason", clean(reason.strip())));
    }

    /** A person's word on what a deployment counts as. */
    public void reclassify(String deployment, String said, String reason, Actor actor, Instant now) {
        requireReason(reason);
        require(WORDS.contains(said), "A deployment is FAILED, NOT_FAILED, PLANNED or UNPLANNED.");
        jdbc.sql("""
                        insert into reclassifications (deployment, said, reason, actor_kind, actor_name, said_at)
                        values (:deployment, :said, :reason, :kind, :name, :at)""")
                .param("deployment", cut(deployment))
                .param("said", said)
                .param("reason", clean(reason.strip()))
                .param("kind", actor.kind().name())
                .param("name", actor.name())
                .param("at", Timestamp.from(now))
                .update();
        audit.record(
                actor,
                "deployment.reclassify",
                "deployment:" + cut(deployment),
                Map.of("as", said, "reason", clean(reason.strip())));
    }

    private static void requireReason(String reason) {
        require(!reason.isBlank(), "Say why: the reason is kept beside the figure.");
        require(reason.strip().length() <= LONGEST, "The reason is too long: at most " + LONGEST + " letters.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.stalled("InvalidRequest", otherwise).asException();
        }
    }

    private static String cut(String text) {
        String clean = clean(text);
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }

    /** Postgres has no text with a zero in it. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
