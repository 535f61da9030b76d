package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.rendering.process.ProcessRunner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelmRenderingTest {

    private static final String CHART = """
            apiVersion: v2
            name: web
            version: 1.0.0
            """;
    private static final String SHOW = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}-{{ .Chart.Name }}
              namespace: {{ .Release.Namespace }}
            data:
              values: {{ .Values | toJson | quote }}
            """;

    private final Kitchen kitchen = new Kitchen();

    @Test
    void aChartIsFoundAndRenderedUnderTheNameOfTheApplication() {
        Files files = chart("size: 3\n");

        assertThat(kitchen.text(files, "path: web")).isEqualTo("""
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: shop-web
                  namespace: shop-prod
                data:
                  values: '{"size":3}'
                """);
    }

    @Test
    void parametersWinOverTheObjectOverValuesOverFilesOverTheChart() {
        Files files = chart("{a: chart, b: chart, c: chart, d: chart, e: chart}")
                .and("web/one.yaml", "{b: one, c: one, d: one, e: one}")
                .and("web/two.yaml", "{c: two, d: two, e: two}");

        assertThat(values(files, """
                path: web
                helm:
                  valueFiles: [one.yaml, two.yaml]
                  values: "{d: values, e: values}"
                  parameters: [{name: e, value: parameter}]
                """))
                .isEqualTo("{\"a\":\"chart\",\"b\":\"one\",\"c\":\"two\",\"d\":\"values\",\"e\":\"parameter\"}");
        assertThat(values(files, """
                path: web
                helm:
                  values: "{a: values, d: values}"
                  valuesObject: {d: object}
                """))
                .as("the object takes the place of the values, it is not merged with them")
                .isEqualTo("{\"a\":\"chart\",\"b\":\"chart\",\"c\":\"chart\",\"d\":\"object\",\"e\":\"chart\"}");
    }

    @Test
    void parametersSpeakTheLanguageOfSet() {
        Files files = chart("{list: [{k: 1, keep: true}, {k: 2}], gone: x}")
                .and("web/list.yaml", "list: [{k: 7, keep: true}, {k: 8}]")
                .and("web/motd.txt", "line one\nline, two\n");

        assertThat(values(files, """
                path: web
                helm:
                  valueFiles: [list.yaml]
                  parameters:
                  - {name: "a.b", value: "1"}
                  - {name: a.text, value: "1", forceString: true}
                  - {name: a.flag, value: "true"}
                  - {name: a.octal, value: "0644"}
                  - {name: a.float, value: "1.5"}
                  - {name: a.commas, value: "x,y=z"}
                  - {name: a.items, value: "{x,y,3}"}
                  - {name: 'a.dotted\\.key', value: v}
                  - {name: "list[1].k", value: "9"}
                  - {name: gone, value: "null"}
                  fileParameters:
                  - {name: motd, path: motd.txt}
                """))
                .isEqualTo("{\"a\":{\"b\":1,\"commas\":\"x,y=z\",\"dotted.key\":\"v\",\"flag\":true,\"float\":\"1.5\","
                        + "\"items\":[\"x\",\"y\",3],\"octal\":\"0644\",\"text\":\"1\"},"
                        + "\"list\":[{\"k\":7,\"keep\":true},{\"k\":9}],\"motd\":\"line one\\nline, two\\n\"}");
    }

    @Test
    void patternsOfValueFilesExpandInPlaceAndAnExplicitFileKeepsItsPlace() {
        Files files = chart("{}")
                .and("web/env/a.yaml", "{last: a, a: 1}")
                .and("web/env/deep/b.yaml", "{last: b, b: 1}")
                .and("web/env/c.yaml", "{last: c, c: 1}")
                .and("values.yaml", "{root: 1}");

        assertThat(values(files, "{path: web, helm: {valueFiles: ['env/**/*.yaml']}}"))
                .isEqualTo("{\"a\":1,\"b\":1,\"c\":1,\"last\":\"b\"}");
        assertThat(values(files, "{path: web, helm: {valueFiles: ['env/**', env/a.yaml, /values.yaml]}}"))
                .isEqualTo("{\"a\":1,\"b\":1,\"c\":1,\"last\":\"a\",\"root\":1}");
    }

    @Test
    void aMissingValueFileIsAProblemUnlessItMayBeMissing() {
        Files files = chart("size: 1");

        assertThatThrownBy(() -> kitchen.render(files, "{path: web, helm: {valueFiles: [no.yaml]}}"))
                .hasMessageContaining("ValueFileMissing")
                .hasMessageContaining("\"no.yaml\"");
        assertThatThrownBy(() -> kitchen.render(files, "{path: web, helm: {valueFiles: ['no/*.yaml']}}"))
                .hasMessageContaining("matches no file");
        assertThat(values(
                        files,
                        "{path: web, helm: {valueFiles: [no.yaml, 'no/*.yaml'], ignoreMissingValueFiles: true}}"))
                .isEqualTo("{\"size\":1}");
    }

    @Test
    void valueFilesMayComeFromAnotherSource() {
        RenderedManifests rendered = kitchen.with(
                        chart("from: chart"), "{path: web, helm: {valueFiles: [$config/env/$ARGOCD_APP_NAME.yaml]}}")
                .with(Files.of("env/shop.yaml", "from: config"), "{ref: config}")
                .render();

        assertThat(Kitchen.text(rendered.manifests())).contains("{\"from\":\"config\"}");
        assertThat(rendered.closure().get(0)).contains("web/");
        assertThat(rendered.closure().get(1)).containsExactly("env/shop.yaml");
        assertThatThrownBy(() -> kitchen.render(chart(""), "{path: web, helm: {valueFiles: [$other/x.yaml]}}"))
                .hasMessageContaining("no source has that ref");
    }

    @Test
    void buildVariablesAreFilledIn() {
        assertThat(values(chart("{}"), """
                path: web
                helm:
                  values: "{name: $ARGOCD_APP_NAME, regex: 'a$|$1', ns: '${ARGOCD_APP_NAMESPACE}'}"
                  parameters:
                  - {name: rev, value: "$ARGOCD_APP_REVISION_SHORT", forceString: true}
                  - {name: price, value: "$$5"}
                """))
                .isEqualTo(
                        "{\"name\":\"shop\",\"ns\":\"shop-prod\",\"price\":\"$5\",\"regex\":\"a$|$1\",\"rev\":\"0123456\"}");
    }

    @Test
    void hooksCrdsAndTestsAreObjectsLikeAllOthers() {
        Files files = chart("")
                .and("web/crds/crd.yaml", """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: things.example.org}
                        """)
                .and("web/templates/hook.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          name: migrate
                          annotations: {helm.sh/hook: pre-install}
                        """)
                .and("web/templates/tests/test.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: probe
                          annotations: {helm.sh/hook: test}
                        """);

        assertThat(kinds(files, "path: web")).isEqualTo("CustomResourceDefinition ConfigMap Pod Job");
        assertThat(kinds(files, "{path: web, helm: {skipCrds: true, skipTests: true}}"))
                .isEqualTo("ConfigMap Job");
    }

    @Test
    void theServersVersionAndApisReachTheChart() {
        Files files = Files.of("web/Chart.yaml", CHART).and("web/templates/a.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data:
                  version: {{ .Capabilities.KubeVersion.Version }}
                  crds: {{ .Capabilities.APIVersions.Has "example.org/v1/Thing" | quote }}
                """);

        kitchen.on("1.31.2", "v1", "example.org/v1/Thing");
        assertThat(kitchen.text(files, "path: web")).contains("version: v1.31.2", "crds: 'true'");
        assertThat(kitchen.text(files, "{path: web, helm: {kubeVersion: '1.29.0', apiVersions: [v1]}}"))
                .contains("version: v1.29.0", "crds: 'false'");
    }

    @Test
    void localDependenciesAreFoundAndUnfetchedOnesAreNamed() {
        Files files = Files.of("web/Chart.yaml", CHART + """
                        dependencies:
                        - {name: common, version: 1.0.0, repository: file://../common}
                        """)
                .and("common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 1.0.0\n")
                .and("common/templates/c.yaml", SHOW);
        Files unfetched = Files.of("web/Chart.yaml", CHART + """
                dependencies:
                - {name: redis, version: 1.0.0, repository: "https://charts.example.org"}
                """);

        assertThat(kitchen.text(files, "path: web")).contains("name: shop-common");
        Files another = unfetched.and("web/charts/redis-cluster-2.1.0.tgz", "the archive of another chart");
        assertThatThrownBy(() -> kitchen.render(unfetched, "path: web")).hasMessageContaining("ChartDependencyMissing");
        assertThatThrownBy(() -> kitchen.render(another, "path: web")).hasMessageContaining("ChartDependencyMissing");
    }

    @Test
    void aDependencyIsFetchedAtItsLockedVersion() {
        Files files = Files.of("web/Chart.yaml", CHART + """
                        dependencies:
                        - {name: redis, version: ">=1", repository: "https://charts.example.org"}
                        """).and("web/Chart.lock", """
                        dependencies:
                        - {name: redis, version: 1.2.3, repository: "https://charts.example.org"}
                        """);
        List<String> fetched = new ArrayList<>();
        Kitchen shopping = new Kitchen(
                kitchen.jdbc, new ProcessRunner(Kitchen.LIMITS, Kitchen.FENCES, true), (repository, name, version) -> {
                    fetched.add(repository + " " + name + " " + version);
                    return Files.of("Chart.yaml", "apiVersion: v2\nname: redis\nversion: 1.2.3\n")
                            .and("templates/a.yaml", SHOW);
                });

        assertThat(shopping.text(files, "path: web")).contains("name: shop-redis");
        assertThat(fetched).containsOnly("https://charts.example.org redis 1.2.3");
    }

    @Test
    void secretValuesAreSealedAsSoonAsTheyAreRead() {
        Files files = Files.of("web/Chart.yaml", CHART).and("web/templates/a.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: a}
                stringData: {password: {{ .Values.password }}}
                """);

        String text = kitchen.text(files, "{path: web, helm: {parameters: [{name: password, value: hunter2}]}}");

        assertThat(text).doesNotContain("hunter2").contains("password: sealed:");
    }

    @Test
    void whatTheToolSaysReachesThePersonWithoutPlacesOfTheServer() {
        Files files = Files.of("web/Chart.yaml", CHART)
                .and("web/templates/a.yaml", "{{ fail \"size is required at https://bob:pw@example.org/x?token=t\" }}");

        assertThatThrownBy(() -> kitchen.render(files, "path: web"))
                .hasMessageContaining("RenderFailed")
                .hasMessageContaining("helm template says")
                .hasMessageContaining("size is required at https://example.org/x")
                .hasMessageContaining("web/templates/a.yaml:1")
                .message()
                .doesNotContain(Kitchen.HOME.root().toString(), "pw@", "token=t");
    }

    @Test
    void aSchemaIsCheckedUnlessToldOtherwise() {
        Files files = chart("size: many")
                .and("web/values.schema.json", "{\"properties\": {\"size\": {\"type\": \"integer\"}}}");

        assertThatThrownBy(() -> kitchen.render(files, "path: web")).hasMessageContaining("size");
        assertThat(values(files, "{path: web, helm: {skipSchemaValidation: true}}"))
                .isEqualTo("{\"size\":\"many\"}");
    }

    @Test
    void aNameThatIsNoReleaseNameNeverReachesTheTool() {
        assertThatThrownBy(
                        () -> kitchen.render(chart(""), "{path: web, helm: {releaseName: '--post-renderer=/bin/sh'}}"))
                .hasMessageContaining("InvalidReleaseName");
        assertThatThrownBy(() -> kitchen.render(chart(""), "{path: web, helm: {releaseName: '{{ env \"PATH\" }}'}}"))
                .hasMessageContaining("InvalidReleaseName");
        assertThatThrownBy(() -> kitchen.render(chart(""), "{path: web, helm: {kubeVersion: '1.2.3 --x'}}"))
                .hasMessageContaining("InvalidSource");
        assertThatThrownBy(() -> kitchen.render(chart(""), "{path: web, helm: {valueFiles: ['../../etc/passwd']}}"))
                .hasMessageContaining("PathLeavesRepository");
        assertThatThrownBy(
                        () -> kitchen.render(chart(""), "{path: web, helm: {valueFiles: ['https://example.org/v']}}"))
                .hasMessageContaining("RemoteReference");
    }

    @Test
    void aChartMayBePostRenderedByKustomize() {
        Files files = Files.of("web/Chart.yaml", CHART)
                .and("web/templates/a.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: {{ .Release.Name }}}
                        spec:
                          template:
                            spec:
                              containers: [{name: web, image: "example.org/web:1.0"}]
                        """)
                .and("web/patch.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: shop}
                        spec: {minReadySeconds: 5}
                        """)
                .and("extra/kustomization.yaml", """
                        apiVersion: kustomize.config.k8s.io/v1alpha1
                        kind: Component
                        commonAnnotations: {from: component}
                        """);

        assertThat(kitchen.text(files, """
                path: web
                helm: {releaseName: shop}
                kustomize:
                  namePrefix: prod-
                  images: [example.org/web:2.0]
                  patches: [{path: patch.yaml}]
                  components: [../extra]
                """)).isEqualTo("""
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  annotations:
                    from: component
                  name: prod-shop
                spec:
                  minReadySeconds: 5
                  template:
                    metadata:
                      annotations:
                        from: component
                    spec:
                      containers:
                      - image: example.org/web:2.0
                        name: web
                """);
    }

    private static Files chart(String values) {
        return Files.of("web/Chart.yaml", CHART).and("web/values.yaml", values).and("web/templates/show.yaml", SHOW);
    }

    private String values(Files files, String source) {
        return kitchen.render(files, source).manifests().getFirst().text("/data/values");
    }

    private String kinds(Files files, String source) {
        return String.join(
                " ",
                kitchen.render(files, source).manifests().stream()
                        .map(manifest -> manifest.kind())
                        .toList());
    }
}
