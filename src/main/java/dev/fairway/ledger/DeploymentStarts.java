package dev.fairway.ledger;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who began what reached production. */
@Component
public class DeploymentStarts {

    /** So many of the newest are looked at. */
    public static final int MOST = 20_000;

    private final JdbcClient jdbc;

    DeploymentStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param team as it was then */
    public record Started(
            long deployment,
            ApplicationName application,
            String project,
            String team,
            Actor actor,
            Instant healthyAt) {}

    /** Deployments in environments that were flagged production, the newest first. */
    public List<Started> inProduction(Instant since, Predicate<Concerned> seen) {
        return jdbc
                .sql("""
                        select id, application, project, team, actor_kind, actor_name, healthy_at from deployments
                        where production and healthy_at >= :since order by healthy_at desc, id desc limit :most""")
                .param("since", Timestamp.from(since))
                .param("most", MOST)
                .query((row, number) -> new Started(
                        row.getLong("id"),
                        ApplicationName.parse(row.getString("application")),
                        row.getString("project"),
                        row.getString("team"),
                        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
                        row.getTimestamp("healthy_at").toInstant()))
                .list()
                .stream()
                .filter(each -> seen.test(new Concerned(each.application(), each.project())))
                .toList();
    }
}
