package dev.fairway.reconciliation.operations;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.ApplicationName;
import dev.fairway.sync.SyncRunJson;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Operations as rows; at most one per application is not over. */
@Component
public class OperationRuns {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    OperationRuns(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long nextId() {
        return jdbc.sql("select nextval('operation_ids')").query(Long.class).single();
    }

    /** The operation that is under way. */
    public Optional<OperationRun> active(ApplicationName application) {
        return jdbc.sql("select document, run from sync_runs where application = :application and finished_at is null")
                .param("application", application.toString())
                .query((row, number) -> read(row.getString("document"), row.getBytes("run")))
                .optional();
    }

    /** The newest operation, over or not. */
    public Optional<OperationRun> latest(ApplicationName application) {
        return jdbc.sql("""
                        select document, run from sync_runs where application = :application
                        order by operation_id desc limit 1""")
                .param("application", application.toString())
                .query((row, number) -> read(row.getString("document"), row.getBytes("run")))
                .optional();
    }

    /** The newest operation, if it is newer than a number; how its rollout goes is not looked at. */
    public Optional<OperationState> newerThan(long id, ApplicationName application) {
        return jdbc.sql("""
                        select document from sync_runs where application = :application and operation_id > :id
                        order by operation_id desc limit 1""")
                .param("application", application.toString())
                .param("id", id)
                .query((row, number) -> state(row.getString("document")))
                .optional();
    }

    /** All operations that are under way, whether or not a turn has looked at them yet. */
    public Map<ApplicationName, OperationState> underWay() {
        Map<ApplicationName, OperationState> found = new HashMap<>();
        jdbc.sql("select document from sync_runs where finished_at is null")
                .query((row, number) -> json.readValue(row.getString("document"), OperationRun.class))
                .list()
                .forEach(run -> found.put(run.application(), run.state(OperationState.Rollout.NONE, "")));
        return found;
    }

    private OperationState state(String document) {
        return json.readValue(document, OperationRun.class).state(OperationState.Rollout.NONE, "");
    }

    private OperationRun read(String document, byte @Nullable [] run) {
        return json.readValue(document, OperationRun.class)
                .withRun(Optional.ofNullable(run).map(SyncRunJson::unpack));
    }

    private String document(OperationRun run) {
        return json.writeValueAsString(run.withRun(Optional.empty()));
    }

    /**
     * @return false if another operation of the application is under way
     */
    boolean begin(OperationRun run) {
        try {
            return jdbc.sql("""
                            insert into sync_runs (operation_id, application, phase, document, epoch, step, started_at)
                            values (:id, :application, :phase, cast(:document as jsonb), 0, 0, :started)
                            on conflict do nothing""")
                            .param("id", run.id())
                            .param("application", run.application().toString())
                            .param("phase", run.phase().text())
                            .param("document", document(run))
                            .param("started", Timestamp.from(run.request().startedAt()))
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Saves a step; the caller's transaction has checked the lease with this epoch. */
    void save(OperationRun run, long epoch) {
        jdbc.sql("""
                        update sync_runs set phase = :phase, document = cast(:document as jsonb),
                            run = :run, epoch = :epoch,
                            step = step + 1, finished_at = :finished
                        where operation_id = :id""")
                .param("id", run.id())
                .param("phase", run.phase().text())
                .param("document", document(run))
                .param("run", run.run().map(SyncRunJson::pack).orElse(null), Types.BINARY)
                .param("epoch", epoch)
                .param("finished", run.finishedAt().map(Timestamp::from).orElse(null))
                .update();
    }

    /** Leaves a mark for whoever drives the operation; it is read at the next step. */
    void askToStop(long id) {
        jdbc.sql("update sync_runs set stop_asked = true where operation_id = :id and finished_at is null")
                .param("id", id)
                .update();
    }

    boolean isAskedToStop(long id) {
        return jdbc.sql("select stop_asked from sync_runs where operation_id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Keeps the newest hundred per application; the ledger keeps all. */
    void prune(ApplicationName application) {
        jdbc.sql("""
                        delete from sync_runs where application = :application and finished_at is not null
                            and operation_id < (select operation_id from sync_runs where application = :application
                                order by operation_id desc offset 100 limit 1)""").param("application", application.toString()).update();
    }
}
