package dev.fairway.benchmark;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a push that has returned to the changed object in somebody else's watch. */
class CommitToLiveBenchmark {

    private static final String SCRIPTED = "scripted";

    @TempDir
    Path folder;

    @Test
    void aCommitIsLiveSoonerThanAScriptOnTheSameHookWouldMakeIt() throws Exception {
        for (int applications :
                IntStream.of(1, Size.of("applications", 1000)).distinct().toArray()) {
            measure(applications);
        }
    }

    private void measure(int applications) throws Exception {
        Path place = folder.resolve("of-" + applications);
        try (GroundProcess ground = GroundProcess.start(Files.createDirectories(place));
                KubernetesClient client = ground.client();
                Observer observer = new Observer(client);
                Product fairway = Product.on(ground, place)) {
            Checkout checkout = ground.repository("monorepo");
            checkout.commit("The first version", Monorepo.files(applications));
            checkout.commit("One that a script applies", Monorepo.overlay(SCRIPTED));
            checkout.push();
            namespace(client);
            Script script = new Script(place.resolve("script"), ground, ground.kubectl());
            script.cloneFrom(checkout.address());
            for (int i = 0; i < applications; i++) {
                fairway.create(Monorepo.automated(Monorepo.name(i), checkout.address()));
            }
            for (int i = 0; i < applications; i++) {
                observer.sawAt(Monorepo.name(i), "one");
            }
            Pairs.Trial ours = trial -> {
                fairway.settle();
                String name = Monorepo.name(trial * 37 % applications);
                long pushed = push(checkout, name, "value-" + trial);
                fairway.announce(checkout.address());
                return (observer.sawAt(name, "value-" + trial) - pushed) / 1e6;
            };
            Pairs.Trial theirs = trial -> {
                fairway.settle();
                long pushed = push(checkout, SCRIPTED, "value-" + trial);
                script.run("apps/" + SCRIPTED);
                return (observer.sawAt(SCRIPTED, "value-" + trial) - pushed) / 1e6;
            };
            Pairs.take(
                    Size.of("commits.warm", 100), trial -> ours.run(1000 + trial), trial -> theirs.run(1000 + trial));
            Table.atMost(
                    "commit to live / script, %d applications in the repository".formatted(applications),
                    0.8,
                    Pairs.take(Size.of("commits", 20), ours, theirs),
                    "ms");
        }
    }

    private static long push(Checkout checkout, String name, String value) {
        checkout.commit("Settings say " + value, Map.of(Monorepo.settingsFile(name), Monorepo.settings(value)));
        checkout.push();
        return System.nanoTime();
    }

    private static void namespace(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(SCRIPTED)
                        .endMetadata()
                        .build())
                .create();
    }
}
