package dev.fairway.audit;

import dev.fairway.resource.Actor;
import java.util.List;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes one row per mutation, in the transaction of the caller. */
@Component
public class AuditTrail {

    /** Where the web module leaves the id of the request in the logging context. */
    public static final String REQUEST_ID = "requestId";

    /** Set in the logging context as soon as the request that is under way has left an entry. */
    public static final String RECORDED = "recorded";

    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param action a noun and a verb, for example {@code application.sync}
     * @param target the object, for example {@code application:argocd/web}
     * @param detail what a reader needs to understand it; never a secret value
     */
    public void record(Actor actor, String action, String target, Map<String, ?> detail) {
        write(actor, action, target, "done", "", detail);
    }

    /**
     * What somebody tried and was not let; in a transaction of its own, since theirs is undone.
     *
     * @param reason a code, or a code and a sentence
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void refused(Actor actor, String action, String target, String reason, Map<String, ?> detail) {
        write(actor, action, target, "refused", reason, detail);
    }

    /** What somebody tried and what broke on our side; in a transaction of its own, since theirs is undone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(Actor actor, String action, String target, String reason, Map<String, ?> detail) {
        write(actor, action, target, "failed", reason, detail);
    }

    private void write(Actor actor, String action, String target, String result, String reason, Map<String, ?> detail) {
        jdbc.sql("""
                        insert into audit_entries
                            (actor_kind, actor_name, action, target, result, reason, detail, request_id)
                        values (:kind, :name, :action, :target, :result, :reason, cast(:detail as jsonb), :request)""")
                .param("kind", actor.kind().name())
                .param("name", actor.name())
                .param("action", action)
                .param("target", target)
                .param("result", result)
                .param("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                .param("detail", json.writeValueAsString(detail))
                .param("request", MDC.get(REQUEST_ID))
                .update();
        if (MDC.get(REQUEST_ID) != null) {
            MDC.put(RECORDED, "true");
        }
    }

    /** The newest entries about a target, newest first. */
    public List<AuditEntry> about(String target, int limit) {
        return jdbc.sql("select " + AuditLog.COLUMNS
                        + " from audit_entries where target = :target order by id desc limit :limit")
                .param("target", target)
                .param("limit", limit)
                .query(AuditLog::entry)
                .list();
    }
}
