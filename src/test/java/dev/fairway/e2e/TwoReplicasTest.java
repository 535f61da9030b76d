package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.FairwayApplication;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas on one Postgres. */
@ProductLane
class TwoReplicasTest {

    private static final String HOLDER = "select holder from cluster_leases order by cluster limit 1";

    private static Fairway ground;

    @BeforeAll
    static void ground() {
        ground = Replicas.ground();
    }

    @AfterAll
    static void end() {
        ground.close();
    }

    @Test
    void theSecondFinishesWhatTheFirstWasKilledInAndNoHookRunsTwice() {
        ground.repository("replicas")
                .push(
                        "A slow migration before, a wave after",
                        Map.of(
                                "handed/migrate.yaml",
                                Yaml.hook("migrate", "PreSync", "completes:6"),
                                "handed/settings.yaml",
                                Yaml.configMap("settings", "one", "argocd.argoproj.io/sync-wave: \"1\""),
                                "handed/smoke.yaml",
                                Yaml.hook("smoke", "PostSync", "completes:1")));
        Replicas replicas = new Replicas(ground);
        Process first = replicas.ofItsOwn("first");
        try {
            ground.rest().create(Yaml.application("before", ground.address("replicas")));
            eventually(() -> assertThat(holder()).isPresent());
            String holder = holder().orElseThrow();
            try (ConfigurableApplicationContext second = SpringApplication.run(
                    FairwayApplication.class, replicas.settings("second").toArray(String[]::new))) {
                Set<String> hooks = ConcurrentHashMap.newKeySet();
                try (Watch ignored = ground.cluster()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace("handed")
                        .watch(remember(hooks))) {
                    ground.rest().create(Yaml.automated("handed", ground.address("replicas")));
                    eventually(() -> assertThat(hooks).hasSize(1));
                    assertThat(holder()).as("the first is at work").contains(holder);

                    first.destroyForcibly();

                    eventually(TwoReplicasTest::assertSucceededOnce);
                    assertThat(ground.rest().state("handed")).isEqualTo("Synced Healthy");
                    assertThat(holder()).isPresent().get().isNotEqualTo(holder);
                    assertThat(hooks).as("one Job for each of the two hooks").hasSize(2);
                }
            }
        } finally {
            first.destroyForcibly();
        }
    }

    private static void assertSucceededOnce() {
        Ledger ledger = ground.part(Ledger.class);
        assertThat(ledger.operations(new ApplicationName("argocd", "handed"), 10))
                .singleElement()
                .satisfies(operation -> assertThat(
                                operation.syncVerdict().orElseThrow().result())
                        .isEqualTo("Succeeded"));
    }

    private static Watcher<Job> remember(Set<String> uids) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                uids.add(job.getMetadata().getUid());
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }

    private static Optional<String> holder() {
        return ground.database().sql(HOLDER).query(String.class).optional();
    }
}
