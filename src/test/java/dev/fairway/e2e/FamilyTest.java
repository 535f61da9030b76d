package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@ProductLane
class FamilyTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("family");
    private final String address = fairway.address("family");

    @Test
    void aChildIsMadeUpdatedAndPrunedByItsParent() {
        lab.push(
                "A parent and a child",
                Map.of(
                        "parent/child.yaml", Yaml.automated("child", address),
                        "parent/stays.yaml", Yaml.configMap("stays", "1"),
                        "child/settings.yaml", Yaml.configMap("settings", "one")));
        rest.create(parent("parent"));
        eventually(() -> assertThat(rest.state("child")).isEqualTo("Synced Healthy"));

        lab.push(
                "The child is labelled",
                "parent/child.yaml",
                Yaml.automated("child", address).replace("metadata:", "metadata:\n  labels: {team: growth}"));
        eventually(() -> assertThat(
                        rest.application("child").at("/metadata/labels/team").asString(""))
                .isEqualTo("growth"));

        lab.remove("The child goes", "parent/child.yaml");
        eventually(() -> assertThat(rest.exists("child")).isFalse());
    }

    @Test
    void anApplicationMadeByHandIsNotTakenOverByAParent() {
        rest.create(Yaml.application("by-hand", address).replace("metadata:", "metadata:\n  labels: {made: by-hand}"));
        lab.push(
                "A parent that names it",
                Map.of(
                        "stranger/by-hand.yaml",
                        Yaml.automated("by-hand", address)
                                .replace("metadata:", "metadata:\n  labels: {made: by-parent}"),
                        "by-hand/settings.yaml",
                        Yaml.configMap("settings", "one")));
        rest.create(parent("stranger"));

        eventually(() -> assertThat(rest.application("stranger")
                        .at("/status/operationState/message")
                        .asString(""))
                .contains("argocd/by-hand exists and a person made it"));
        assertThat(rest.application("by-hand").at("/metadata/labels/made").asString())
                .isEqualTo("by-hand");
        assertThat(rest.application("by-hand").at("/spec/syncPolicy/automated").isMissingNode())
                .isTrue();
    }

    /** Its objects live beside the applications. */
    private String parent(String name) {
        return Yaml.automated(name, address).replace("    namespace: " + name, "    namespace: argocd");
    }
}
