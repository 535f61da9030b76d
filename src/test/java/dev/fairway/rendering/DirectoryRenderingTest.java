package dev.fairway.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DirectoryRenderingTest {

    private static final String CONFIG = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: %s
            """;

    private final Kitchen kitchen = new Kitchen();

    @Test
    void aFolderGivesItsManifestsInTheOrderOfTheirFiles() {
        Files files = Files.of("app/b.yaml", config("b"))
                .and("app/a.yml", config("a") + "---\n---\n" + config("a2"))
                .and(
                        "app/c.json",
                        "{\n\t\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"c\"}}")
                .and("app/README.md", "not a manifest")
                .and("app/deep/d.yaml", config("d"))
                .and("other/e.yaml", config("e"));

        assertThat(kitchen.text(files, "path: app")).isEqualTo("""
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: a
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: a2
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: b
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: c
                """);
    }

    @Test
    void recursionIncludeAndExcludeSelectFilesAndExcludeWins() {
        Files files = Files.of("app/a.yaml", config("a"))
                .and("app/x/b.yaml", config("b"))
                .and("app/x/c.yaml", config("c"))
                .and("app/y/d.yaml", config("d"));

        assertThat(names(files, "{path: app, directory: {recurse: true}}")).isEqualTo("a b c d");
        assertThat(names(files, "{path: app, directory: {recurse: true, include: 'x/*'}}"))
                .isEqualTo("b c");
        assertThat(names(files, "{path: app, directory: {recurse: true, include: '{x,y}/*', exclude: '**/c.yaml'}}"))
                .isEqualTo("b d");
        assertThat(names(files, "{path: app, directory: {exclude: '*'}}")).isEmpty();
    }

    @Test
    void aListIsUnpackedAndAnEmptyFolderIsFine() {
        Files files = Files.of("app/list.yaml", """
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
                """).and("empty/README.md", "");

        assertThat(names(files, "path: app")).isEqualTo("one two");
        assertThat(kitchen.render(files, "path: empty").manifests()).isEmpty();
    }

    @Test
    void aMarkedFileAndAFileThatCannotBeAnObjectArePassedOver() {
        Files files = Files.of("app/a.yaml", config("a"))
                .and("app/skipped.yaml", "# +argocd:skip-file-rendering\n" + config("skipped"))
                .and("app/values.yaml", "replicas: 3\n");

        assertThat(names(files, "path: app")).isEqualTo("a");
    }

    @Test
    void aBrokenManifestIsNamed() {
        Files files = Files.of("app/a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n name: b\n");

        assertThatThrownBy(() -> kitchen.render(files, "path: app")).hasMessageContaining("app/a.yaml, line 5");
    }

    @Test
    void aLinkInsideTheTreeIsFollowedAndOneThatLeavesItIsRefused() {
        Files inside = Files.of("shared/a.yaml", config("a")).and("app/b.yaml", config("b"));
        inside.andLink("app/linked.yaml", "shared/a.yaml");
        Files outside = Files.of("app/b.yaml", config("b")).andLink("app/passwd.yaml", "../../etc/passwd");

        assertThat(names(inside, "path: app")).isEqualTo("b a");
        assertThatThrownBy(() -> kitchen.render(outside, "path: app")).hasMessageContaining("PathLeavesRepository");
    }

    @Test
    void aDirectoryBlockOnAChartOrAKustomizationIsAMistakeAndNotAnOverride() {
        Files chart = Files.of("app/Chart.yaml", "name: x");
        Files kustomization = Files.of("app/Kustomization", "");

        assertThatThrownBy(() -> kitchen.render(chart, "{path: app, directory: {recurse: true}}"))
                .hasMessageContaining("InvalidSource")
                .hasMessageContaining("holds a Helm chart");
        assertThatThrownBy(() -> kitchen.render(kustomization, "{path: app, directory: {recurse: true}}"))
                .hasMessageContaining("holds a kustomization");
    }

    @Test
    void whatIsMissingOrNotSupportedIsSaidInSoManyWords() {
        Files files = Files.of("app/a.jsonnet", "{}");

        assertThatThrownBy(() -> kitchen.render(files, "path: nowhere"))
                .hasMessageContaining("PathMissing")
                .hasMessageContaining("\"nowhere\"");
        assertThatThrownBy(() -> kitchen.render(files, "path: ../x")).hasMessageContaining("PathLeavesRepository");
        assertThatThrownBy(() -> kitchen.render(files, "path: app"))
                .hasMessageContaining("NotSupportedYet")
                .hasMessageContaining("app/a.jsonnet");
        assertThatThrownBy(() -> kitchen.render(files, "{path: app, plugin: {name: x}}"))
                .hasMessageContaining("NotSupportedYet")
                .hasMessageContaining("plugin");
        assertThatThrownBy(() -> kitchen.render(files, "targetRevision: main")).hasMessageContaining("InvalidSource");
    }

    /** A folder of pointers would otherwise be an empty one, and everything it holds be pruned. */
    @Test
    void aPointerOfGitLfsIsNotTakenForNothing() {
        Files files = Files.of("app/a.yaml", config("a"))
                .and(
                        "app/big.yaml",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 73125\n"
                                .formatted("ab".repeat(32)));

        assertThatThrownBy(() -> kitchen.render(files, "path: app"))
                .hasMessageContaining("NotSupportedYet")
                .hasMessageContaining("app/big.yaml is kept in Git LFS");
    }

    @Test
    void plainManifestsAreLimitedInSizeAndNumber() {
        Files large = Files.of("app/a.yaml", config("a") + "data:\n  x: " + "x".repeat(11 * 1024 * 1024));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            many.append("---\n").append(config("c" + i));
        }
        Files numerous = Files.of("app/a.yaml", many.toString()).and("app/b.yaml", many.toString());

        assertThatThrownBy(() -> kitchen.render(large, "path: app"))
                .hasMessageContaining("SourceTooLarge")
                .hasMessageContaining("10,240 KiB");
        assertThatThrownBy(() -> kitchen.render(numerous, "path: app"))
                .hasMessageContaining("TooManyObjects")
                .hasMessageContaining("5,000");
    }

    private String names(Files files, String source) {
        return String.join(
                " ",
                kitchen.render(files, source).manifests().stream()
                        .map(manifest -> manifest.name())
                        .toList());
    }

    private static String config(String name) {
        return CONFIG.formatted(name);
    }
}
