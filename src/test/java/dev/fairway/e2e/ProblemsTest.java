package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each mistake is told at the one application that has it, in words that name what is wrong. */
@ProductLane
class ProblemsTest {

    private static final Fairway FAIRWAY = Fairway.running();
    private static final String ADDRESS = FAIRWAY.address("problems");
    private static final Repository LAB = FAIRWAY.repository("problems");

    private final Rest rest = FAIRWAY.rest();

    @BeforeAll
    static void oneGoodAndOneBadFolder() {
        LAB.push(
                "Something to point at",
                Map.of(
                        "bystander/settings.yaml", Yaml.configMap("settings", "one"),
                        "bad-yaml/settings.yaml", "apiVersion: v1\nkind: [ConfigMap\nmetadata: {name: x\n",
                        "bad-kind/thing.yaml", """
                        apiVersion: nowhere.example/v1
                        kind: Gadget
                        metadata:
                          name: thing
                        """));
    }

    @Test
    void anUnknownRevisionIsNamed() {
        rest.create(Yaml.automated("bad-revision", ADDRESS).replace("main", "v9.9.9"));
        told("bad-revision", "ComparisonError", "v9.9.9");
    }

    @Test
    void aMissingFolderIsNamed() {
        rest.create(Yaml.automated("bad-path", ADDRESS));
        told("bad-path", "ComparisonError", "no folder");
    }

    @Test
    void aFileThatIsNotYamlIsNamed() {
        rest.create(Yaml.automated("bad-yaml", ADDRESS));
        told("bad-yaml", "ComparisonError", "settings.yaml");
    }

    @Test
    void aRepositoryThatCannotBeReachedIsNamed() {
        String nobody = "http://localhost:" + Fairway.freePort() + "/nothing.git";
        rest.create(Yaml.automated("bad-repository", nobody));
        told("bad-repository", "ComparisonError", nobody);
    }

    @Test
    void anUnknownClusterIsNamed() {
        rest.create(Yaml.automated("bad-cluster", ADDRESS)
                .replace("https://kubernetes.default.svc", "https://elsewhere.example:6443"));
        told("bad-cluster", "InvalidSpecError", "elsewhere.example:6443");
    }

    @Test
    void aKindThatTheClusterDoesNotKnowFailsTheSyncByName() {
        rest.create(Yaml.automated("bad-kind", ADDRESS));
        eventually(() -> assertThat(rest.application("bad-kind")
                        .at("/status/operationState/message")
                        .asString(""))
                .contains("Gadget"));
        theOthersGoOn();
    }

    private void told(String application, String type, String words) {
        eventually(() -> assertThat(rest.conditions(application))
                .singleElement()
                .satisfies(condition -> assertThat(condition).startsWith(type).contains(words)));
        theOthersGoOn();
    }

    private void theOthersGoOn() {
        if (!rest.exists("bystander")) {
            rest.create(Yaml.automated("bystander", ADDRESS));
        }
        eventually(() -> assertThat(rest.state("bystander")).isEqualTo("Synced Healthy"));
        assertThat(rest.conditions("bystander")).isEmpty();
    }
}
