package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What repositories hold in the wild: read as Kubernetes reads it, or told at the one application that has it. */
@ProductLane
class BadSourcesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("bad-sources");
    private final String address = fairway.address("bad-sources");

    @Test
    void filesOfWindowsAndTheTrapsOfYamlAreReadAsKubernetesReadsThem() {
        String settings =
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                data: &base
                  yes: "on"
                  sign: "="
                  octal: "0644"
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: merged
                data:
                  <<: *base
                  octal: "0600"
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: api
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: api}}
                  template:
                    metadata: {labels: {app: api}}
                    spec:
                      containers: [{name: api, image: registry.tidewater.example/api:1}]
                      volumes: [{name: settings, configMap: {name: settings, defaultMode: 0640}}]
                """.replace("<<: *base", "sign: \"=\"").replace(" &base", "").replace("\n", "\r\n");
        lab.push("From Windows", "windows/settings.yaml", settings.getBytes(StandardCharsets.UTF_16));
        rest.create(Yaml.automated("windows", address));
        eventually(() -> assertThat(rest.state("windows")).isEqualTo("Synced Healthy"));
        assertThat(fairway.cluster()
                        .configMaps()
                        .inNamespace("windows")
                        .withName("settings")
                        .require()
                        .getData())
                .isEqualTo(Map.of("true", "on", "sign", "=", "octal", "0644"));
        assertThat(fairway.cluster()
                        .apps()
                        .deployments()
                        .inNamespace("windows")
                        .withName("api")
                        .require()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getVolumes()
                        .getFirst()
                        .getConfigMap()
                        .getDefaultMode())
                .isEqualTo(0640);
    }

    @Test
    void listsAreUnpackedNothingIsNothingAndAnEmptyFolderIsInSync() {
        lab.push(
                "A list, a null and a folder without objects",
                Map.of(
                        "listed/list.yaml", """
                apiVersion: v1
                kind: List
                items:
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: one}}
                  - {apiVersion: v1, kind: ConfigMap, metadata: {name: two}}
                ---
                null
                ---
                # nothing but a remark
                """,
                        "emptied/README.md", "Nothing is here yet.\n"));
        rest.create(Yaml.automated("listed", address));
        rest.create(Yaml.application("emptied", address));
        eventually(() -> assertThat(rest.state("listed")).isEqualTo("Synced Healthy"));
        fairway.cluster().configMaps().inNamespace("listed").withName("two").require();
        eventually(() -> assertThat(rest.state("emptied")).isEqualTo("Synced Healthy"));
        assertThat(rest.application("emptied").at("/status/resources").isEmpty())
                .isTrue();
    }

    @Test
    void anObjectOfTwoApplicationsIsToldByBothAndStaysWithTheFirst() {
        lab.push(
                "The same object",
                Map.of(
                        "claimed-first/shared.yaml",
                                Yaml.configMap("shared", "first")
                                        .replace("name: shared", "name: shared\n  namespace: claimed-first"),
                        "claimed-second/shared.yaml",
                                Yaml.configMap("shared", "second")
                                        .replace("name: shared", "name: shared\n  namespace: claimed-first")));
        rest.create(Yaml.automated("claimed-first", address));
        eventually(() -> assertThat(rest.state("claimed-first")).isEqualTo("Synced Healthy"));
        rest.create(Yaml.application("claimed-second", address));
        eventually(() -> assertThat(rest.conditions("claimed-second")).anySatisfy(condition -> assertThat(condition)
                .startsWith("SharedResourceWarning")
                .contains("shared")));
        assertThat(fairway.cluster()
                        .configMaps()
                        .inNamespace("claimed-first")
                        .withName("shared")
                        .require()
                        .getData())
                .containsEntry("value", "first");
    }

    @Test
    void anObjectThatIsGivenTwiceIsTold() {
        lab.push(
                "Twice",
                Map.of(
                        "twice/a.yaml", Yaml.configMap("settings", "1"),
                        "twice/b.yaml", Yaml.configMap("settings", "2")));
        rest.create(Yaml.application("twice", address));
        eventually(() -> assertThat(rest.conditions("twice")).anySatisfy(condition -> assertThat(condition)
                .startsWith("RepeatedResourceWarning")
                .contains("settings")));
    }

    @Test
    void aFieldThatCannotChangeFailsTheSyncInTheServersWords() {
        lab.push("Fixed", "fixed/settings.yaml", Yaml.configMap("settings", "1") + "immutable: true\n");
        rest.create(Yaml.application("fixed", address));
        eventually(() -> assertThat(rest.state("fixed")).startsWith("OutOfSync"));
        rest.sync("fixed");
        eventually(() -> assertThat(rest.state("fixed")).isEqualTo("Synced Healthy"));
        lab.push("Changed", "fixed/settings.yaml", Yaml.configMap("settings", "2") + "immutable: true\n");
        eventually(() -> assertThat(rest.state("fixed")).startsWith("OutOfSync"));
        rest.sync("fixed");
        eventually(() -> assertThat(
                        rest.application("fixed").at("/status/operationState").toString())
                .contains("immutable", "Failed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "remote-base    | kustomization.yaml | resources: ['https://elsewhere.example/base?ref=main'] | not fetched|kustomization.yaml",
                "remote-command | kustomization.yaml | resources: ['file:///tmp/x?ref=--upload-pack=touch'] | kustomization.yaml|kustomization.yaml",
                "outside        | kustomization.yaml | resources: ['../../../etc'] | kustomization.yaml|kustomization.yaml",
                "doubled        | settings.yaml | {apiVersion: v1, kind: ConfigMap, metadata: {name: a, name: b}} | already given|settings.yaml",
                "deep           | settings.yaml | {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: DEEP | nest too deep|settings.yaml",
                "bomb           | settings.yaml | BOMB | expand|expand",
                "gigabyte       | Chart.yaml | {apiVersion: v2, name: gigabyte, version: 1.0.0} | and was ended|Split"
            })
    void itIsToldAtTheApplication(String name, String file, String text, String words, String more) {
        lab.push(
                "As it comes",
                Map.of(
                        name + "/" + file,
                        text.replace("DEEP", "[".repeat(5000)).replace("BOMB", bomb()) + "\n",
                        name + "/templates/large.txt",
                        "",
                        "gigabyte/templates/large.yaml",
                        "a: {{ range $i := until 1000 }}{{ repeat 1000000 \"x\" }}{{ end }}\n"));
        rest.create(Yaml.automated(name, address));
        eventually(() -> assertThat(rest.conditions(name)).anySatisfy(condition -> assertThat(condition)
                .startsWith("ComparisonError")
                .containsIgnoringCase(words)
                .containsIgnoringCase(more)));
    }

    @Test
    void aKubeconfigThatRunsACommandIsRefusedByTheFieldsName() {
        String kubeconfig = """
                apiVersion: v1
                kind: Config
                current-context: it
                contexts: [{name: it, context: {cluster: it, user: it}}]
                clusters: [{name: it, cluster: {server: "https://cluster.example:6443"}}]
                users: [{name: it, user: {exec: {command: touch, args: [/tmp/ran]}}}]
                """;
        var answer = rest.ask(
                "POST",
                "/api/v1/clusters",
                JSON.writeValueAsString(Map.of("name", "commanded", "kubeconfig", kubeconfig)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("exec");
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n" + bomb;
    }
}
