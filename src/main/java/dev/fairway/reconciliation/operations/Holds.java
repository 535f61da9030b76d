package dev.fairway.reconciliation.operations;

import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.reconciliation.AutomationHold.Paused;
import dev.fairway.reconciliation.AutomationHold.Quarantined;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds as rows: of each kind at most one per application. */
@Component
public class Holds {

    private final JdbcClient jdbc;

    Holds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<AutomationHold> of(ApplicationName application) {
        return jdbc.sql("select * from automation_holds where application = :application order by since")
                .param("application", application.toString())
                .query((row, number) -> read(row))
                .list();
    }

    /** Pauses that are not over, by application. */
    public Map<ApplicationName, Instant> paused(Instant now) {
        return jdbc
                .sql("select application, ends_at from automation_holds where kind = 'PAUSED' and ends_at > :now")
                .param("now", Timestamp.from(now))
                .query((row, number) -> Map.entry(
                        ApplicationName.parse(row.getString("application")),
                        row.getTimestamp("ends_at").toInstant()))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static AutomationHold read(ResultSet row) throws SQLException {
        Actor by = new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor"));
        String reason = row.getString("reason");
        var since = row.getTimestamp("since").toInstant();
        Array revisions = row.getArray("revisions");
        return revisions == null
                ? new Paused(by, reason, since, row.getTimestamp("ends_at").toInstant())
                : new Quarantined(by, reason, since, Arrays.asList((String[]) revisions.getArray()));
    }

    /** Replaces what holds for the same reason already. */
    public void put(ApplicationName application, AutomationHold hold) {
        JdbcClient.StatementSpec statement = jdbc.sql("""
                        insert into automation_holds
                            (application, kind, actor_kind, actor, reason, since, ends_at, revisions)
                        values (:application, :kind, :actorKind, :actor, :reason, :since, :ends, :revisions)
                        on conflict (application, kind) do update set
                            actor_kind = excluded.actor_kind, actor = excluded.actor, reason = excluded.reason,
                            since = excluded.since, ends_at = excluded.ends_at, revisions = excluded.revisions""")
                .param("application", application.toString())
                .param("actorKind", hold.by().kind().name())
                .param("actor", hold.by().name())
                .param("reason", hold.reason())
                .param("since", Timestamp.from(hold.since()));
        switch (hold) {
            case Paused paused ->
                statement
                        .param("kind", "PAUSED")
                        .param("ends", Timestamp.from(paused.until()))
                        .param("revisions", null)
                        .update();
            case Quarantined bad ->
                statement
                        .param("kind", "QUARANTINED")
                        .param("ends", null)
                        .param("revisions", bad.revisions().toArray(String[]::new))
                        .update();
        }
    }

    public void forget(ApplicationName application) {
        jdbc.sql("delete from automation_holds where application = :application")
                .param("application", application.toString())
                .update();
    }
}
