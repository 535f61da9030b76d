package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairway.rendering.process.ProcessLimits;
import dev.fairway.rendering.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What repositories may try: each gives one clear problem, in bounded time, and nothing of it runs or reads anything. */
class BadInputTest {

    private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

    private final Kitchen kitchen = new Kitchen();

    @TempDir
    private Path elsewhere;

    @Test
    void aProgramNamedByARepositoryIsNeverRun() throws IOException {
        Path marker = elsewhere.resolve("marker");
        Path program = elsewhere.resolve("program");
        java.nio.file.Files.writeString(program, "#!/bin/sh\ntouch " + marker + "\n");
        java.nio.file.Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        String reference = "file:///x//?ref=--upload-pack=" + program;
        for (String field : new String[] {"resources", "bases", "components", "Resources", "re\u017Fources", "crds"}) {
            assertRefused("%s: ['%s']\n".formatted(field, reference));
        }
        assertRefused("resources: [!!binary '%s']\n"
                .formatted(Base64.getEncoder().encodeToString(reference.getBytes(StandardCharsets.UTF_8))));
        assertRefused("<<: &a {resources: ['%s']}\n".formatted(reference));
        assertRefused("namePrefix: &a '%s'\nresources: [*a]\n".formatted(reference));
        assertRefused("\"re\\u0073ources\": ['%s']\n".formatted(reference));
        assertRefused("resources: []\n---\nresources: ['%s']\n".formatted(reference));
        assertThat(marker).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: ['https://user:hunter2@example.org/base?ref=main']",
                "resources: ['github.com/example/base']",
                "resources: ['git@example.org:base.git']",
                "resources: ['git::ssh://example.org/base']",
                "resources: ['ssh://example.org/base']",
                "resources: ['gh:example/base']",
                "resources: ['example.org:base']",
                "resources: ['base?version=1']",
                "components: ['http://127.0.0.1:9/x']",
                "configMapGenerator: [{name: a, files: ['k=http://169.254.169.254/latest']}]",
                "secretGenerator: [{name: a, envs: ['http://127.0.0.1:9/x']}]",
                "patches: [{path: 'http://127.0.0.1:9/x'}]",
                "openapi: {path: 'http://127.0.0.1:9/x'}",
                "transformers: [\"apiVersion: builtin\\nkind: PatchTransformer\\nmetadata: {name: x}\\npath: 'http://127.0.0.1:9/x'\\n\"]"
            })
    void whatIsRemoteIsRefusedBeforeAnythingStarts(String kustomization) {
        assertThatThrownBy(() -> kitchen.render(Files.of("app/kustomization.yaml", kustomization), "path: app"))
                .hasMessageContaining("RemoteReference")
                .hasMessageContaining("app/kustomization.yaml")
                .message()
                .doesNotContain("hunter2");
        assertThat(kitchen.renders("kustomize")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resources: ['../../../etc']",
                "resources: [/etc/passwd]",
                "configMapGenerator: [{name: a, files: [../../../../etc/passwd]}]",
                "patches: [{path: ../../x}]",
                "resources: ['a\\..\\..\\x']"
            })
    void whatLeavesTheRepositoryIsRefused(String kustomization) {
        assertThatThrownBy(() -> kitchen.render(Files.of("app/kustomization.yaml", kustomization), "path: app"))
                .hasMessageContaining("PathLeavesRepository")
                .hasMessageContaining("app/kustomization.yaml");
    }

    @Test
    void aLinkedBaseIsFollowedInsideTheRepositoryOnly() {
        Files files = Files.of("app/kustomization.yaml", "resources: [base]")
                .and("shared/kustomization.yaml", "resources: [a.yaml]")
                .and("shared/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
                .andLink("app/base", "shared");
        Files leaving = Files.of("app/kustomization.yaml", "resources: [base]").andLink("app/base", "../../neighbour");

        assertThat(kitchen.text(files, "path: app")).contains("name: a");
        assertThatThrownBy(() -> kitchen.render(leaving, "path: app")).hasMessageContaining("PathLeavesRepository");
    }

    @Test
    void chartsInsideKustomizationsAreNotSupportedYet() {
        assertThatThrownBy(() -> kitchen.render(
                        Files.of("app/kustomization.yaml", "helmCharts: [{name: x, repo: 'https://example.org'}]"),
                        "path: app"))
                .hasMessageContaining("NotSupportedYet")
                .hasMessageContaining("helmCharts");
    }

    @Test
    void whatTheRepositoryDoesNotReferToDoesNotExistForTheTool() {
        Files files = Files.of("app/kustomization.yaml", "transformers: [t.yaml]\nresources: [a.yaml]\n")
                .and("app/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")
                .and(
                        "app/t.yaml",
                        "apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: x}\npath: /etc/hostname\n");

        assertThatThrownBy(() -> kitchen.render(files, "path: app")).hasMessageContaining("RenderFailed");
    }

    @Test
    void anAliasBombIsDefusedWhereverItLies() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        String object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" + bomb;

        assertThatThrownBy(() -> kitchen.render(Files.of("app/a.yaml", object), "path: app"))
                .hasMessageContaining("expand");
        assertThatThrownBy(() -> kitchen.render(Files.of("app/kustomization.yaml", bomb.toString()), "path: app"))
                .hasMessageContaining("expand");
        assertThatThrownBy(() -> kitchen.render(
                        Files.of("app/kustomization.yaml", "resources: [a.yaml]")
                                .and("app/a.yaml", object),
                        "path: app"))
                .hasMessageContaining("expand");
        assertThatThrownBy(() -> kitchen.render(
                        chart("{{ .Values | toYaml | len }}").and("web/values.yaml", bomb.toString()), "path: web"))
                .hasMessageMatching("(?s).*(RenderFailed|RenderTooLarge).*");
    }

    @Test
    void aChartThatPrintsAGigabyteIsEnded() {
        String loop = "a: {{ range $i := until 1000 }}{{ repeat 1000000 \"x\" }}{{ end }}\n";

        assertThatThrownBy(() -> kitchen.render(chart(loop), "path: web")).hasMessageContaining("RenderTooLarge");
    }

    @Test
    void aChartWithMoreOutputThanAllowedIsEnded() {
        String loop =
                "{{ range $i := until 8 }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c{{ $i }}}\ndata: {x: {{ repeat 500000 \"x\" }}}\n{{ end }}";
        ProcessLimits generous = Kitchen.LIMITS;
        ProcessLimits narrow = new ProcessLimits(
                generous.wallTime(),
                generous.grace(),
                1024 * 1024,
                generous.messageBytes(),
                generous.residentBytes(),
                generous.parallel());

        assertThatThrownBy(() -> new Kitchen(kitchen.jdbc, narrow).render(chart(loop), "path: web"))
                .hasMessageContaining("RenderTooLarge")
                .hasMessageContaining("1 MiB");
    }

    @Test
    void aTemplateThatNeverEndsIsEnded() {
        String loop =
                "{{ range $i := until 100000 }}{{ range $j := until 100000 }}{{ sha256sum \"x\" | trunc 0 }}{{ end }}{{ end }}";
        ProcessLimits patient = Kitchen.LIMITS;
        ProcessLimits hasty = new ProcessLimits(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                patient.outputBytes(),
                patient.messageBytes(),
                patient.residentBytes(),
                1);

        assertThatThrownBy(() -> new Kitchen(kitchen.jdbc, hasty).render(chart(loop), "path: web"))
                .hasMessageContaining("RenderTimedOut")
                .hasMessageContaining("1 seconds");
        assertThatThrownBy(() -> kitchen.render(
                        chart("{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}"), "path: web"))
                .hasMessageContaining("RenderFailed");
    }

    @Test
    void sixThousandTinyObjectsAreRefusedBeforeKustomizeComparesThemAll() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 6_000; i++) {
            many.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c%d\n".formatted(i));
        }
        Files files = Files.of("app/kustomization.yaml", "resources: [a.yaml]").and("app/a.yaml", many.toString());

        assertThatThrownBy(() -> kitchen.render(files, "path: app"))
                .hasMessageContaining("TooManyObjects")
                .hasMessageContaining("counted up to app/a.yaml");
    }

    @Test
    void aChartSeesNoClusterNoNetworkAndNoEnvironment() {
        String template = """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: a}
                data:
                  found: {{ lookup "v1" "Namespace" "" "kube-system" | toJson | quote }}
                  address: {{ getHostByName "localhost.example.org" | quote }}
                """;

        assertThat(kitchen.text(chart(template), "path: web")).contains("found: '{}'", "address: ''");
        assertThatThrownBy(() -> kitchen.render(chart("{{ env \"PATH\" }}"), "path: web"))
                .hasMessageContaining("function \"env\" not defined");
    }

    @Test
    void withoutNetworkIsolationNothingIsStartedUnlessSomeoneAgreed() {
        assumeThat(Kitchen.FENCES.isolatesNetwork())
                .as("network namespaces can be made here")
                .isTrue();
        var withoutNetworkFence = new dev.fairway.rendering.process.Fences(
                java.util.List.of(), Kitchen.FENCES.limits(), Kitchen.FENCES.memoryWatch());
        Kitchen refusing = new Kitchen(
                kitchen.jdbc, new ProcessRunner(Kitchen.LIMITS, withoutNetworkFence, false), (r, n, v) -> Files.none());

        assertThatThrownBy(() -> refusing.render(chart("a: b"), "path: web"))
                .hasMessageContaining("NetworkIsolationMissing")
                .hasMessageContaining("fairway.rendering.allow-without-network-isolation=true");
    }

    private void assertRefused(String kustomization) {
        assertThatThrownBy(() -> kitchen.render(Files.of("app/kustomization.yaml", kustomization), "path: app"))
                .as(kustomization)
                .hasMessageMatching("(?s).*(RemoteReference|InvalidKustomization|YamlInvalid).*");
    }

    private static Files chart(String template) {
        return Files.of("web/Chart.yaml", CHART).and("web/templates/a.yaml", template);
    }
}
