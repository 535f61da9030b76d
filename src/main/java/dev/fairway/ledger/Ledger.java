package dev.fairway.ledger;

import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the record. */
@Component
public class Ledger {

    private static final int LOOKED_THROUGH = 1_000;

    /** One look into the index per application, however many deployments it has had. */
    private static final String RUNNING = """
            with recursive names(application) as (
                (select application from deployments order by application limit 1)
                union all
                select (select d.application from deployments d where d.application > names.application
                        order by d.application limit 1)
                from names where names.application is not null)
            select d.*, coalesce(o.reason, '') as reason
            from names cross join lateral (
                select * from deployments where application = names.application and healthy_at <= :at
                order by healthy_at desc, id desc limit 1) d
            left join operations o on o.id = d.operation_id
            where not exists (
                select from operations x join operation_verdicts v on v.operation_id = x.id
                where x.application = d.application and x.kind = 'DELETION' and v.verdict = 'sync' and v.result = 'Succeeded'
                  and v.reached_at > d.healthy_at and v.reached_at <= :at)
            order by d.application""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Ledger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** One operation with every attempt. */
    public Optional<Operation> operation(long id) {
        return jdbc.sql("select * from operations where id = :id")
                .param("id", id)
                .query((row, number) -> operation(row, attempts(id)))
                .optional();
    }

    /** What an operation was about, and in which project that was. */
    public Optional<Concerned> concerned(long operation) {
        return jdbc.sql("select application, project from operations where id = :id")
                .param("id", operation)
                .query((row, number) ->
                        new Concerned(ApplicationName.parse(row.getString("application")), row.getString("project")))
                .optional();
    }

    /** The newest operations of an application, newest first, without their attempts. */
    public List<Operation> operations(ApplicationName application, int limit) {
        return jdbc.sql("select * from operations where application = :application order by id desc limit :limit")
                .param("application", application.toString())
                .param("limit", limit)
                .query((row, number) -> operation(row, List.of()))
                .list();
    }

    /** The newest deployments of an application, newest first. */
    public List<Deployment> deployments(ApplicationName application, int limit) {
        return jdbc.sql("select * from deployments where application = :application order by id desc limit :limit")
                .param("application", application.toString())
                .param("limit", limit)
                .query((row, number) -> deployment(row))
                .list();
    }

    /** The newest deployments of each of several applications, newest first. */
    public Map<ApplicationName, List<Deployment>> deployments(Collection<ApplicationName> applications, int each) {
        return jdbc
                .sql("""
                        select d.* from unnest(:applications::text[]) wanted cross join lateral (
                            select * from deployments where application = wanted order by id desc limit :each) d""")
                .param(
                        "applications",
                        applications.stream().map(ApplicationName::toString).toArray(String[]::new))
                .param("each", each)
                .query((row, number) -> deployment(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Deployment::application));
    }

    /** The newest deployments of all applications, newest first. */
    public List<Deployment> latestDeployments(int limit) {
        return jdbc.sql("select * from deployments order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> deployment(row))
                .list();
    }

    /** Likewise of the applications that are chosen, among the newest {@value #LOOKED_THROUGH}. */
    public List<Deployment> latestDeployments(int limit, Predicate<Concerned> chosen) {
        return jdbc
                .sql("select * from deployments order by id desc limit :limit")
                .param("limit", LOOKED_THROUGH)
                .query((row, number) -> chosen.test(new Concerned(
                                ApplicationName.parse(row.getString("application")), row.getString("project")))
                        ? Optional.of(deployment(row))
                        : Optional.<Deployment>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .limit(limit)
                .toList();
    }

    /** The applications that a user last began operations of, by hand or by one of their tokens, the latest first. */
    public List<ApplicationName> lastOperatedBy(String user, int limit) {
        return jdbc.sql("""
            select application from operations
            where (actor_kind = 'PERSON' and actor_name = :user)
                or (actor_kind = 'TOKEN' and starts_with(actor_name, :user || '/'))
            group by application order by max(id) desc limit :limit\
            """)
                .param("user", user)
                .param("limit", limit)
                .query((row, number) -> ApplicationName.parse(row.getString("application")))
                .list();
    }

    public Optional<Deployment> deployment(long id) {
        return jdbc.sql("select * from deployments where id = :id")
                .param("id", id)
                .query((row, number) -> deployment(row))
                .optional();
    }

    /** The images of a deployment, each with the digest in its name, else with those that nodes had pulled by it. */
    public List<Running.Image> images(Deployment deployment) {
        Map<String, List<String>> pulled = pulled(List.of(deployment.id())).getOrDefault(deployment.id(), Map.of());
        return deployment.images().stream()
                .map(name -> Running.Image.of(name, pulled.getOrDefault(name, List.of())))
                .toList();
    }

    /** The newest changes of an application's sync status and health, newest first. */
    public List<StatusChange> statusChanges(ApplicationName application, int limit) {
        return jdbc.sql("""
                        select sync, health, message, cause, at from status_changes
                        where application = :application order by id desc limit :limit""")
                .param("application", application.toString())
                .param("limit", limit)
                .query((row, number) -> new StatusChange(
                        row.getString("sync"),
                        row.getString("health"),
                        row.getString("message"),
                        row.getString("cause"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** How an application's state went since then, oldest first. */
    public List<StatusChange> statusChanges(ApplicationName application, Instant since, int limit) {
        return jdbc.sql("""
                        select sync, health, message, cause, at from status_changes
                        where application = :application and at >= :since order by id limit :limit""")
                .param("application", application.toString())
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, number) -> new StatusChange(
                        row.getString("sync"),
                        row.getString("health"),
                        row.getString("message"),
                        row.getString("cause"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /**
     * The newest deployment that was healthy before an operation began, and was not brought by it. What is brought back
     * by a later one is found there.
     */
    public Optional<Deployment> lastGoodBefore(Operation operation) {
        return jdbc.sql("""
                        select * from deployments where application = :application and healthy_at < :began
                        and operation_id is distinct from :operation order by id desc limit 1""")
                .param("application", operation.application().toString())
                .param("began", Timestamp.from(operation.startedAt()))
                .param("operation", operation.id())
                .query((row, number) -> deployment(row))
                .optional();
    }

    /**
     * What ran at an instant, in every application that had a deployment by then and was not deleted since.
     *
     * @param seen what is none of the asker's business is left out
     */
    public List<Running> at(Instant instant, Predicate<Concerned> seen) {
        List<Running> running =
                jdbc
                        .sql(RUNNING)
                        .param("at", Timestamp.from(instant))
                        .query((row, number) -> running(row))
                        .list()
                        .stream()
                        .filter(each ->
                                seen.test(new Concerned(ApplicationName.parse(each.application()), each.project())))
                        .toList();
        Map<Long, Map<String, List<String>>> pulled =
                pulled(running.stream().map(Running::deployment).toList());
        return running.stream()
                .map(each -> each.with(pulled.getOrDefault(each.deployment(), Map.of())))
                .toList();
    }

    private Running running(ResultSet row) throws SQLException {
        long operation = row.getLong("operation_id");
        boolean withoutOperation = row.wasNull();
        return new Running(
                row.getLong("id"),
                row.getString("application"),
                row.getString("project"),
                row.getString("team"),
                row.getString("service"),
                row.getString("environment"),
                row.getString("cluster"),
                texts(row.getArray("revisions")),
                json.readValue(row.getString("images"), new TypeReference<List<String>>() {}).stream()
                        .map(name -> Running.Image.of(name, List.of()))
                        .toList(),
                row.getString("rendered_hash"),
                row.getString("actor_name"),
                row.getString("reason"),
                withoutOperation ? Optional.empty() : Optional.of(operation),
                row.getTimestamp("healthy_at").toInstant());
    }

    /** By deployment and name, what nodes had pulled. */
    private Map<Long, Map<String, List<String>>> pulled(List<Long> deployments) {
        Map<Long, Map<String, List<String>>> pulled = new HashMap<>();
        jdbc.sql("""
                        select deployment_id, image, digest from deployment_images
                        where deployment_id = any(:deployments) order by deployment_id, image, digest""").param("deployments", deployments.toArray(Long[]::new)).query(row -> {
            pulled.computeIfAbsent(row.getLong("deployment_id"), id -> new HashMap<>())
                    .computeIfAbsent(row.getString("image"), image -> new ArrayList<>())
                    .add(row.getString("digest"));
        });
        return pulled;
    }

    private Operation operation(ResultSet row, List<Operation.Attempt> attempts) throws SQLException {
        long id = row.getLong("id");
        Map<String, Operation.Verdict> verdicts = verdicts(id);
        return new Operation(
                id,
                ApplicationName.parse(row.getString("application")),
                row.getString("kind"),
                actor(row),
                row.getString("reason"),
                texts(row.getArray("revisions")),
                json.readValue(row.getString("request"), SyncCommand.class),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(verdicts.get("sync")),
                Optional.ofNullable(verdicts.get("rollout")),
                attempts);
    }

    private Map<String, Operation.Verdict> verdicts(long id) {
        return jdbc
                .sql("select verdict, result, message, reached_at from operation_verdicts where operation_id = :id")
                .param("id", id)
                .query((row, number) -> Map.entry(
                        row.getString("verdict"),
                        new Operation.Verdict(
                                row.getString("result"),
                                row.getString("message"),
                                row.getTimestamp("reached_at").toInstant())))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Operation.Attempt> attempts(long id) {
        Map<Integer, List<Operation.ResourceResult>> results = jdbc
                .sql("""
                    select attempt, resource, sync_phase, wave, hook, result, message from operation_resources
                    where operation_id = :id order by attempt, ordinal\
                    """)
                .param("id", id)
                .query((row, number) -> Map.entry(
                        row.getInt("attempt"),
                        new Operation.ResourceResult(
                                row.getString("resource"),
                                row.getString("sync_phase"),
                                row.getInt("wave"),
                                row.getBoolean("hook"),
                                row.getString("result"),
                                row.getString("message"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return jdbc.sql("select * from operation_attempts where operation_id = :id order by attempt")
                .param("id", id)
                .query((row, number) -> new Operation.Attempt(
                        row.getInt("attempt"),
                        row.getString("phase"),
                        row.getString("code"),
                        row.getString("message"),
                        texts(row.getArray("revisions")),
                        row.getTimestamp("started_at").toInstant(),
                        row.getTimestamp("finished_at").toInstant(),
                        results.getOrDefault(row.getInt("attempt"), List.of())))
                .list();
    }

    private Deployment deployment(ResultSet row) throws SQLException {
        long operation = row.getLong("operation_id");
        boolean withoutOperation = row.wasNull();
        return new Deployment(
                row.getLong("id"),
                ApplicationName.parse(row.getString("application")),
                row.getString("environment"),
                row.getBoolean("production"),
                withoutOperation ? Optional.empty() : Optional.of(operation),
                texts(row.getArray("revisions")),
                row.getString("rendered_hash"),
                row.getString("render_key"),
                json.readValue(row.getString("images"), new TypeReference<List<String>>() {}),
                Commits.read(json, row.getString("commits")),
                actor(row),
                row.getTimestamp("live_at").toInstant(),
                row.getTimestamp("healthy_at").toInstant());
    }

    private static Actor actor(ResultSet row) throws SQLException {
        return new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
