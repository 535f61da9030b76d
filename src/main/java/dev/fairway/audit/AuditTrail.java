package dev.fairway.audit;

import dev.fairway.resource.Actor;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes one row per mutation, in the transaction of the caller. */
@Component
public class AuditTrail {

    /** Where the web module leaves the id of the request in the logging context. */
    public static final String REQUEST_ID = "requestId";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param action a verb and a noun, for example {@code application.sync}
     * @param target the object, for example {@code application:argocd/web}
     * @param detail what a reader needs to understand it; never a secret value
     */
    public void record(Actor actor, String action, String target, Map<String, ?> detail) {
        jdbc.sql("""
                        insert into audit_entries (actor_kind, actor_name, action, target, result, detail, request_id)
                        values (:kind, :name, :action, :target, 'done', cast(:detail as jsonb), :request)""")
                .param("kind", actor.kind().name())
                .param("name", actor.name())
                .param("action", action)
                .param("target", target)
                .param("detail", json.writeValueAsString(detail))
                .param("request", MDC.get(REQUEST_ID))
                .update();
    }

    /** The newest entries about a target, newest first. */
    public List<AuditEntry> about(String target, int limit) {
        return jdbc.sql("""
                        select id, recorded_at, actor_kind, actor_name, action, target, result from audit_entries
                        where target = :target order by id desc limit :limit""")
                .param("target", target)
                .param("limit", limit)
                .query((row, number) -> new AuditEntry(
                        row.getLong("id"),
                        row.getTimestamp("recorded_at").toInstant(),
                        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("result")))
                .list();
    }
}
