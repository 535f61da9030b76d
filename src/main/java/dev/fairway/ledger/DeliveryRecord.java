package dev.fairway.ledger;

import dev.fairway.ledger.DeliveryFacts.BuiltOf;
import dev.fairway.ledger.DeliveryFacts.Committed;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Reads what figures are made of. */
@Component
public class DeliveryRecord {

    /** Rows that are read at once when everything is read. */
    private static final int AT_ONCE = 20_000;
    /** What is more than that is read faster as a whole. */
    private static final int MOST_NEWS = 20_000;

    private static final String WRITTEN = " written_by >= cast(:from as xid8) and written_by < cast(:to as xid8)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    private final TransactionTemplate snapshot;

    DeliveryRecord(JdbcClient jdbc, JsonMapper json, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.snapshot.setReadOnly(true);
    }

    /**
     * How far the record has been read.
     *
     * @param horizon all transactions below it had ended
     * @param taken places of rows above it that have been read all the same
     * @param checkpoint the last one by which rows left the record; 0 if none did
     */
    public record Mark(String horizon, Set<Long> taken, long checkpoint) {}

    /** What was written since a mark, and the mark after it. */
    public record Reading(DeliveryFacts facts, Mark mark) {}

    /** By transactions as the record numbers them: they go on growing where it is restored on another server. */
    private record Snapshot(String xmin, String xmax, long checkpoint) {}

    private record Touched(String kind, String key, long place, boolean settled) {}

    /** Reads everything, in parts that fit into memory. */
    public Mark all(Consumer<DeliveryFacts> sink) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            Snapshot now = snapshot();
            sink.accept(new DeliveryFacts(
                    List.of(), List.of(), worsened("", Map.of()), incidents(), words("true", Map.of())));
            long after = Long.MIN_VALUE;
            for (List<Shipped> some = firstShipped(after); !some.isEmpty(); some = firstShipped(after)) {
                sink.accept(new DeliveryFacts(some, List.of(), List.of(), List.of(), List.of()));
                after = some.getLast().id();
            }
            after = Long.MIN_VALUE;
            for (List<Ended> some = firstEnded(after); !some.isEmpty(); some = firstEnded(after)) {
                sink.accept(new DeliveryFacts(List.of(), some, List.of(), List.of(), List.of()));
                after = some.getLast().id();
            }
            return new Mark(now.xmin(), unsettled(touched(now.xmin(), now)), now.checkpoint());
        }));
    }

    private List<Shipped> firstShipped(long after) {
        return shipped("d.id > :after order by d.id limit :most", Map.of("after", after, "most", AT_ONCE));
    }

    private List<Ended> firstEnded(long after) {
        return ended("o.id > :after order by o.id limit :most", Map.of("after", after, "most", AT_ONCE));
    }

    /**
     * Reads what was committed since the mark, and nothing twice: a transaction may end long after one that began later, so
     * rows above the horizon are remembered one by one. Facts of one operation come whole, whichever of its rows is new.
     *
     * @return empty if everything must be read anew: what was read before is not all there any more, or very much is new
     */
    public Optional<Reading> since(Mark mark) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            Snapshot now = snapshot();
            if (now.checkpoint() != mark.checkpoint()) {
                return Optional.empty();
            }
            List<Touched> touched = touched(mark.horizon(), now);
            if (touched.size() > MOST_NEWS) {
                return Optional.empty();
            }
            Mark next = new Mark(now.xmin(), unsettled(touched), now.checkpoint());
            return Optional.of(new Reading(
                    facts(touched.stream()
                            .filter(each -> !mark.taken().contains(each.place()))
                            .toList()),
                    next));
        }));
    }

    private Snapshot snapshot() {
        return jdbc.sql("""
                        select (pg_snapshot_xmin(s)::text::numeric + o.transactions)::text,
                               (pg_snapshot_xmax(s)::text::numeric + o.transactions)::text,
                               (select coalesce(max(number), 0) from ledger_checkpoints)
                        from pg_current_snapshot() s, ledger_offset o""")
                .query((row, number) -> new Snapshot(row.getString(1), row.getString(2), row.getLong(3)))
                .single();
    }

    private static Set<Long> unsettled(List<Touched> touched) {
        return touched.stream()
                .filter(each -> !each.settled())
                .map(Touched::place)
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Touched> touched(String from, Snapshot now) {
        String operations = "'operation', t.operation_id::text";
        String sql = Stream.of(
                                touched("deployments", "'deployment', t.id::text"),
                                touched("operations", "'operation', t.id::text"),
                                touched("operation_attempts", operations),
                                touched("operation_verdicts", operations),
                                touched("attempt_effects", operations),
                                touched("status_changes", "'degraded', t.id::text") + " and health = 'Degraded'",
                                touched("incident_reports", "'incident', t.incident"),
                                touched("incident_links", "'incident', t.incident"),
                                touched("reclassifications", "'word', t.id::text"))
                        .collect(Collectors.joining(" union all "))
                + " limit " + (MOST_NEWS + 1);
        return jdbc.sql(sql)
                .param("from", from)
                .param("to", now.xmax())
                .param("xmin", now.xmin())
                .query((row, number) ->
                        new Touched(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4)))
                .list();
    }

    private static String touched(String table, String what) {
        return "select %s, t.place, t.written_by < cast(:xmin as xid8) from %s t where%s"
                .formatted(what, table, WRITTEN);
    }

    private DeliveryFacts facts(List<Touched> touched) {
        Long[] operations = ids(touched, "operation");
        Long[] deployments = ids(touched, "deployment");
        return new DeliveryFacts(
                deployments.length + operations.length == 0
                        ? List.of()
                        : shipped("""
                        d.id = any(array(
                            select n from unnest(:deployments::bigint[]) n
                            union select b.id from operations o
                                join deployments b on b.application = o.application and b.operation_id = o.id
                            where o.id = any(:operations)))""", Map.of("deployments", deployments, "operations", operations)),
                operations.length == 0 ? List.of() : ended("o.id = any(:operations)", Map.of("operations", operations)),
                touched(touched, "degraded")
                        ? worsened(" and id = any(:ids)", Map.of("ids", ids(touched, "degraded")))
                        : List.of(),
                touched(touched, "incident") ? incidents() : List.of(),
                touched(touched, "word") ? words("id = any(:ids)", Map.of("ids", ids(touched, "word"))) : List.of());
    }

    private static boolean touched(List<Touched> touched, String kind) {
        return touched.stream().anyMatch(each -> each.kind().equals(kind));
    }

    private static Long[] ids(List<Touched> touched, String kind) {
        return touched.stream()
                .filter(each -> each.kind().equals(kind))
                .map(each -> Long.valueOf(each.key()))
                .distinct()
                .toArray(Long[]::new);
    }

    private Optional<BuiltOf> builtOf(ResultSet row) throws SQLException {
        return row.getString("said_by") == null
                ? Optional.empty()
                : Optional.of(new BuiltOf(
                        row.getString("built_revision"),
                        row.getString("built_repository"),
                        row.getString("said_by"),
                        row.getString("missing"),
                        Commits.read(json, row.getString("built_commits")),
                        row.getBoolean("built_truncated")));
    }

    /** The commits of deployments, of those that are there. */
    public Map<Long, Committed> commits(Collection<Long> deployments) {
        Map<Long, Committed> commits = new HashMap<>();
        jdbc.sql("""
                        select d.id, d.commits, s.revision as built_revision, s.repository as built_repository, s.said_by,
                               s.missing, s.commits as built_commits, s.commits_truncated as built_truncated
                        from deployments d left join deployment_sources s on s.deployment_id = d.id
                        where d.id = any(:ids)""")
                .param("ids", deployments.toArray(Long[]::new))
                .query((row, number) -> commits.put(
                        row.getLong("id"), new Committed(Commits.read(json, row.getString("commits")), builtOf(row))))
                .list();
        return commits;
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

    private List<Shipped> shipped(String which, Map<String, Object> parameters) {
        return jdbc.sql("""
                select d.*, coalesce(o.kind, '') as operation_kind, coalesce(o.reason, '') as operation_reason,
                       coalesce(e.effect, 'APPLIED') as effect,
                       s.revision as built_revision, s.repository as built_repository, s.said_by, s.missing,
                       s.commits as built_commits, s.commits_truncated as built_truncated
                from deployments d left join operations o on o.id = d.operation_id
                left join deployment_sources s on s.deployment_id = d.id
                left join lateral (%s) e on true
                where %s""".formatted(effects("d.operation_id"), which))
                .params(parameters)
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
                            builtOf(row),
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

    private List<Ended> ended(String which, Map<String, Object> parameters) {
        return jdbc.sql("""
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
                where %s""".formatted(effects("o.id"), which))
                .params(parameters)
                .query((row, number) -> new Ended(
                        row.getLong("id"),
                        where(row),
                        row.getString("kind"),
                        row.getString("reason"),
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

    private List<Worsened> worsened(String which, Map<String, Object> parameters) {
        return jdbc.sql("select application, at, message from status_changes where health = 'Degraded'" + which)
                .params(parameters)
                .query((row, number) -> new Worsened(
                        row.getString("application"), row.getTimestamp("at").toInstant(), row.getString("message")))
                .list();
    }

    private List<Told> incidents() {
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
                        select incident, title, deployment, operation, revision, application, service, environment, address,
                               started_at, resolved_at
                        from told_incidents order by started_at, incident""")
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

    private List<Word> words(String which, Map<String, Object> parameters) {
        return jdbc.sql("select deployment, said, reason, actor_name, said_at from reclassifications where " + which
                        + " order by id")
                .params(parameters)
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
