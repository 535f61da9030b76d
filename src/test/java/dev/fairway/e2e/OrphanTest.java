package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;

@ProductLane
class OrphanTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void anObjectThatNobodyPutIntoGitIsToldUnlessTheProjectIgnoresIt() {
        rest.post("/api/v1/projects", """
                {"project": {"metadata": {"name": "tidy"}, "spec": {
                  "sourceRepos": ["*"], "destinations": [{"server": "*", "namespace": "*"}],
                  "clusterResourceWhitelist": [{"group": "*", "kind": "*"}],
                  "orphanedResources": {"ignore": [{"kind": "ConfigMap", "name": "known-*"}]}}}}""");
        fairway.repository("orphans").push("One object", "tidy/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("tidy", fairway.address("orphans")).replace("project: default", "project: tidy"));
        eventually(() -> assertThat(rest.state("tidy")).isEqualTo("Synced Healthy"));
        assertThat(rest.conditions("tidy")).isEmpty();

        byHand("left-behind");
        byHand("known-to-us");
        eventually(() -> {
            rest.application("tidy?refresh=normal");
            assertThat(rest.conditions("tidy")).singleElement().satisfies(told -> assertThat(told)
                    .startsWith("OrphanedResourceWarning")
                    .contains("ConfigMap/tidy/left-behind"));
        });
        assertThat(rest.body("/api/v1/applications/tidy/resource-tree"))
                .contains("left-behind")
                .doesNotContain("known-to-us", "kube-root-ca.crt");
        assertThat(rest.state("tidy")).as("it is no difference").isEqualTo("Synced Healthy");
        isShownWhenAskedFor();
    }

    private void isShownWhenAskedFor() {
        String tree = "/apps/argocd/tidy/tree";
        assertThat(rest.body(tree))
                .contains("orphans=true", "Orphans")
                .doesNotContain("/r/-/ConfigMap/tidy/left-behind");
        assertThat(rest.body(tree + "?orphans=true"))
                .contains("Belongs to no application", "/r/-/ConfigMap/tidy/left-behind", "settings")
                .doesNotContain("known-to-us");
        assertThat(rest.body(tree + "?sync=ORPHANED"))
                .as("a filter for orphans shows them")
                .contains("/r/-/ConfigMap/tidy/left-behind")
                .doesNotContain("/r/-/ConfigMap/tidy/settings");
        assertThat(rest.body("/apps/argocd/tidy/r/-/ConfigMap/tidy/left-behind"))
                .contains("An orphan", "orphanedResources")
                .doesNotContain("/left-behind/act", "/left-behind/delete");
        assertThat(rest.body("/apps/argocd/tidy/r/-/ConfigMap/tidy/left-behind/yaml"))
                .contains("kind: ConfigMap");
        assertThat(rest.ask(
                                "DELETE",
                                "/api/v1/applications/tidy/resource?resourceName=left-behind&namespace=tidy&kind=ConfigMap&version=v1&group=",
                                "")
                        .body())
                .as("what is nobody's is not deleted through an application")
                .contains("is no part of");
    }

    private void byHand(String name) {
        fairway.cluster()
                .configMaps()
                .inNamespace("tidy")
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }
}
