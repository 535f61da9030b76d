package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.rendering.kept.KeptRenders;
import dev.fairway.resource.Manifest;
import dev.fairway.secrets.Sealed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyedRenderingTest {

    private static final String CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\ndata: {from: %s}\n";

    private final Kitchen kitchen = new Kitchen();

    @Test
    void aCommitThatTouchesNothingOfTheApplicationCostsNoRender() {
        Files before =
                Files.of("app/kustomization.yaml", "resources: [a.yaml]").and("app/a.yaml", CONFIG.formatted("a", "x"));
        Files after = Files.of("app/kustomization.yaml", "resources: [a.yaml]")
                .and("app/a.yaml", CONFIG.formatted("a", "x"))
                .and("app/b.yaml", "unused")
                .and("README.md", "new");

        RenderedManifests first = kitchen.render(before, "path: app");
        RenderedManifests second = kitchen.render(after, "path: app");

        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.manifests()).isEqualTo(first.manifests());
        assertThat(kitchen.renders("kustomize")).isEqualTo(1);
    }

    @Test
    void aFileThatAppearsWhereOneWasLookedForChangesTheKey() {
        Files without = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and(
                        "web/templates/a.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: {{ .Values.x }}}");
        String source = "{path: web, helm: {valueFiles: [../prod.yaml], ignoreMissingValueFiles: true}}";

        RenderedManifests before = kitchen.render(without, source);
        RenderedManifests after = kitchen.render(without.and("prod.yaml", "x: there"), source);

        assertThat(before.closure().getFirst()).contains("prod.yaml");
        assertThat(after.key()).isNotEqualTo(before.key());
        assertThat(after.manifests().getFirst().text("/data/x")).isEqualTo("there");
    }

    @Test
    void aChartWithRandomValuesDoesNotFlapOnAnyReplica() {
        Files files = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and(
                        "web/templates/a.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: {{ randAlphaNum 20 }}}");

        List<Manifest> first = kitchen.render(files, "path: web").manifests();
        List<Manifest> elsewhere = kitchen.replica().render(files, "path: web").manifests();

        assertThat(elsewhere).isEqualTo(first);
    }

    @Test
    void manyWhoAskAtTheSameTimeGetOneRender() throws Exception {
        Files files = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and(
                        "web/templates/a.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: {{ randAlphaNum 20 }}}");
        RenderRequest request = kitchen.with(files, "path: web").request();

        try (var callers = Executors.newFixedThreadPool(8)) {
            List<Callable<RenderedManifests>> calls = IntStream.range(0, 16)
                    .<Callable<RenderedManifests>>mapToObj(i -> () -> kitchen.renderer.render(request))
                    .toList();
            assertThat(callers.invokeAll(calls))
                    .extracting(call -> call.get().manifests())
                    .containsOnly(kitchen.renderer.render(request).manifests());
        }

        assertThat(kitchen.renders("helm")).isEqualTo(1);
    }

    @Test
    void onlyAChartThatLooksAtTheServersApisIsRenderedAgainWhenTheyChange() {
        Files blind = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and("web/templates/a.yaml", CONFIG.formatted("a", "x"));
        Files looking = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and("web/templates/a.yaml", CONFIG.formatted("a", "'{{ len .Capabilities.APIVersions }}'"));

        String blindBefore =
                kitchen.on("1.33.0", "v1").render(blind, "path: web").key();
        String lookingBefore = kitchen.render(looking, "path: web").key();
        kitchen.on("1.33.0", "v1", "example.org/v1");

        assertThat(kitchen.render(looking, "path: web").key()).isNotEqualTo(lookingBefore);
        assertThat(kitchen.render(blind, "path: web").key()).isEqualTo(blindBefore);
        assertThat(kitchen.misses("parameters")).isEqualTo(1);
    }

    @Test
    void kustomizationsAreSharedByApplicationsAndChartsAreNot() {
        Files files = Files.of("app/kustomization.yaml", "resources: [a.yaml]")
                .and("app/a.yaml", CONFIG.formatted("a", "x"))
                .and("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");

        String kustomized = kitchen.named("one").render(files, "path: app").key();
        String charted = kitchen.render(files, "path: web").key();

        assertThat(kitchen.named("two").render(files, "path: app").key()).isEqualTo(kustomized);
        assertThat(kitchen.render(files, "path: web").key()).isNotEqualTo(charted);
        assertThat(kitchen.renders("kustomize")).isEqualTo(1);
    }

    @Test
    void theSameObjectFromTwoSourcesCountsOnceAsTheLastGivesIt() {
        RenderedManifests rendered = kitchen.with(
                        Files.of("a/a.yaml", CONFIG.formatted("a", "first") + "---\n" + CONFIG.formatted("b", "first")),
                        "path: a")
                .with(Files.of("b/a.yaml", CONFIG.formatted("a, namespace: shop-prod", "second")), "path: b")
                .render();

        assertThat(rendered.manifests()).hasSize(2);
        assertThat(rendered.manifests().getFirst().text("/data/from")).isEqualTo("second");
        assertThat(rendered.warnings())
                .containsExactly("ConfigMap/shop-prod/a is given 2 times; the last one counts. Remove the others.");
    }

    @Test
    void aKeptRenderThatWasChangedInTheDatabaseIsMadeAgain() {
        Files files = Files.of("app/a.yaml", CONFIG.formatted("a", "x"));
        RenderedManifests honest = kitchen.render(files, "path: app");
        kitchen.jdbc
                .sql("update renders set manifests = replace(manifests, '\"x\"', '\"evil\"')")
                .update();

        assertThat(kitchen.replica().render(files, "path: app").manifests()).isEqualTo(honest.manifests());
        assertThat(kitchen.replica().render(files, "path: app").manifests()).isEqualTo(honest.manifests());
    }

    @Test
    void aRenderIsFoundAgainByItsKeyAlone() {
        RenderedManifests one = kitchen.render(Files.of("a/a.yaml", CONFIG.formatted("a", "x")), "path: a");
        RenderedManifests several = kitchen.with(Files.of("a/a.yaml", CONFIG.formatted("a", "x")), "path: a")
                .with(
                        Files.of("b/a.yaml", CONFIG.formatted("a", "y") + "---\n" + CONFIG.formatted("b", "1.50")),
                        "path: b")
                .render();

        Renderer other = kitchen.replica().renderer;
        assertThat(other.kept(one.key())).contains(one.manifests());
        assertThat(other.kept(several.key())).contains(several.manifests());
        assertThat(other.kept("0".repeat(64))).isEmpty();
    }

    @Test
    void sealedValuesFollowTheKeyWhenItIsRotated() {
        Files files =
                Files.of("app/a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {p: hunter2}\n");
        RenderedManifests before = kitchen.render(files, "path: app");
        KeptRenders kept = new KeptRenders(kitchen.jdbc, new Kitchen.PlainVault(), Clock.systemUTC());

        int sealedAgain = kept.reseal((context, value) ->
                context.equals("manifest") ? Optional.of(new Sealed("new-" + value.text())) : Optional.empty());

        assertThat(sealedAgain).isEqualTo(1);
        Manifest after =
                kitchen.replica().renderer.kept(before.key()).orElseThrow().getFirst();
        assertThat(after.text("/data/p")).startsWith("sealed:test:new-");
    }

    @Test
    void rendersThatNobodyUsesAreForgotten() {
        Files files = Files.of("app/a.yaml", CONFIG.formatted("a", "x"));
        kitchen.render(files, "path: app");
        KeptRenders kept = new KeptRenders(kitchen.jdbc, new Kitchen.PlainVault(), Clock.systemUTC());

        assertThat(kept.forgetUnusedSince(Instant.now().minusSeconds(60))).isZero();
        assertThat(kept.forgetUnusedSince(Instant.now().plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void secretsRestSealedInTheDatabase() {
        kitchen.render(
                Files.of("app/a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {p: hunter2}\n"),
                "path: app");

        String row = kitchen.jdbc
                .sql("select manifests from renders")
                .query(String.class)
                .single();
        assertThat(row).contains("\"sealed:").doesNotContain("hunter2");
    }

    @Test
    void aRenderThatFailedIsNotTriedAgainAtEveryTurn() {
        Files files = Files.of("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
                .and("web/templates/a.yaml", "{{ fail \"no\" }}");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> kitchen.render(files, "path: web")).hasMessageContaining("RenderFailed");
        }
        assertThat(kitchen.renders("helm")).isEqualTo(1);
    }

    @Test
    void theAboutPageCanNameTheToolsAndTheFences() {
        RenderingTools tools = kitchen.renderer.tools();

        assertThat(tools.programs())
                .extracting(RenderingTools.Program::name, RenderingTools.Program::origin)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("helm", RenderingTools.Origin.BUNDLED),
                        org.assertj.core.groups.Tuple.tuple("kubectl", RenderingTools.Origin.BUNDLED));
        assertThat(tools.programs())
                .extracting(RenderingTools.Program::version)
                .allMatch(version -> !version.isEmpty());
        assertThat(tools.fences())
                .filteredOn(fence -> fence.name().equals("No network"))
                .singleElement()
                .matches(fence -> fence.holds() == Kitchen.FENCES.isolatesNetwork());
    }
}
