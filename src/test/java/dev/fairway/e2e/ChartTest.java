package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.source.chart.PackedChart;
import dev.fairway.source.outbound.WebHost;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ProductLane
class ChartTest {

    private static final String SETTINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Chart.Name }}
            data:
              version: {{ .Chart.Version }}
              greeting: {{ .Values.greeting }}
            """;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final WebHost host = new WebHost();

    ChartTest() throws IOException {}

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aChartOfAHelmRepositoryIsInstalledAtTheNewestVersionThatItsConstraintAllows() {
        publish("hello", "1.2.0", "1.3.0", "2.0.0");
        rest.create(ofChart("chart-helm", host.origin() + "/charts", "hello", "^1"));

        eventually(() -> assertThat(rest.state("chart-helm")).isEqualTo("Synced Healthy"));
        assertThat(installed("chart-helm", "hello")).containsEntry("version", "1.3.0");
        assertThat(installed("chart-helm", "hello")).containsEntry("greeting", "from the application");
    }

    @Test
    void aChartOfARegistryIsInstalled() {
        byte[] archive = packed("hello", "1.2.0");
        String digest = "sha256:" + sha256(archive);
        host.on("/v2/team/hello/manifests/1.2.0", """
                {"schemaVersion": 2, "layers": [
                  {"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "%s"}]}""".formatted(digest));
        host.on("/v2/team/hello/blobs/" + digest, archive);
        rest.create(ofChart("chart-oci", "oci://" + host.authority() + "/team", "hello", "1.2.0"));

        eventually(() -> assertThat(rest.state("chart-oci")).isEqualTo("Synced Healthy"));
        assertThat(installed("chart-oci", "hello")).containsEntry("version", "1.2.0");
    }

    @Test
    void aChartInGitGetsTheDependencyAtTheVersionOfItsLock() {
        publish("hello", "1.2.0", "1.3.0");
        Repository lab = fairway.repository("charts");
        String dependency = "dependencies: [{name: hello, version: %s, repository: '" + host.origin() + "/charts'}]\n";
        lab.push(
                "A chart that needs another",
                Map.of(
                        "chart-locked/Chart.yaml",
                        "apiVersion: v2\nname: app\nversion: 0.1.0\n" + dependency.formatted("1.x"),
                        "chart-locked/Chart.lock",
                        dependency.formatted("1.2.0"),
                        "chart-locked/values.yaml",
                        "hello: {greeting: from above}\n"));
        rest.create(Yaml.automated("chart-locked", fairway.address("charts")));

        eventually(() -> assertThat(rest.state("chart-locked")).isEqualTo("Synced Healthy"));
        assertThat(installed("chart-locked", "hello"))
                .containsEntry("version", "1.2.0")
                .containsEntry("greeting", "from above");
    }

    @Test
    void aChartThatIsNotWhatItsRepositorySaysIsToldAndNotInstalled() {
        // A name of its own: what was once fetched and checked is kept by its digest and not fetched again.
        publish("forged", "1.2.0");
        host.on("/charts/forged-1.2.0.tgz", packed("forged", "6.6.6"));
        rest.create(ofChart("chart-forged", host.origin() + "/charts", "forged", "1.2.0"));

        eventually(() -> assertThat(rest.conditions("chart-forged"))
                .singleElement()
                .satisfies(told -> assertThat(told).contains("forged", "not used")));
        assertThat(fairway.cluster().namespaces().withName("chart-forged").get())
                .isNull();
    }

    private Map<String, String> installed(String namespace, String name) {
        return fairway.cluster()
                .configMaps()
                .inNamespace(namespace)
                .withName(name)
                .require()
                .getData();
    }

    private static String ofChart(String name, String repository, String chart, String version) {
        return Yaml.automated(name, repository)
                .replace(
                        "    path: " + name,
                        "    chart: " + chart + "\n    helm:\n      values: 'greeting: from the application'")
                .replace("targetRevision: main", "targetRevision: '" + version + "'");
    }

    private void publish(String name, String... versions) {
        StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n  " + name + ":\n");
        for (String version : versions) {
            byte[] archive = packed(name, version);
            String file = name + "-" + version + ".tgz";
            host.on("/charts/" + file, archive);
            index.append("  - {name: %s, version: %s, urls: [%s], digest: %s}\n"
                    .formatted(name, version, file, sha256(archive)));
        }
        host.on("/charts/index.yaml", index.toString());
    }

    private static byte[] packed(String name, String version) {
        return new PackedChart()
                .file(name + "/Chart.yaml", "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n")
                .file(name + "/templates/settings.yaml", SETTINGS)
                .bytes();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
