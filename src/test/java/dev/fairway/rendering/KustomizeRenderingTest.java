package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.Manifest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KustomizeRenderingTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                  - name: web
                    image: example.org/web:1.0
            """;

    /** All of this goes through the kustomize that waits ready; other tests render with one that is started for them. */
    private final Kitchen kitchen = new Kitchen().prepared();

    @AfterEach
    void close() {
        kitchen.forerunner.close();
    }

    @Test
    void anOverlayOverABaseElsewhereInTheRepositoryIsRendered() {
        Files files = base().and("apps/shop/prod/kustomization.yaml", """
                        resources: [../../../base]
                        namePrefix: prod-
                        patches:
                        - path: replicas.yaml
                        configMapGenerator:
                        - name: settings
                          files: [app.properties, renamed=other.txt]
                          envs: [.env]
                        """)
                .and("apps/shop/prod/replicas.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {replicas: 3}
                        """)
                .and("apps/shop/prod/app.properties", "colour=green\n")
                .and("apps/shop/prod/other.txt", "other")
                .and("apps/shop/prod/.env", "LEVEL=info\n")
                .and("README.md", "hello");

        RenderedManifests rendered = kitchen.render(files, "path: apps/shop/prod");

        assertThat(Kitchen.text(rendered.manifests())).isEqualTo("""
                ---
                apiVersion: v1
                data:
                  LEVEL: info
                  app.properties: |
                    colour=green
                  renamed: other
                kind: ConfigMap
                metadata:
                  name: prod-settings-f85942md64
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: prod-web
                spec:
                  replicas: 3
                  template:
                    spec:
                      containers:
                      - image: example.org/web:1.0
                        name: web
                """);
        assertThat(rendered.closure().getFirst())
                .contains("apps/shop/prod/kustomization.yaml", "apps/shop/prod/.env", "base/web.yaml", "base")
                .doesNotContain("README.md");
    }

    @Test
    void overridesActInTheLayerOfTheFileAsKustomizeEditDoes() {
        Files files = base();

        assertThat(kitchen.text(files, """
                path: base
                kustomize:
                  namePrefix: a-
                  nameSuffix: -z
                  namespace: other
                  images: ["example.org/web=registry.example.org:5000/web:2.0"]
                  replicas: [{name: web, count: 4}]
                  commonLabels: {team: shop}
                  labelWithoutSelector: true
                  commonAnnotations: {note: "1"}
                  patches:
                  - target: {kind: Deployment}
                    patch: |
                      - op: add
                        path: /spec/minReadySeconds
                        value: 5
                """)).isEqualTo("""
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  annotations:
                    note: '1'
                  labels:
                    team: shop
                  name: a-web-z
                  namespace: other
                spec:
                  minReadySeconds: 5
                  replicas: 4
                  template:
                    metadata:
                      annotations:
                        note: '1'
                    spec:
                      containers:
                      - image: registry.example.org:5000/web:2.0
                        name: web
                """);
    }

    @Test
    void anImageOverrideTakesThePlaceOfTheFilesAndAStarKeepsWhatItSays() {
        Files files = Files.of("app/web.yaml", DEPLOYMENT).and("app/kustomization.yaml", """
                resources: [web.yaml]
                images: [{name: example.org/web, newName: example.org/fork, newTag: "1.5"}]
                """);

        assertThat(kitchen.text(files, "path: app")).contains("image: example.org/fork:1.5");
        assertThat(kitchen.text(files, "{path: app, kustomize: {images: ['example.org/web:2.0']}}"))
                .contains("image: example.org/web:2.0");
        assertThat(kitchen.text(files, "{path: app, kustomize: {images: ['example.org/web=*:2.0']}}"))
                .contains("image: example.org/fork:2.0");
        assertThat(kitchen.text(files, "{path: app, kustomize: {images: ['example.org/web@sha256:abc']}}"))
                .contains("image: example.org/web@sha256:abc");
        assertThatThrownBy(() -> kitchen.render(files, "{path: app, kustomize: {images: [web]}}"))
                .hasMessageContaining("InvalidKustomization");
    }

    @Test
    void aLabelThatTheFileAlreadySetsNeedsForce() {
        Files files = Files.of("app/web.yaml", DEPLOYMENT)
                .and("app/kustomization.yaml", "resources: [web.yaml]\ncommonLabels: {team: old}\n");

        assertThatThrownBy(() -> kitchen.render(files, "{path: app, kustomize: {commonLabels: {team: new}}}"))
                .hasMessageContaining("forceCommonLabels");
        assertThat(kitchen.text(files, "{path: app, kustomize: {commonLabels: {team: new}, forceCommonLabels: true}}"))
                .contains("team: new")
                .doesNotContain("team: old");
    }

    @Test
    void componentsAreAddedAndMissingOnesMayBeIgnored() {
        Files files = base().and("extra/kustomization.yaml", """
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                nameSuffix: -extra
                """);

        assertThat(kitchen.text(files, "{path: base, kustomize: {components: [../extra]}}"))
                .contains("name: web-extra");
        assertThatThrownBy(() -> kitchen.render(files, "{path: base, kustomize: {components: [../nowhere]}}"))
                .hasMessageContaining("\"../nowhere\"")
                .hasMessageContaining("does not exist");
        assertThat(kitchen.text(
                        files,
                        "{path: base, kustomize: {components: [../nowhere, ../extra], ignoreMissingComponents: true}}"))
                .contains("name: web-extra");
    }

    @Test
    void everyKindOfReferenceIsFollowed() {
        Files files = base().and("app/kustomization.yaml", """
                        resources: [../base, thing.yaml]
                        crds: [crd.json]
                        configurations: [config.yaml]
                        openapi: {path: schema.json}
                        replacements: [{path: replacement.yaml}]
                        patchesJson6902: [{target: {version: v1, group: apps, kind: Deployment, name: web}, path: patch.json}]
                        patchesStrategicMerge:
                        - strategic.yaml
                        - |
                          apiVersion: apps/v1
                          kind: Deployment
                          metadata: {name: web}
                          spec: {paused: true}
                        transformers: [prefix.yaml]
                        generators: [generator.yaml]
                        """)
                .and("app/thing.yaml", "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: thing}\nspec: {}\n")
                .and("app/crd.json", "{}")
                .and("app/schema.json", "{\"definitions\": {}}")
                .and("app/config.yaml", "commonLabels: []\n")
                .and("app/replacement.yaml", """
                        source: {kind: Deployment, name: web, fieldPath: metadata.name}
                        targets: [{select: {kind: Thing}, fieldPaths: [spec.target], options: {create: true}}]
                        """)
                .and("app/patch.json", "[{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 9}]")
                .and(
                        "app/strategic.yaml",
                        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {minReadySeconds: 7}\n")
                .and(
                        "app/prefix.yaml",
                        "apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: p}\nprefix: t-\nfieldSpecs: [{path: metadata/name}]\n")
                .and(
                        "app/generator.yaml",
                        "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: made}\nfiles: [content.txt]\n")
                .and("app/content.txt", "content");

        assertThat(kitchen.text(files, "path: app"))
                .contains(
                        "replicas: 9",
                        "minReadySeconds: 7",
                        "paused: true",
                        "name: t-web",
                        "target: web",
                        "content.txt: content");
    }

    @Test
    void aKustomizationWithNothingInItIsNamed() {
        Files files = Files.of("app/kustomization.yaml", "resources: [missing.yaml]\n")
                .and("app/x/y.yaml", "");

        assertThatThrownBy(() -> kitchen.render(files, "path: app"))
                .hasMessageContaining("app/kustomization.yaml")
                .hasMessageContaining("\"missing.yaml\", which does not exist");
        assertThatThrownBy(() -> kitchen.render(files, "{path: app/x, kustomize: {namePrefix: a}}"))
                .hasMessageContaining("app/x has no kustomization.yaml");
    }

    private static Files base() {
        return Files.of("base/kustomization.yaml", "resources: [web.yaml]\n").and("base/web.yaml", DEPLOYMENT);
    }

    @Test
    void whatOnlyTheKustomizationOfTheApplicationMaySayIsHeeded() {
        Files files = base().and("prod/kustomization.yaml", """
                        resources: [../base]
                        sortOptions: {order: fifo}
                        buildMetadata: [originAnnotations]
                        """);

        assertThat(kitchen.text(files, "path: prod")).contains("config.kubernetes.io/origin");
    }

    @Test
    void aKustomizeThatWaitsGivesWhatOneThatIsStartedGives() {
        Files files = base().and("prod/kustomization.yaml", """
                        resources: [../base, more]
                        namePrefix: prod-
                        namespace: shop
                        configMapGenerator: [{name: settings, literals: [a=b]}]
                        images: [{name: example.org/web, newTag: "2.0"}]
                        """).and("prod/more/kustomization.yaml", """
                        resources: [../../base]
                        nameSuffix: -more
                        """);

        List<Manifest> waited = kitchen.render(files, "path: prod").manifests();
        Kitchen other = new Kitchen();
        List<Manifest> started = other.render(files, "path: prod").manifests();
        other.forerunner.close();

        assertThat(kitchen.metrics.counter("fairway.renders.prepared").count()).isEqualTo(1);
        assertThat(other.metrics.counter("fairway.renders.prepared").count()).isZero();
        assertThat(Kitchen.text(waited)).isEqualTo(Kitchen.text(started)).contains("prod-web-more");
    }
}
