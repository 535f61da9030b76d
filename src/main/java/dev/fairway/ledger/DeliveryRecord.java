package dev.fairway.ledger;

import dev.fairway.ledger.DeliveryFacts.Ended;
import dev.fairway.ledger.DeliveryFacts.Shipped;
import dev.fairway.ledger.DeliveryFacts.Told;
import dev.fairway.ledger.DeliveryFacts.Where;
import dev.fairway.ledger.DeliveryFacts.Word;
import dev.fairway.ledger.DeliveryFacts.Worsened;
import dev.fairway.resource.ApplicationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what figures are made of. */
@Component
public class DeliveryRecord {

    private static final String SELECTED = """
            (:team = '' or %1$s.team = :team) and (:service = '' or %1$s.service = :service)
            and (:application = '' or %1$s.application = :application)
            and case when :environment = '' then %1$s.production else %1$s.environment = :environment end""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeliveryRecord(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Everything since then of the applications that are asked for; incidents and words of all. */
    public DeliveryFacts since(Instant from, Selection selection) {
        return new DeliveryFacts(
                shipped(from, selection), ended(from, selection), worsened(from), incidents(from), words(from));
    }

    /** Teams, services, applications and environments that anything was deployed for since then, and how often. */
    public List<Where> places(Instant from) {
        return jdbc.sql("""
                        select distinct application, project, team, service, environment, production, cluster
                        from deployments where healthy_at >= :from""")
                .param("from", Timestamp.from(from))
                .query((row, number) -> where(row))
                .list();
    }

    /** Where a deployment, or an operation called {@code op-<number>}, happened; empty if that is production or not known. */
    public Optional<String> environmentOf(String id) {
        String digits = id.startsWith("op-") ? id.substring(3) : id;
        if (!digits.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select environment, production from %s where id = :id"
                        .formatted(id.startsWith("op-") ? "operations" : "deployments"))
                .param("id", Long.parseLong(digits))
                .query((row, number) -> row.getBoolean("production") ? "" : row.getString("environment"))
                .optional()
                .filter(environment -> !environment.isEmpty());
    }

    /** What a deployment, or an operation called {@code op-<number>}, is about. */
    public Optional<Concerned> concerned(String id) {
        String digits = id.startsWith("op-") ? id.substring(3) : id;
        if (!digits.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return jdbc.sql("select application, project from %s where id = :id"
                        .formatted(id.startsWith("op-") ? "operations" : "deployments"))
                .param("id", Long.parseLong(digits))
                .query((row, number) ->
                        new Concerned(ApplicationName.parse(row.getString("application")), row.getString("project")))
                .optional();
    }

    private List<Shipped> shipped(Instant from, Selection selection) {
        return selected(jdbc.sql("""
                select d.*, coalesce(o.kind, '') as operation_kind, coalesce(o.reason, '') as operation_reason,
                       coalesce(e.effect, 'APPLIED') as effect
                from deployments d left join operations o on o.id = d.operation_id
                left join lateral (%s) e on true
                where d.healthy_at >= :from and %s""".formatted(effects("d.operation_id"), SELECTED.formatted("d"))), from, selection)
                .query((row, number) -> {
                    List<Deployment.DeployedCommit> commits = Commits.read(json, row.getString("commits"));
                    String previous = row.getString("previous_hash");
                    return new Shipped(
                            row.getLong("id"),
                            where(row),
                            Optional.ofNullable(row.getObject("operation_id", Long.class)),
                            row.getString("operation_kind"),
                            row.getString("operation_reason"),
                            Arrays.asList((String[]) row.getArray("revisions").getArray()),
                            row.getString("effect"),
                            row.getString("rendered_hash"),
                            previous == null || previous.isEmpty(),
                            commits,
                            row.getBoolean("commits_truncated"),
                            row.getString("actor_name"),
                            row.getTimestamp("live_at").toInstant(),
                            row.getTimestamp("healthy_at").toInstant());
                })
                .list();
    }

    /** Any attempt that applied something applied something. */
    private static String effects(String operation) {
        return """
               select min(effect) as effect from attempt_effects where operation_id = %s""".formatted(operation);
    }

    private List<Ended> ended(Instant from, Selection selection) {
        return selected(jdbc.sql("""
                select o.*, v.result as sync_result, v.message as sync_message, v.reached_at as ended_at,
                       coalesce(r.result, '') as rollout_result, coalesce(r.reached_at, v.reached_at) as settled_at,
                       coalesce(e.effect, 'APPLIED') as effect, coalesce(l.failed_phase, '') as failed_phase,
                       coalesce(a.revisions, o.revisions) as tried
                from operations o
                join operation_verdicts v on v.operation_id = o.id and v.verdict = 'sync'
                left join operation_verdicts r on r.operation_id = o.id and r.verdict = 'rollout'
                left join lateral (%s) e on true
                left join lateral (select failed_phase from attempt_effects
                                   where operation_id = o.id order by attempt desc limit 1) l on true
                left join lateral (select revisions from operation_attempts
                                   where operation_id = o.id order by attempt desc limit 1) a on true
                where o.started_at >= :from and %s""".formatted(effects("o.id"), SELECTED.formatted("o"))), from, selection)
                .query((row, number) -> new Ended(
                        row.getLong("id"),
                        where(row),
                        row.getString("kind"),
                        json.readTree(row.getString("request")).path("dryRun").asBoolean(false),
                        Arrays.asList((String[]) row.getArray("tried").getArray()),
                        row.getString("sync_result"),
                        row.getString("sync_message"),
                        row.getString("effect"),
                        row.getString("failed_phase"),
                        row.getString("rollout_result"),
                        row.getString("actor_name"),
                        row.getTimestamp("ended_at").toInstant(),
                        row.getTimestamp("settled_at").toInstant()))
                .list();
    }

    private static JdbcClient.StatementSpec selected(
            JdbcClient.StatementSpec statement, Instant from, Selection selection) {
        return statement
                .param("from", Timestamp.from(from))
                .param("team", selection.team())
                .param("service", selection.service())
                .param("application", selection.application())
                .param("environment", selection.environment());
    }

    private List<Worsened> worsened(Instant from) {
        return jdbc.sql("""
                        select application, at, message from status_changes where health = 'Degraded' and at >= :from""")
                .param("from", Timestamp.from(from))
                .query((row, number) -> new Worsened(
                        row.getString("application"), row.getTimestamp("at").toInstant(), row.getString("message")))
                .list();
    }

    private List<Told> incidents(Instant from) {
        Map<String, List<Link>> links = jdbc
                .sql("""
                        select distinct on (incident, deployment) incident, deployment, linked from told_incident_links
                        order by incident, deployment, said_at desc, id desc""")
                .query((row, number) ->
                        new Link(row.getString("incident"), row.getString("deployment"), row.getBoolean("linked")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Link::incident));
        return jdbc.sql("""
                        select incident, max(title) as title, max(deployment) as deployment, max(operation) as operation,
                               max(revision) as revision, max(application) as application, max(service) as service,
                               max(environment) as environment, max(address) as address, min(started_at) as started_at,
                               max(resolved_at) as resolved_at
                        from told_incident_reports group by incident having min(started_at) >= :from order by 10, 1""")
                .param("from", Timestamp.from(from))
                .query((row, number) -> told(row, links.getOrDefault(row.getString("incident"), List.of())))
                .list();
    }

    private record Link(String incident, String deployment, boolean linked) {}

    private static Told told(ResultSet row, List<Link> links) throws SQLException {
        return new Told(
                row.getString("incident"),
                row.getString("title"),
                row.getString("deployment"),
                row.getString("operation"),
                row.getString("revision"),
                row.getString("application"),
                row.getString("service"),
                row.getString("environment"),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("resolved_at")).map(Timestamp::toInstant),
                row.getString("address"),
                deployments(links, true),
                deployments(links, false));
    }

    private static Set<String> deployments(List<Link> links, boolean linked) {
        return links.stream()
                .filter(link -> link.linked() == linked)
                .map(Link::deployment)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private List<Word> words(Instant from) {
        return jdbc.sql("""
                        select deployment, said, reason, actor_name, said_at from reclassifications
                        where said_at >= :from order by id""")
                .param("from", Timestamp.from(from))
                .query((row, number) -> new Word(
                        row.getString("deployment"),
                        row.getString("said"),
                        row.getString("actor_name"),
                        row.getString("reason"),
                        row.getTimestamp("said_at").toInstant()))
                .list();
    }

    private static Where where(ResultSet row) throws SQLException {
        return new Where(
                row.getString("application"),
                row.getString("project"),
                row.getString("team"),
                row.getString("service"),
                row.getString("environment"),
                row.getBoolean("production"),
                row.getString("cluster"));
    }
}
