package dev.fairway.ledger;

import dev.fairway.resource.ApplicationName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads across applications what was delivered and what failed on the way: of a scope at most the newest {@value #MOST}. */
@Component
public class Deliveries {

    static final int MOST = 20_000;

    private static final String IN_SCOPE = " >= :since and (:environment = '' or environment = :environment)"
            + " and (:application = '' or application = :application)";

    private static final String DEPLOYED =
            "select id, application, project, jsonb_array_length(commits) as commits from deployments where healthy_at"
                    + IN_SCOPE + " order by id desc limit :most";

    /** An operation counts once, whichever of its verdicts was bad. */
    private static final String FAILED =
            "select id, application, project, 0 as commits from operations where started_at" + IN_SCOPE + """
             and exists (select from operation_verdicts v where v.operation_id = operations.id
                and v.result in ('Failed', 'Error', 'DEGRADED', 'TIMED_OUT')) order by id desc limit :most""";

    private final JdbcClient jdbc;
    private final Ledger ledger;

    Deliveries(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /**
     * What is asked about.
     *
     * @param environment empty for all
     * @param application namespace/name; empty for all
     * @param seen what is none of the asker's business is not counted either
     */
    public record Scope(Instant since, String environment, String application, Predicate<Concerned> seen) {}

    /** How many rows there are of what the delivery figures are made of. */
    public record Tally(long deployments, long commits, long failed) {}

    private record Row(long id, Concerned concerned, int commits) {}

    public Tally tally(Scope scope) {
        List<Row> deployed = rows(DEPLOYED, scope);
        return new Tally(
                deployed.size(),
                deployed.stream().mapToLong(Row::commits).sum(),
                rows(FAILED, scope).size());
    }

    /** Deployments below this number, newest first. */
    public List<Deployment> deployments(Scope scope, long below, int limit) {
        return ids(DEPLOYED, scope, below, limit).stream()
                .flatMap(id -> ledger.deployment(id).stream())
                .toList();
    }

    /** Operations of which a verdict was bad, below this number, newest first, with their attempts. */
    public List<Operation> failed(Scope scope, long below, int limit) {
        return ids(FAILED, scope, below, limit).stream()
                .flatMap(id -> ledger.operation(id).stream())
                .toList();
    }

    /** What a deployment was about, and in which project that was. */
    public Optional<Concerned> concerned(long deployment) {
        return jdbc.sql("select application, project from deployments where id = :id")
                .param("id", deployment)
                .query((row, number) ->
                        new Concerned(ApplicationName.parse(row.getString("application")), row.getString("project")))
                .optional();
    }

    public List<String> environments() {
        return jdbc.sql("select distinct environment from deployments where environment <> '' order by 1")
                .query(String.class)
                .list();
    }

    /** Since when deployments are on record; empty if there is none. */
    public Optional<Instant> firstAt() {
        return jdbc.sql("select healthy_at from deployments order by healthy_at limit 1")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** The deployment of the same application right before this one. */
    public Optional<Deployment> before(Deployment deployment) {
        return neighbour("id < :id order by id desc", deployment);
    }

    /** The one that took over from it; empty if it is the last. */
    public Optional<Deployment> after(Deployment deployment) {
        return neighbour("id > :id order by id", deployment);
    }

    private Optional<Deployment> neighbour(String where, Deployment deployment) {
        return jdbc.sql("select id from deployments where application = :application and " + where + " limit 1")
                .param("application", deployment.application().toString())
                .param("id", deployment.id())
                .query(Long.class)
                .optional()
                .flatMap(ledger::deployment);
    }

    private List<Long> ids(String sql, Scope scope, long below, int limit) {
        return rows(sql, scope).stream()
                .map(Row::id)
                .filter(id -> id < below)
                .limit(limit)
                .toList();
    }

    private List<Row> rows(String sql, Scope scope) {
        return jdbc
                .sql(sql)
                .param("since", Timestamp.from(scope.since()))
                .param("environment", scope.environment())
                .param("application", scope.application())
                .param("most", MOST)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        new Concerned(ApplicationName.parse(row.getString("application")), row.getString("project")),
                        row.getInt("commits")))
                .list()
                .stream()
                .filter(row -> scope.seen().test(row.concerned()))
                .toList();
    }
}
