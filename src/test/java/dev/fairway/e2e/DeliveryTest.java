package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ProductLane
class DeliveryTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("delivery");
    private final String address = fairway.address("delivery");
    private final Ledger ledger = fairway.part(Ledger.class);

    @Test
    void aPushedCommitReachesTheLiveObjectAndIsRecordedWithItsCommits() {
        lab.push("The first version", "pushed/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("pushed", address));
        eventually(() -> assertThat(deployments("pushed")).hasSize(1));

        String commit = lab.push("Settings say two", "pushed/settings.yaml", Yaml.configMap("settings", "two"));

        eventually(() -> assertThat(value("pushed", "settings")).isEqualTo("two"));
        eventually(() -> assertThat(deployments("pushed")).first().satisfies(deployment -> {
            assertThat(deployment.revisions()).containsExactly(commit);
            assertThat(deployment.commits()).singleElement().satisfies(shipped -> {
                assertThat(shipped.sha()).isEqualTo(commit);
                assertThat(shipped.subject()).isEqualTo("Settings say two");
            });
        }));
        Operation operation = ledger.operation(
                        deployments("pushed").getFirst().operation().orElseThrow())
                .orElseThrow();
        assertThat(operation.kind()).isEqualTo("AUTOMATED_SYNC");
        assertThat(operation.revisions()).containsExactly(commit);
        assertThat(operation.syncVerdict().orElseThrow().result()).isEqualTo("Succeeded");
        assertThat(rest.body("/apps/argocd/pushed/history")).contains("Settings say two");
    }

    @Test
    void commitsOfARewrittenHistoryAreUnknownNotCountedAgain() {
        Repository rewritten = fairway.repository("rewritten");
        rewritten.push("The ground", "rewritten/settings.yaml", Yaml.configMap("settings", "zero"));
        rewritten.push("The first version", "rewritten/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("rewritten", fairway.address("rewritten")));
        eventually(() -> assertThat(deployments("rewritten")).hasSize(1));

        String commit = rewritten.rewrite(
                "The first version, again", "rewritten/settings.yaml", Yaml.configMap("settings", "two"));

        eventually(() -> assertThat(deployments("rewritten")).first().satisfies(deployment -> {
            assertThat(deployment.revisions()).containsExactly(commit);
            assertThat(deployment.commits()).isEmpty();
        }));
    }

    @Test
    void anAnnotationNamesTheCommitThatAnImageWasBuiltOf() {
        String first = lab.push("Source one", "source/main.txt", "one");
        lab.push("Deploy one", "built/api.yaml", built(first));
        rest.create(Yaml.automated("built", address));
        eventually(() -> assertThat(deployments("built")).hasSize(1));

        String second = lab.push("Source two", "source/main.txt", "two");
        String third = lab.push("Source three", "source/main.txt", "three");
        // What a label says may be anything: this one names its commit by half, and a repository that there cannot be.
        lab.push(
                "Deploy two",
                "built/api.yaml",
                built(second.substring(0, 8), "https://git.example/\\0" + "x".repeat(600)));
        eventually(() -> assertThat(deployments("built")).hasSize(2));
        DeliveryFacts.BuiltOf odd = newestBuiltOf();
        assertThat(odd.repository()).startsWith("https://git.example/\uFFFDxxx").hasSizeLessThan(500);
        assertThat(odd.missing()).contains("is not connected here");
        lab.push("Deploy three", "built/api.yaml", built(third));

        eventually(() -> assertThat(deployments("built")).hasSize(3));
        DeliveryFacts.BuiltOf builtOf = newestBuiltOf();
        assertThat(builtOf.revision()).isEqualTo(third);
        assertThat(builtOf.saidBy())
                .isEqualTo("the annotation org.opencontainers.image.revision of Deployment built/api");
        assertThat(builtOf.commits())
                .extracting(Deployment.DeployedCommit::sha)
                .as("since the last commit that was named in full")
                .startsWith(third)
                .contains(second)
                .doesNotContain(first);
    }

    private DeliveryFacts.BuiltOf newestBuiltOf() {
        long newest = deployments("built").getFirst().id();
        return fairway.part(DeliveryRecord.class)
                .commits(List.of(newest))
                .get(newest)
                .builtOf()
                .orElseThrow();
    }

    private static String built(String revision) {
        return built(revision, "");
    }

    private static String built(String revision, String source) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: api
                spec:
                  selector:
                    matchLabels: {app: api}
                  template:
                    metadata:
                      labels: {app: api}
                      annotations:
                        org.opencontainers.image.revision: "%s"
                        org.opencontainers.image.source: "%s"
                    spec:
                      containers:
                        - name: main
                          image: registry.tidewater.example/api:1
                """.formatted(revision, source);
    }

    @Test
    void aHookThatFailsStopsTheSyncAndNothingAfterItIsApplied() {
        lab.push(
                "A migration that fails",
                Map.of(
                        "stopped/migrate.yaml", Yaml.hook("migrate", "PreSync", "fails:1"),
                        "stopped/settings.yaml", Yaml.configMap("settings", "one")));
        rest.create(Yaml.application("stopped", address));
        eventually(() -> assertThat(rest.state("stopped")).startsWith("OutOfSync"));

        rest.sync("stopped");

        eventually(() -> assertThat(rest.phase("stopped")).isEqualTo("Failed"));
        assertThat(rest.application("stopped")
                        .at("/status/operationState/message")
                        .asString())
                .contains("migrate");
        assertThat(fairway.cluster()
                        .configMaps()
                        .inNamespace("stopped")
                        .withName("settings")
                        .get())
                .isNull();
    }

    @Test
    void wavesAreAppliedInTheirOrderAndEachWaitsForTheOneBefore() {
        lab.push(
                "Three waves",
                Map.of(
                        "waves/a-last.yaml",
                        Yaml.configMap("last", "3", "argocd.argoproj.io/sync-wave: \"2\""),
                        "waves/b-slow.yaml",
                        slowDeployment(),
                        "waves/c-first.yaml",
                        Yaml.configMap("first", "1", "argocd.argoproj.io/sync-wave: \"-1\"")));
        rest.create(Yaml.automated("waves", address));

        eventually(() -> assertThat(rest.state("waves")).isEqualTo("Synced Healthy"));

        Operation operation = ledger.operation(
                        ledger.operations(name("waves"), 10).getLast().id())
                .orElseThrow();
        assertThat(operation.attempts().getFirst().resources())
                .filteredOn(result -> !result.resource().contains("Namespace"))
                .extracting(Operation.ResourceResult::wave)
                .containsExactly(-1, 0, 2);
        String first = created("first");
        String last = created("last");
        assertThat(last)
                .as("wave 2 waits until the deployment of wave 0 is available, some seconds after wave -1")
                .isGreaterThan(first)
                .isGreaterThanOrEqualTo(available("slow"));
    }

    private static String slowDeployment() {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: slow
                spec:
                  selector:
                    matchLabels: {app: slow}
                  template:
                    metadata:
                      labels: {app: slow}
                      annotations:
                        sandbox.fairway.dev/behaviour: slow-start:4
                    spec:
                      containers:
                        - name: main
                          image: registry.tidewater.example/slow:1
                """;
    }

    private String created(String configMap) {
        return fairway.cluster()
                .configMaps()
                .inNamespace("waves")
                .withName(configMap)
                .get()
                .getMetadata()
                .getCreationTimestamp();
    }

    private String available(String deployment) {
        return fairway
                .cluster()
                .apps()
                .deployments()
                .inNamespace("waves")
                .withName(deployment)
                .get()
                .getStatus()
                .getConditions()
                .stream()
                .filter(condition -> condition.getType().equals("Available"))
                .findFirst()
                .orElseThrow()
                .getLastTransitionTime();
    }

    private String value(String namespace, String configMap) {
        return fairway.cluster()
                .configMaps()
                .inNamespace(namespace)
                .withName(configMap)
                .require()
                .getData()
                .get("value");
    }

    private List<Deployment> deployments(String application) {
        return ledger.deployments(name(application), 10);
    }

    private static ApplicationName name(String application) {
        return new ApplicationName("argocd", application);
    }
}
