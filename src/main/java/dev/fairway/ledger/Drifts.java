package dev.fairway.ledger;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the record knows of drift. Everything is limited to what the asker may see. */
@Component
public class Drifts {

    private static final String FROM = "from drifts d left join drift_ends e on e.drift = d.id ";

    private static final String SELECTED = """
            where (d.began_at >= :since or e.drift is null)
              and (:application = '' or d.application = :application)
              and (:project = '' or d.project = :project)
              and (:team = '' or d.team = :team)
              and (:kind = '' or d.kind = :kind)
              and (:field = '' or position(:field in d.field) > 0)
              and (:manager = '' or d.manager = :manager)
              and (:state = '' or coalesce(e.how, 'OPEN') = :state)
              and d.application || ' ' || d.project = any(:seen) """;

    private final JdbcClient jdbc;

    Drifts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many drifts have this value. */
    public record Facet(String value, long count) {}

    /** What can be counted by. */
    public enum By {
        PROJECT("d.project"),
        TEAM("d.team"),
        KIND("d.kind"),
        MANAGER("d.manager"),
        STATE("coalesce(e.how, 'OPEN')");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /** One drift; whether it may be seen is for the caller to decide. */
    public Optional<Drift> find(String id) {
        return jdbc.sql("select d.*, e.how, e.operation_id, e.revisions as end_revisions, e.ended_at " + FROM
                        + "where d.id = :id")
                .param("id", id)
                .query((row, number) -> drift(row))
                .optional();
    }

    /**
     * The newest first.
     *
     * @param before only those that stand before this place of the record
     */
    public List<Drift> before(DriftQuery query, Predicate<Concerned> seen, long before, int limit) {
        return selected(
                        jdbc.sql("select d.*, e.how, e.operation_id, e.revisions as end_revisions, e.ended_at " + FROM
                                + SELECTED + "and d.place < :before order by d.place desc limit :limit"),
                        query,
                        seen)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> drift(row))
                .list();
    }

    /** As many as {@link #before} would give without a limit. */
    public long count(DriftQuery query, Predicate<Concerned> seen) {
        return selected(jdbc.sql("select count(*) " + FROM + SELECTED), query, seen)
                .query(Long.class)
                .single();
    }

    /** The same count, taken apart: the largest first. */
    public List<Facet> counts(DriftQuery query, By by, Predicate<Concerned> seen, int limit) {
        return selected(
                        jdbc.sql(
                                "select %1$s as value, count(*) as number %2$s %3$s group by 1 order by 2 desc, 1 limit :limit"
                                        .formatted(by.column, FROM, SELECTED)),
                        query,
                        seen)
                .param("limit", limit)
                .query((row, number) -> new Facet(row.getString("value"), row.getLong("number")))
                .list();
    }

    private JdbcClient.StatementSpec selected(
            JdbcClient.StatementSpec statement, DriftQuery query, Predicate<Concerned> seen) {
        return statement
                .param("since", Timestamp.from(query.since()))
                .param("application", query.application())
                .param("project", query.project())
                .param("team", query.team())
                .param("kind", query.kind())
                .param("field", query.field())
                .param("manager", query.manager())
                .param("state", query.state().toUpperCase(Locale.ROOT))
                .param("seen", seen(seen));
    }

    /** Few applications drift, compared with how often they do. */
    private String[] seen(Predicate<Concerned> seen) {
        return jdbc
                .sql("select distinct application, project from drifts")
                .query((row, number) ->
                        new Concerned(ApplicationName.parse(row.getString("application")), row.getString("project")))
                .list()
                .stream()
                .filter(seen)
                .map(concerned -> concerned.application() + " " + concerned.project())
                .toArray(String[]::new);
    }

    private static Drift drift(ResultSet row) throws SQLException {
        Timestamp written = row.getTimestamp("written_at");
        String how = row.getString("how");
        return new Drift(
                row.getString("id"),
                row.getLong("place"),
                ApplicationName.parse(row.getString("application")),
                row.getString("project"),
                row.getString("team"),
                row.getString("environment"),
                row.getString("cluster"),
                ResourceKey.parse(row.getString("resource")),
                row.getString("field"),
                row.getString("git_value"),
                row.getString("live_value"),
                row.getString("manager"),
                row.getString("manager_operation"),
                row.getString("subresource"),
                Optional.ofNullable(written).map(Timestamp::toInstant),
                Arrays.asList((String[]) row.getArray("revisions").getArray()),
                row.getTimestamp("began_at").toInstant(),
                how == null
                        ? Optional.empty()
                        : Optional.of(new Drift.End(
                                how,
                                Optional.ofNullable(row.getObject("operation_id", Long.class)),
                                Arrays.asList(
                                        (String[]) row.getArray("end_revisions").getArray()),
                                row.getTimestamp("ended_at").toInstant())));
    }
}
