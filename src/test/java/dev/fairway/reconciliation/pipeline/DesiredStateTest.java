package dev.fairway.reconciliation.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DesiredStateTest {

    private static final ApiCatalog EMPTY = new ApiCatalog("1.36.2", Map.of(), List.of());

    @Test
    void aKindThatArrivesWithItsDefinitionLivesWhereTheDefinitionSays() {
        DesiredState state = desired("""
                apiVersion: harbour.example/v1
                kind: Pilot
                metadata: {name: first}
                ---
                apiVersion: harbour.example/v1
                kind: Berth
                metadata: {name: north, namespace: left-over}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: pilots.harbour.example}
                spec: {group: harbour.example, scope: Namespaced, names: {kind: Pilot, plural: pilots}}
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: berths.harbour.example}
                spec: {group: harbour.example, scope: Cluster, names: {kind: Berth, plural: berths}}
                """);

        assertThat(state.byKey().keySet().stream().map(key -> key.kind() + " " + key.namespace() + "/" + key.name()))
                .contains("Pilot quay/first", "Berth /north");
    }

    private static DesiredState desired(String yaml) {
        List<Manifest> rendered =
                Manifests.parse(yaml.getBytes(StandardCharsets.UTF_8), "a test", YamlLimits.DEFAULT, value -> value);
        return DesiredState.of(new ApplicationName("argocd", "harbour"), "quay", rendered, EMPTY);
    }
}
