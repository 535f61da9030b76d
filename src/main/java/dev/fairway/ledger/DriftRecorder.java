package dev.fairway.ledger;

import dev.fairway.diff.FieldOwner;
import dev.fairway.reconciliation.DriftBegan;
import dev.fairway.reconciliation.DriftEnded;
import java.sql.Timestamp;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes drift in the transaction of the publisher. Told twice it is recorded once. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DriftRecorder {

    private final JdbcClient jdbc;

    DriftRecorder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(DriftBegan event) {
        jdbc.sql("""
                        insert into drifts (id, application, project, team, service, environment, production, cluster,
                            resource, kind, field, git_value, live_value, manager, manager_operation, subresource,
                            written_at, revisions, began_at)
                        values (:id, :application, :project, :team, :service, :environment, :production, :cluster,
                            :resource, :kind, :field, :git, :live, :manager, :operation, :subresource,
                            :written, :revisions, :began)
                        on conflict do nothing""")
                .param("id", event.id())
                .params(Columns.of(event.application()))
                .param("resource", event.key().toString())
                .param("kind", event.key().kind())
                .param("field", text(event.field()))
                .param("git", text(event.git()))
                .param("live", text(event.live()))
                .param("manager", text(event.owner().map(FieldOwner::manager).orElse("")))
                .param("operation", event.owner().map(FieldOwner::operation).orElse(""))
                .param("subresource", event.owner().map(FieldOwner::subresource).orElse(""))
                .param(
                        "written",
                        event.owner()
                                .flatMap(FieldOwner::at)
                                .map(Timestamp::from)
                                .orElse(null))
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("began", Timestamp.from(event.at()))
                .update();
    }

    @EventListener
    void on(DriftEnded event) {
        jdbc.sql("""
                        insert into drift_ends (drift, how, operation_id, revisions, ended_at)
                        select :drift, :how, cast(:operation as bigint), :revisions, :ended
                        where exists (select 1 from drifts where id = :drift)
                        on conflict do nothing""")
                .param("drift", event.id())
                .param("how", event.end().name())
                .param("operation", event.operation().orElse(null))
                .param("revisions", event.revisions().toArray(String[]::new))
                .param("ended", Timestamp.from(event.at()))
                .update();
    }

    /** Postgres has no text with a zero in it. */
    private static String text(String value) {
        return value.replace("\0", "");
    }
}
