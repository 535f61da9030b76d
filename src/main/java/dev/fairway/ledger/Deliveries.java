package dev.fairway.ledger;

import dev.fairway.resource.ApplicationName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads across applications what was delivered and what failed on the way. */
@Component
public class Deliveries {

    private static final String IN_SCOPE = " %s >= :since and (:environment = '' or environment = :environment)"
            + " and (:application = '' or application = :application)";

    private static final String DEPLOYED = "from deployments where" + IN_SCOPE.formatted("healthy_at");

    /** An operation counts once, whichever of its verdicts was bad. */
    private static final String FAILED = "from operations where" + IN_SCOPE.formatted("started_at") + """
             and exists (select from operation_verdicts v where v.operation_id = operations.id
                and v.result in ('Failed', 'Error', 'DEGRADED', 'TIMED_OUT'))""";

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
     * @param application empty for all
     */
    public record Scope(Instant since, String environment, String application) {}

    /** How many rows there are of what the delivery figures are made of. */
    public record Tally(long deployments, long commits, long failed) {}

    public Tally tally(Scope scope) {
        return new Tally(
                count("select count(*) " + DEPLOYED, scope),
                count("select coalesce(sum(jsonb_array_length(commits)), 0) " + DEPLOYED, scope),
                count("select count(*) " + FAILED, scope));
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
        ApplicationName application = deployment.application();
        return jdbc.sql("select id from deployments where application = :application and " + where + " limit 1")
                .param("application", application.toString())
                .param("id", deployment.id())
                .query(Long.class)
                .optional()
                .flatMap(ledger::deployment);
    }

    private List<Long> ids(String from, Scope scope, long below, int limit) {
        return jdbc.sql("select id " + from + " and id < :below order by id desc limit :limit")
                .param("since", Timestamp.from(scope.since()))
                .param("environment", scope.environment())
                .param("application", scope.application())
                .param("below", below)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    private long count(String sql, Scope scope) {
        return jdbc.sql(sql)
                .param("since", Timestamp.from(scope.since()))
                .param("environment", scope.environment())
                .param("application", scope.application())
                .query(Long.class)
                .single();
    }
}
