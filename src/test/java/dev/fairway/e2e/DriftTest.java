package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("drift");
    private final String address = fairway.address("drift");

    @Test
    void driftOfASelfHealingApplicationIsHealedAndRecorded() {
        lab.push("Settings", "healed/settings.yaml", Yaml.configMap("settings", "from Git"));
        rest.create(Yaml.automated("healed", address));
        eventually(() -> assertThat(rest.state("healed")).isEqualTo("Synced Healthy"));

        configMap("healed", "settings").edit(live -> {
            live.getData().put("value", "by hand");
            return live;
        });

        eventually(() -> assertThat(fairway.part(Ledger.class).operations(new ApplicationName("argocd", "healed"), 1))
                .singleElement()
                .satisfies(operation -> {
                    assertThat(operation.kind()).isEqualTo("SELF_HEAL");
                    assertThat(operation.syncVerdict().orElseThrow().result()).isEqualTo("Succeeded");
                }));
        assertThat(configMap("healed", "settings").require().getData()).containsEntry("value", "from Git");
        eventually(() -> assertThat(rest.state("healed")).isEqualTo("Synced Healthy"));
    }

    @Test
    void whatGitDropsIsPrunedWherePruneIsOn() {
        lab.push(
                "Two objects",
                Map.of(
                        "pruned/kept.yaml", Yaml.configMap("kept", "1"),
                        "pruned/dropped.yaml", Yaml.configMap("dropped", "1")));
        rest.create(Yaml.automated("pruned", address));
        eventually(() -> assertThat(rest.state("pruned")).isEqualTo("Synced Healthy"));
        configMap("pruned", "dropped").require();

        lab.remove("One is enough", "pruned/dropped.yaml");

        eventually(() -> assertThat(configMap("pruned", "dropped").get()).isNull());
        eventually(() -> assertThat(rest.state("pruned")).isEqualTo("Synced Healthy"));
        configMap("pruned", "kept").require();
    }

    @Test
    void whatGitDropsIsOnlyReportedWherePruneIsOff() {
        lab.push(
                "Two objects",
                Map.of(
                        "unpruned/kept.yaml", Yaml.configMap("kept", "1"),
                        "unpruned/dropped.yaml", Yaml.configMap("dropped", "1")));
        rest.create(Yaml.automatedWithoutPrune("unpruned", address));
        eventually(() -> assertThat(rest.state("unpruned")).isEqualTo("Synced Healthy"));

        String commit = lab.remove("One is enough", "unpruned/dropped.yaml");

        eventually(() -> {
            var status = rest.application("unpruned").path("status");
            assertThat(status.at("/sync/revision").asString()).isEqualTo(commit);
            assertThat(status.at("/sync/status").asString()).isEqualTo("OutOfSync");
            assertThat(status.path("resources").valueStream())
                    .filteredOn(resource -> resource.path("requiresPruning").asBoolean(false))
                    .extracting(resource -> resource.path("name").asString())
                    .containsExactly("dropped");
        });
        configMap("unpruned", "dropped").require();
    }

    private Resource<ConfigMap> configMap(String namespace, String name) {
        return fairway.cluster().configMaps().inNamespace(namespace).withName(name);
    }
}
