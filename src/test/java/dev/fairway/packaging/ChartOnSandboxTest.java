package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.SandboxApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server takes every object of the chart: names, required fields, unknown fields, labels and selectors. */
class ChartOnSandboxTest {

    @TempDir
    static Path folder;

    private static SandboxApi api;
    private static Path kubeconfig;

    @BeforeAll
    static void start() throws IOException {
        api = new SandboxApi(new SandboxApi.Settings(folder.resolve("cluster"), 0, "packaging", Clock.systemUTC()));
        api.start();
        kubeconfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig());
        Programs.Answer prepared =
                kubectl("apply", "--server-side", "--filename", "src/test/resources/packaging/cluster.yaml");
        assertThat(prepared.code()).as(prepared.text()).isZero();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Programs.Answer kubectl(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of("--kubeconfig", kubeconfig.toString()));
        all.addAll(List.of(arguments));
        return Programs.kubectl(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void everyObjectIsTaken(String values) throws IOException {
        Chart chart = Chart.rendered(values);
        Path file = Files.writeString(folder.resolve(values + ".yaml"), chart.text());

        Programs.Answer answer = kubectl(
                "apply", "--server-side", "--dry-run=server", "--validate=strict", "--filename", file.toString());

        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(answer.text().lines().filter(line -> line.endsWith("serverside-applied (server dry run)")))
                .hasSameSizeAs(chart.manifests());
        assertThat(answer.text()).doesNotContain("Warning");
    }

    @ParameterizedTest
    @ValueSource(strings = "minimal")
    void aDryRunLeavesNothingBehind(String values) throws IOException {
        everyObjectIsTaken(values);

        assertThat(kubectl("get", "deployments,services,secrets", "--namespace", "fairway", "--output", "name")
                        .text())
                .doesNotContain(Chart.rendered(values)
                        .all("Deployment")
                        .map(Manifest::name)
                        .toList());
    }
}
