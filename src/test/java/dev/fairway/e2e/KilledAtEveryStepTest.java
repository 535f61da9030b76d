package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A sync with hooks and waves whose replica is killed at every step that it saves, twice: once with the step lost, when its
 * actions have been performed and are not known, and once with the step saved, when its actions are known and have not been
 * performed. Postgres holds each transaction that changes the run at its commit until the test has killed the process.
 */
@Tag("slow")
@ProductLane
class KilledAtEveryStepTest {

    private static final ApplicationName APPLICATION = new ApplicationName("argocd", "killed");
    private static final String WAITING = """
            select a.pid, a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.objid = 4711 and not l.granted""";

    private final Fairway ground = Replicas.ground();
    private final Replicas replicas = new Replicas(ground);
    private final List<Process> started = new ArrayList<>();
    private final Queue<String> writes = new ConcurrentLinkedQueue<>();

    private record Held(int backend, String replica) {}

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        ground.close();
    }

    @Test
    void aSyncThatIsKilledAtEveryStepEndsAsIfNothingHadHappened() throws SQLException {
        ground.repository("killed")
                .push(
                        "Hooks before and after, two waves between",
                        Map.of(
                                "killed/before.yaml", Yaml.hook("before", "PreSync", "completes:1"),
                                "killed/one.yaml", Yaml.configMap("one", "1"),
                                "killed/two.yaml", Yaml.configMap("two", "2", "argocd.argoproj.io/sync-wave: \"2\""),
                                "killed/after.yaml", Yaml.hook("after", "PostSync", "completes:1")));
        ground.database().sql("""
                create function hold() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock_shared(4711); return null; end $$""").update();
        ground.database().sql("""
                create constraint trigger hold after update on sync_runs deferrable initially deferred
                for each row when (old.run is distinct from new.run or old.phase is distinct from new.phase)
                execute function hold()""").update();
        int kills = 0;
        try (Connection gate = ground.part(DataSource.class).getConnection();
                Watch jobs = ground.cluster()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace("killed")
                        .watch(written(Job.class));
                Watch settings =
                        ground.cluster().configMaps().inNamespace("killed").watch(written(ConfigMap.class))) {
            close(gate);
            startAnother();
            startAnother();
            ground.rest().create(Yaml.automated("killed", ground.address("killed")));
            Optional<Held> held = nextStep();
            while (held.isPresent()) {
                kill(held.get());
                boolean saved = kills % 2 == 1;
                kills++;
                if (saved) {
                    open(gate);
                    eventually(() -> assertThat(waiting()).isEmpty());
                    close(gate);
                } else {
                    ground.database()
                            .sql("select pg_terminate_backend(" + held.get().backend() + ")")
                            .query()
                            .listOfRows();
                }
                eventually(() -> assertThat(waiting()).isEmpty());
                ground.database()
                        .sql("update cluster_leases set expires_at = now() - interval '1 second'")
                        .update();
                startAnother();
                held = nextStep();
            }
        }
        assertThat(kills).as("steps that were saved, each lost once before").isGreaterThan(10);
        eventually(() -> assertThat(ground.rest().state("killed")).isEqualTo("Synced Healthy"));
        assertThat(ground.part(Ledger.class).operations(APPLICATION, 10))
                .singleElement()
                .satisfies(operation -> assertThat(
                                operation.syncVerdict().orElseThrow().result())
                        .isEqualTo("Succeeded"));
        assertThat(writes)
                .as("no hook twice, no changing write repeated")
                .containsExactly("Job before", "ConfigMap one", "ConfigMap two", "Job after");
    }

    /** Where a replica stands at the commit of a step; empty when the operation is over. */
    private Optional<Held> nextStep() {
        eventually(() -> assertThat(waiting().isPresent() || isOver()).isTrue());
        return waiting();
    }

    private Optional<Held> waiting() {
        return ground.database()
                .sql(WAITING)
                .query((row, number) -> new Held(row.getInt("pid"), row.getString("application_name")))
                .optional();
    }

    private boolean isOver() {
        return ground.database()
                        .sql(
                                "select count(*) from sync_runs where application = 'argocd/killed' and finished_at is not null")
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private void startAnother() {
        started.add(replicas.ofItsOwn("replica-" + started.size()));
    }

    private void kill(Held held) {
        int number = Integer.parseInt(held.replica().substring("replica-".length()));
        Process process = started.get(number);
        process.destroyForcibly();
        eventually(() -> assertThat(process.isAlive()).isFalse());
    }

    private static void close(Connection gate) throws SQLException {
        gate.createStatement().execute("select pg_advisory_lock(4711)");
    }

    private static void open(Connection gate) throws SQLException {
        gate.createStatement().execute("select pg_advisory_unlock(4711)");
    }

    private <T extends HasMetadata> Watcher<T> written(Class<T> kind) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                boolean written = action == Action.ADDED || action == Action.MODIFIED && kind == ConfigMap.class;
                if (written && !object.getMetadata().getName().equals("kube-root-ca.crt")) {
                    writes.add(kind.getSimpleName() + " " + object.getMetadata().getName());
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }
}
