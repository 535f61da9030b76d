package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What Fairway's speed rests on and can be counted: a clock would say something else on every machine. */
@ProductLane
class FewQuestionsTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("questions");

    /** When an object of the lab's was seen with which value. */
    private record Seen(String value, long at) {}

    @Test
    void aPushedCommitIsAppliedAfterAFewQuestionsToPostgres() {
        Queue<Seen> seen = new ConcurrentLinkedQueue<>();
        lab.push(
                "The first version",
                Map.of(
                        "asked/settings.yaml", Yaml.configMap("settings", "one"),
                        "asked/second.yaml", Yaml.configMap("second", "one"),
                        "asked/third.yaml", Yaml.configMap("third", "one")));
        rest.create(Yaml.automated("asked", fairway.address("questions")));
        eventually(() -> assertThat(rest.state("asked")).isEqualTo("Synced Healthy"));
        try (Watch ignored = fairway.cluster()
                .configMaps()
                .inNamespace("asked")
                .withName("settings")
                .watch(remember(seen))) {
            eventually(() -> assertThat(seen).isNotEmpty());
            long pushed = System.nanoTime();
            lab.push("Settings say two", "asked/settings.yaml", Yaml.configMap("settings", "two"));
            eventually(() -> assertThat(seen).extracting(Seen::value).contains("two"));

            long live = seen.stream()
                    .filter(one -> one.value().equals("two"))
                    .findFirst()
                    .orElseThrow()
                    .at();

            assertThat(Questions.ofTurn("asked", pushed, live))
                    .as("questions of its turn from the push until the object is live")
                    .isBetween(1L, 40L);
        }
    }

    @Test
    void whoReadsNothingOfACommitLetsTheOthersGoFirstAndStillArrivesAtIt() {
        lab.push(
                "Two side by side",
                Map.of(
                        "sooner/settings.yaml", Yaml.configMap("settings", "one"),
                        "later/settings.yaml", Yaml.configMap("settings", "one")));
        rest.create(Yaml.automated("sooner", fairway.address("questions")));
        rest.create(Yaml.automated("later", fairway.address("questions")));
        eventually(() -> assertThat(rest.state("sooner")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(rest.state("later")).isEqualTo("Synced Healthy"));

        String commit = lab.push("Only one changes", "sooner/settings.yaml", Yaml.configMap("settings", "two"));

        eventually(() -> assertThat(revision("sooner")).isEqualTo(commit));
        eventually(() -> assertThat(revision("later")).isEqualTo(commit));
    }

    private String revision(String application) {
        return fairway.database()
                .sql("select revision from application_statuses where application = :application")
                .param("application", "argocd/" + application)
                .query(String.class)
                .single();
    }

    private static Watcher<ConfigMap> remember(Queue<Seen> seen) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap settings) {
                seen.add(new Seen(settings.getData().getOrDefault("value", ""), System.nanoTime()));
            }

            @Override
            public void onClose(WatcherException cause) {}
        };
    }
}
