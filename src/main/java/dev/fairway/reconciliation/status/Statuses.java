package dev.fairway.reconciliation.status;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.resource.ApplicationName;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How the applications are going, in Postgres. */
@Component
public class Statuses {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Statuses(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public Optional<ApplicationStatus> find(ApplicationName application) {
        return jdbc.sql("select document from application_statuses where application = :application")
                .param("application", application.toString())
                .query((row, number) -> read(row.getString("document")))
                .optional();
    }

    public List<ApplicationStatus> all() {
        return jdbc.sql("select document from application_statuses order by application")
                .query((row, number) -> read(row.getString("document")))
                .list();
    }

    /** The statuses of these applications without what makes them large: their objects and the results of each. */
    List<ApplicationStatus> withoutResources(List<ApplicationName> applications) {
        return jdbc.sql("""
            select jsonb_set(
                case when jsonb_typeof(document -> 'operation') = 'object'
                    then jsonb_set(document, '{operation,results}', '[]') else document end,
                '{resources}', '[]') as document
            from application_statuses where application = any(:applications)\
            """)
                .param(
                        "applications",
                        applications.stream().map(ApplicationName::toString).toArray(String[]::new))
                .query((row, number) -> read(row.getString("document")))
                .list();
    }

    /** Writes the status; the caller's transaction has checked the lease. */
    public void save(ApplicationStatus status) {
        jdbc.sql("""
            insert into application_statuses as s
                (application, sync, health, operation, revision, document, changed_at, reconciled_at)
            values (:application, :sync, :health, :operation, :revision, cast(:document as jsonb),
                :changed, :reconciled)
            on conflict (application) do update set
                sync = excluded.sync, health = excluded.health, operation = excluded.operation,
                revision = excluded.revision, document = excluded.document,
                changed_at = excluded.changed_at, reconciled_at = excluded.reconciled_at\
            """)
                .param("application", status.application().toString())
                .param("sync", status.sync().text())
                .param("health", status.health().status().name())
                .param(
                        "operation",
                        status.operation()
                                .map(operation -> operation.phase().text())
                                .orElse(""))
                .param(
                        "revision",
                        status.revisions().isEmpty() ? "" : status.revisions().getFirst())
                .param("document", json.writeValueAsString(status))
                .param("changed", Timestamp.from(status.changedAt()))
                .param("reconciled", Timestamp.from(status.reconciledAt()))
                .update();
    }

    public void remove(ApplicationName application) {
        jdbc.sql("delete from application_statuses where application = :application")
                .param("application", application.toString())
                .update();
    }

    private ApplicationStatus read(String document) {
        return json.readValue(document, ApplicationStatus.class);
    }
}
