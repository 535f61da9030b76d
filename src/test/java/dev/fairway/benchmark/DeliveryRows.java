package dev.fairway.benchmark;

import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.OperationAttemptEnded;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.RolloutVerdictReached;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record of two years. Every tenth service has four applications, one for a cluster; one deployment in twenty is rolled
 * back, one in twenty becomes Degraded. What was long ago is written at once, without the record's triggers; what is new as
 * Fairway writes it, or barely: the same rows, in as many commits, into tables without index or trigger.
 */
final class DeliveryRows {

    private static final List<String> TABLES = List.of(
            "operations",
            "operation_attempts",
            "operation_resources",
            "operation_verdicts",
            "attempt_effects",
            "deployments");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final JdbcTemplate template;
    private final JsonMapper json;
    private final int applications;
    private long next = 1_000_000_000L;

    DeliveryRows(Product fairway, int applications) {
        this.jdbc = fairway.part(JdbcClient.class);
        this.events = fairway.events();
        this.transaction = fairway.part(TransactionTemplate.class);
        this.template = fairway.part(JdbcTemplate.class);
        this.json = fairway.part(JsonMapper.class);
        this.applications = applications;
        jdbc.sql("create schema bare").update();
        for (String table : TABLES) {
            jdbc.sql("create table bare.%1$s (like public.%1$s including defaults including identity)".formatted(table))
                    .update();
        }
    }

    void fill(int deployments) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("""
                    create temp table made on commit drop as
                    select n as id, 'argocd/app-' || lpad((n %% :apps)::text, 4, '0') as application,
                        'team-' || (n %% :apps) %% 25 as team,
                        'service-' || case when (n %% :apps) %% 50 < 4 then (n %% :apps) / 50 else 100 + n %% :apps end as service,
                        n / :apps as turn,
                        now() - interval '728 days' * (1 - n::float8 / :count) as at
                    from generate_series(0, :count - 1) n""".replace("%%", "%"))
                    .param("apps", applications)
                    .param("count", deployments)
                    .update();
            String where = "application, 'default', team, service, 'production', true, 'in-cluster'";
            jdbc.sql(
                            "insert into operations (id, application, project, team, service, environment, production, cluster,"
                                    + " kind, actor_kind, actor_name, reason, revisions, request, started_at) select id, "
                                    + where
                                    + ", 'SYNC', 'AUTOMATION', 'automation', '', array[md5(application || turn) || 'abcdef01'],"
                                    + " '{\"dryRun\": false}', at from made")
                    .update();
            jdbc.sql("""
                    insert into operation_verdicts (operation_id, verdict, result, message, reached_at)
                    select id, 'sync', 'Succeeded', 'successfully synced (all tasks run)', at + interval '20 s' from made
                    union all select id, 'rollout', 'HEALTHY', '', at + interval '90 s' from made""").update();
            jdbc.sql("""
                    insert into attempt_effects (operation_id, attempt, effect, failed_phase)
                    select id, 1, 'APPLIED', '' from made""").update();
            jdbc.sql("insert into deployments (application, project, team, service, environment, production, cluster,"
                            + " operation_id, revisions, rendered_hash, render_key, images, commits, commits_truncated,"
                            + " previous_hash, actor_kind, actor_name, live_at, healthy_at) select " + where + """
                    , id, array[md5(application || turn) || 'abcdef01'],
                    md5(application || case when turn % 20 = 19 then turn - 2 else turn end) || md5('a state'), md5('render' || id),
                    '["registry.example/shop/app@sha256:0123456789abcdef"]',
                    (select jsonb_agg(jsonb_build_object('sha', md5(service || turn || c) || '01234567',
                        'author', 'Person ' || (id + c) % 60 || ' <person@example.com>',
                        'authoredAt', to_char(at - interval '30 h', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'committedAt', to_char(at - interval '3 h', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'mergedAt', to_char(at - interval '1 min' * (20 + (id * 7 + c) % 3000), 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                        'subject', 'Change ' || c || ' of turn ' || turn || ' for ' || service, 'merge', false))
                     from generate_series(0, (turn % 3)::int) c),
                    false, 'before', 'AUTOMATION', 'automation', at + interval '20 s', at + interval '90 s' from made order by id""")
                    .update();
            jdbc.sql("""
                    insert into status_changes (application, sync, health, message, cause, at)
                    select application, 'Synced', 'Degraded', 'CrashLoopBackOff', 'watch', at + interval '10 min'
                    from made where turn % 20 = 7""").update();
            jdbc.sql("""
                    insert into incident_reports (incident, source, title, deployment, operation, revision, application,
                        service, environment, started_at, resolved_at, address, actor_kind, actor_name)
                    select 'generic:' || id, 'generic', 'Errors', '', '', '', '', service, '', at + interval '15 min',
                        at + interval '80 min', '', 'AUTOMATION', 'generic'
                    from made where id % greatest(1, :count / 500) = 3""").param("count", deployments).update();
            // As if it had been sealed as it was written: the sealer is not what is measured.
            jdbc.sql("""
                    insert into ledger_seals (from_xid, to_xid, row_count, last_place, chain)
                    values ('0', (pg_current_xact_id()::text::bigint + 1)::text::xid8, 1, 1, sha256('benchmark'))""").update();
        });
        jdbc.sql("analyze").update();
    }

    private record Append(
            ApplicationFacts facts, long operation, List<OperationState.Result> results, String revision, Instant at) {}

    private Append append(long number) {
        String name = "app-%04d".formatted(number * 7 % applications);
        int app = (int) (number * 7 % applications);
        return new Append(
                new ApplicationFacts(
                        new ApplicationName("argocd", name),
                        "default",
                        "team-" + app % 25,
                        "service-" + (app % 50 < 4 ? app / 50 : 100 + app),
                        "production",
                        true,
                        "in-cluster"),
                number,
                IntStream.range(0, 4)
                        .mapToObj(each -> new OperationState.Result(
                                new ResourceKey("apps", "Deployment", "shop", "part-" + each),
                                "v1",
                                "Sync",
                                0,
                                false,
                                "Synced",
                                "deployment.apps/part configured"))
                        .toList(),
                "%040x".formatted(number),
                Instant.now());
    }

    /** One deployment, from the start of its operation to its being healthy: ten rows in three commits. */
    void append() {
        Append each = append(next++);
        ApplicationName name = each.facts().name();
        transaction.executeWithoutResult(status -> events.publishEvent(new OperationStarted(
                each.operation(),
                each.facts(),
                OperationState.Kind.SYNC,
                Actor.automation("automation"),
                "",
                List.of(each.revision()),
                SyncCommand.everything(),
                each.at())));
        transaction.executeWithoutResult(status -> {
            events.publishEvent(new OperationAttemptEnded(
                    each.operation(),
                    name,
                    1,
                    "Succeeded",
                    "",
                    "successfully synced",
                    List.of(each.revision()),
                    each.at(),
                    each.at(),
                    each.results()));
            events.publishEvent(
                    new SyncVerdictReached(each.operation(), name, "Succeeded", "successfully synced", each.at()));
        });
        transaction.executeWithoutResult(status -> {
            events.publishEvent(
                    new RolloutVerdictReached(each.operation(), name, OperationState.Rollout.HEALTHY, "", each.at()));
            events.publishEvent(new DeploymentBecameHealthy(
                    each.facts(),
                    Optional.of(each.operation()),
                    List.of(each.revision()),
                    each.revision() + "state",
                    "render",
                    List.of("registry.example/shop/app@sha256:0123456789abcdef"),
                    List.of(commit(each), commit(each)),
                    false,
                    "before",
                    Actor.automation("automation"),
                    each.at(),
                    each.at(),
                    Optional.empty()));
        });
    }

    private static DeploymentBecameHealthy.ShippedCommit commit(Append each) {
        return new DeploymentBecameHealthy.ShippedCommit(
                each.revision(),
                "Ann <ann@example.com>",
                each.at().minusSeconds(7_200),
                each.at().minusSeconds(3_600),
                each.at().minusSeconds(3_600),
                "Change what is shown",
                false);
    }

    /** The same rows by plain statements, in transactions like those that the record is written in. */
    void appendBare() {
        append("bare");
    }

    /** The same statements to the record's own tables: what Postgres does for it, without what Fairway does. */
    void appendByHand() {
        append("public");
    }

    private interface Step {
        void run(Connection connection) throws SQLException;
    }

    private void append(String schema) {
        Append each = append(next++);
        for (Step step : List.<Step>of(
                connection -> start(connection, schema, each),
                connection -> end(connection, schema, each),
                connection -> healthy(connection, schema, each))) {
            transaction.executeWithoutResult(status -> template.execute((ConnectionCallback<Boolean>) connection -> {
                step.run(connection);
                return true;
            }));
        }
    }

    private void start(Connection connection, String schema, Append each) throws SQLException {
        Timestamp at = Timestamp.from(each.at());
        String[] revisions = {each.revision()};
        ApplicationFacts facts = each.facts();
        String name = facts.name().toString();
        insert(
                connection,
                schema,
                "operations (id, application, project, team, service, environment, production, cluster, kind,"
                        + " actor_kind, actor_name, reason, revisions, request, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)",
                each.operation(),
                name,
                facts.project(),
                facts.team(),
                facts.service(),
                facts.environment(),
                facts.production(),
                facts.cluster(),
                "SYNC",
                "AUTOMATION",
                "automation",
                "",
                revisions,
                json.writeValueAsString(SyncCommand.everything()),
                at);
    }

    private void end(Connection connection, String schema, Append each) throws SQLException {
        Timestamp at = Timestamp.from(each.at());
        String[] revisions = {each.revision()};
        ApplicationFacts facts = each.facts();
        String name = facts.name().toString();
        insert(
                connection,
                schema,
                "operation_attempts (operation_id, attempt, phase, code, message, revisions, started_at, finished_at)"
                        + " values (?, 1, 'Succeeded', '', 'successfully synced', ?, ?, ?)",
                each.operation(),
                revisions,
                at,
                at);
        try (PreparedStatement statement = connection.prepareStatement("insert into " + schema
                + ".operation_resources (operation_id, attempt, ordinal, resource, sync_phase, wave,"
                + " hook, result, message) values (?, 1, ?, ?, 'Sync', 0, false, 'Synced', ?)")) {
            for (int ordinal = 0; ordinal < each.results().size(); ordinal++) {
                statement.setLong(1, each.operation());
                statement.setInt(2, ordinal);
                statement.setString(3, each.results().get(ordinal).key().toString());
                statement.setString(4, each.results().get(ordinal).message());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        insert(
                connection,
                schema,
                "attempt_effects (operation_id, attempt, effect, failed_phase) values (?, 1, 'APPLIED', '')",
                each.operation());
        insert(
                connection,
                schema,
                "operation_verdicts (operation_id, verdict, result, message, reached_at)"
                        + " values (?, 'sync', 'Succeeded', 'successfully synced', ?)",
                each.operation(),
                at);
    }

    private void healthy(Connection connection, String schema, Append each) throws SQLException {
        Timestamp at = Timestamp.from(each.at());
        String[] revisions = {each.revision()};
        ApplicationFacts facts = each.facts();
        String name = facts.name().toString();
        insert(
                connection,
                schema,
                "operation_verdicts (operation_id, verdict, result, message, reached_at)"
                        + " values (?, 'rollout', 'HEALTHY', '', ?)",
                each.operation(),
                at);
        insert(
                connection,
                schema,
                "deployments (application, project, team, service, environment, production, cluster, operation_id,"
                        + " revisions, rendered_hash, render_key, images, commits, commits_truncated, previous_hash,"
                        + " actor_kind, actor_name, live_at, healthy_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " cast(? as jsonb), cast(? as jsonb), false, 'before', ?, ?, ?, ?)",
                name,
                facts.project(),
                facts.team(),
                facts.service(),
                facts.environment(),
                facts.production(),
                facts.cluster(),
                each.operation(),
                revisions,
                each.revision() + "state",
                "render",
                json.writeValueAsString(List.of("registry.example/shop/app@sha256:0123456789abcdef")),
                json.writeValueAsString(List.of(commit(each), commit(each))),
                "AUTOMATION",
                "automation",
                at,
                at);
    }

    private static void insert(Connection connection, String schema, String what, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into " + schema + "." + what)) {
            for (int at = 0; at < values.length; at++) {
                if (values[at] instanceof String[] texts) {
                    statement.setArray(at + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(at + 1, values[at]);
                }
            }
            statement.executeUpdate();
        }
    }
}
