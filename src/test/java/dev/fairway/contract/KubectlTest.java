package dev.fairway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.ObjectStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl works against the sandbox with the kubeconfig that it writes. */
class KubectlTest {

    private static final GroupKind DEPLOYMENT = new GroupKind("apps", "Deployment");
    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %1$s, labels: {app: %1$s}}
            spec:
              replicas: 1
              selector: {matchLabels: {app: %1$s}}
              template:
                metadata: {labels: {app: %1$s}}
                spec: {containers: [{name: web, image: "nginx:1"}, {name: side, image: "side:1"}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: %1$s-pod, labels: {app: %1$s}}
            spec: {nodeName: node, containers: [{name: web, image: "nginx:1"}, {name: side, image: "side:1"}]}
            """;

    @TempDir
    static Path folder;

    private static SandboxUnderTest sandbox;
    private static Kubectl kubectl;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> binary = Kubectl.find(folder);
        if (binary.isEmpty()) {
            System.out.println("SKIPPED: no kubectl on the PATH, so nobody tried it against the sandbox.");
        }
        Assumptions.assumeTrue(binary.isPresent());
        sandbox = new SandboxUnderTest(folder.resolve("sandbox"));
        Path kubeconfig =
                Files.writeString(folder.resolve("kubeconfig"), sandbox.api().kubeconfig());
        Path editor =
                Files.writeString(folder.resolve("editor"), "#!/bin/sh\nsed -i 's/replicas: 1/replicas: 4/' \"$1\"\n");
        editor.toFile().setExecutable(true);
        kubectl = new Kubectl(binary.get(), kubeconfig, Map.of("HOME", folder.toString(), "EDITOR", editor.toString()));
        sandbox.api()
                .useLogs((request, out) -> out.write((request.container() + " previous=" + request.previous() + " tail="
                                + request.tailLines().orElse(-1) + " follow=" + request.follow() + " since="
                                + request.since().map(Object::toString).orElse("-") + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private static String run(String... arguments) {
        Kubectl.Result result = kubectl.run(arguments);
        assertThat(result.code()).as(result.output()).isZero();
        return result.output();
    }

    private static Path manifest(String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), MANIFEST.formatted(name));
    }

    @Test
    void itTellsVersionsAndKinds() {
        assertThat(run("version")).contains("Server Version: v1.");
        assertThat(run("api-resources")).contains("deployments", "deploy", "apps/v1", "true", "Deployment");
    }

    @Test
    void serverSideApplyDiffAndGet() throws IOException {
        String file = manifest("ssa").toString();
        assertThat(run("apply", "--server-side", "-f", file)).contains("deployment.apps/ssa serverside-applied");
        assertThat(run("get", "deploy", "ssa")).contains("READY", "UP-TO-DATE", "0/1");
        assertThat(run("get", "deploy", "-o", "wide", "-l", "app=ssa")).contains("nginx:1,side:1");
        assertThat(run("get", "pods", "--field-selector", "metadata.name=ssa-pod", "-o", "name"))
                .isEqualTo("pod/ssa-pod\n");
        assertThat(run("get", "deploy", "ssa", "-o", "yaml")).contains("progressDeadlineSeconds: 600");
        assertThat(run("diff", "--server-side", "-f", file)).isEmpty();
        Files.writeString(Path.of(file), MANIFEST.formatted("ssa").replace("nginx:1", "nginx:2"));
        Kubectl.Result diff = kubectl.run("diff", "--server-side", "-f", file);
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.output()).contains("+      - image: nginx:2");
    }

    @Test
    void clientSideApplyChangesOnlyWhatChanged() throws IOException {
        String file = manifest("csa").toString();
        assertThat(run("apply", "-f", file)).contains("deployment.apps/csa created");
        assertThat(run("apply", "-f", file)).contains("deployment.apps/csa unchanged");
        Files.writeString(
                Path.of(file),
                MANIFEST.formatted("csa").replace(", {name: side, image: \"side:1\"}]}\n---", "]}\n---"));
        assertThat(run("apply", "-f", file)).contains("deployment.apps/csa configured");
        assertThat(run("get", "deploy", "csa", "-o", "jsonpath={.spec.template.spec.containers[*].name}"))
                .isEqualTo("web");
        Kubectl.Result invalid = kubectl.run(
                "apply",
                "-f",
                Files.writeString(
                                folder.resolve("invalid.yaml"),
                                MANIFEST.formatted("bad").replace("replicas", "replica"))
                        .toString());
        assertThat(invalid.output()).contains("unknown field \"spec.replica\"");
    }

    @Test
    void patchScaleEditAndRestart() throws IOException {
        run("apply", "-f", manifest("edit").toString());
        run("edit", "deploy", "edit");
        assertThat(replicas("edit")).isEqualTo("4");
        run("scale", "deploy", "edit", "--replicas=2");
        assertThat(replicas("edit")).isEqualTo("2");
        run(
                "patch",
                "deploy",
                "edit",
                "-p",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"tty\":true}]}}}}");
        run("patch", "deploy", "edit", "--type=merge", "-p", "{\"spec\":{\"replicas\":3}}");
        run(
                "patch",
                "deploy",
                "edit",
                "--type=json",
                "-p",
                "[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":5}]");
        assertThat(replicas("edit")).isEqualTo("5");
        run("rollout", "restart", "deploy/edit");
        assertThat(run("get", "deploy", "edit", "-o", "yaml"))
                .contains("kubectl.kubernetes.io/restartedAt", "tty: true");
    }

    private static String replicas(String name) {
        return run("get", "deploy", name, "-o", "jsonpath={.spec.replicas}");
    }

    @Test
    void rolloutStatusFollowsTheStatus() throws IOException {
        run("apply", "-f", manifest("rollout").toString());
        Process waiting = kubectl.start("rollout", "status", "deploy/rollout", "--timeout=50s");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(waiting.getInputStream()))) {
            assertThat(lines.readLine()).contains("Waiting for deployment");
            ObjectStore store = sandbox.api().store("deployment-controller");
            store.changeStatus(DEPLOYMENT, "default", "rollout", deployment -> {
                deployment
                        .withObjectProperty("status")
                        .put("observedGeneration", 1)
                        .put("replicas", 1)
                        .put("updatedReplicas", 1)
                        .put("readyReplicas", 1)
                        .put("availableReplicas", 1);
                return Optional.of(deployment);
            });
            assertThat(lines.lines().toList().getLast()).contains("successfully rolled out");
        }
    }

    @Test
    void aWatchPrintsChangesAsTheyCome() throws IOException {
        run("apply", "-f", manifest("watched").toString());
        Process watching = kubectl.start("get", "deploy", "-w", "--field-selector", "metadata.name=watched");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(watching.getInputStream()))) {
            assertThat(lines.readLine()).startsWith("NAME");
            assertThat(lines.readLine()).contains("0/1");
            run("scale", "deploy", "watched", "--replicas=2");
            assertThat(lines.readLine()).contains("0/2");
        } finally {
            watching.destroy();
        }
    }

    @Test
    void describeAndDelete() throws IOException {
        run("apply", "-f", manifest("gone").toString());
        assertThat(run("describe", "deploy", "gone")).contains("StrategyType:           RollingUpdate", "Events:");
        assertThat(run("delete", "deploy", "gone")).contains("deployment.apps \"gone\" deleted");
        assertThat(kubectl.run("get", "deploy", "gone").output()).contains("Error from server (NotFound)");
        assertThat(run("get", "events")).isNotNull();
    }

    @Test
    void logsOfAContainerNowAndBefore() throws IOException {
        run("apply", "-f", manifest("logs").toString());
        assertThat(run("logs", "logs-pod", "-c", "side", "--tail=5", "--since=1m"))
                .isEqualTo("side previous=false tail=5 follow=false since=PT1M\n");
        assertThat(run("logs", "logs-pod", "-c", "web", "--previous")).contains("web previous=true");
        assertThat(run("logs", "logs-pod", "-c", "web", "-f")).contains("follow=true");
        assertThat(kubectl.run("logs", "logs-pod", "-c", "none").output())
                .contains("container none is not valid for pod logs-pod");
    }
}
