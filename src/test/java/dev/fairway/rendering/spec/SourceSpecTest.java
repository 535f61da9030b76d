package dev.fairway.rendering.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.rendering.spec.SourceSpec.FileParameter;
import dev.fairway.rendering.spec.SourceSpec.Parameter;
import dev.fairway.rendering.spec.SourceSpec.Replica;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceSpecTest {

    @Test
    void everyFieldOfArgoCdsShapeIsRead() {
        SourceSpec spec = read("""
                repoURL: https://git.example.org/shop.git
                path: apps/shop
                targetRevision: main
                ref: shop
                name: the shop
                tagPrefix: shop-
                helm:
                  releaseName: web
                  valueFiles: [a.yaml, $ref/b.yaml]
                  ignoreMissingValueFiles: true
                  values: "a: 1"
                  valuesObject: {b: 2}
                  parameters: [{name: c, value: "3", forceString: true}, {name: d, value: 4}]
                  fileParameters: [{name: e, path: e.txt}]
                  skipCrds: true
                  skipTests: true
                  skipSchemaValidation: true
                  kubeVersion: "1.30"
                  apiVersions: [v1]
                  namespace: other
                kustomize:
                  namePrefix: a-
                  nameSuffix: -b
                  images: [x:1]
                  replicas: [{name: web, count: 2}, {name: api, count: "3"}]
                  patches: [{path: p.yaml}]
                  components: [../c]
                  ignoreMissingComponents: true
                  namespace: ns
                  commonLabels: {l: v}
                  commonAnnotations: {a: v}
                  forceCommonLabels: true
                  forceCommonAnnotations: true
                  labelWithoutSelector: true
                  labelIncludeTemplates: true
                """);

        assertThat(spec.repository().text()).isEqualTo("https://git.example.org/shop.git");
        assertThat(List.of(spec.path(), spec.targetRevision(), spec.ref(), spec.name(), spec.tagPrefix(), spec.chart()))
                .containsExactly("apps/shop", "main", "shop", "the shop", "shop-", "");
        SourceSpec.Helm helm = spec.helm().orElseThrow();
        assertThat(helm.parameters()).containsExactly(new Parameter("c", "3", true), new Parameter("d", "4", false));
        assertThat(helm.fileParameters()).containsExactly(new FileParameter("e", "e.txt"));
        assertThat(helm.valuesObject().orElseThrow().path("b").asInt()).isEqualTo(2);
        assertThat(helm)
                .matches(block -> block.skipCrds() && block.skipTests() && block.skipSchemaValidation())
                .matches(block -> block.ignoreMissingValueFiles() && block.namespace().equals("other"));
        SourceSpec.Kustomize kustomize = spec.kustomize().orElseThrow();
        assertThat(kustomize.replicas()).containsExactly(new Replica("web", 2), new Replica("api", 3));
        assertThat(kustomize.commonLabels()).isEqualTo(Map.of("l", "v"));
        assertThat(kustomize).matches(block -> block.forceCommonLabels() && block.labelIncludeTemplates());
        assertThat(spec.unsupported()).isEmpty();
    }

    @Test
    void aBlockThatSaysNothingIsNoBlock() {
        SourceSpec spec = read("{helm: {}, kustomize: null, directory: {recurse: false, jsonnet: {}}}");

        assertThat(spec.helm()).isEmpty();
        assertThat(spec.kustomize()).isEmpty();
        assertThat(spec.directory()).isEmpty();
        assertThat(spec.unsupported()).isEmpty();
    }

    @Test
    void whatIsNotSupportedIsNamed() {
        assertThat(read("{plugin: {name: x}, directory: {jsonnet: {tlas: [{name: a}]}}, kustomize: {version: v4.5.7}}")
                        .unsupported())
                .containsExactly("plugin", "directory.jsonnet", "kustomize.version");
    }

    @Test
    void aFieldOfTheWrongTypeIsNamed() {
        assertThatThrownBy(() -> read("path: [a]")).hasMessageContaining("source.path is not text");
        assertThatThrownBy(() -> read("helm: {valueFiles: a.yaml}")).hasMessageContaining("source.helm.valueFiles is not a list");
        assertThatThrownBy(() -> read("helm: {parameters: [{name: [x]}]}"))
                .hasMessageContaining("source.helm.parameters[0].name is not text");
        assertThatThrownBy(() -> read("kustomize: {replicas: [{name: a, count: many}]}"))
                .hasMessageContaining("source.kustomize.replicas[0].count is not a whole number");
        assertThatThrownBy(() -> read("directory: true")).hasMessageContaining("source.directory is not a mapping");
    }

    private static SourceSpec read(String yaml) {
        return SourceSpec.read(
                Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), "source", YamlLimits.DEFAULT));
    }
}
