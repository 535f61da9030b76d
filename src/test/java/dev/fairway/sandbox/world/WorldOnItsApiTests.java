package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Kubectl;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore.Propagation;
import dev.fairway.sandbox.api.StatusException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@Tag("slow")
class WorldOnItsApiTests {

    @TempDir
    Path folder;

    private SandboxCluster cluster;

    @BeforeEach
    void start() {
        cluster = new SandboxCluster(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static boolean available(Manifest deployment, int count) {
        return deployment.at("/status/availableReplicas").asInt(0) == count
                && deployment.at("/status/replicas").asInt(0) == count
                && deployment.at("/status/observedGeneration").asLong(0) == deployment.generation();
    }

    @Test
    void aDeploymentComesUpAndComesToRest() {
        cluster.apply(Yamls.deployment("web", 2, "example/web:1", "healthy"));
        cluster.until(Kinds.DEPLOYMENT, "web", web -> available(web, 2));
        cluster.seconds(3600);
        Manifest settled = cluster.until(Kinds.DEPLOYMENT, "web", web -> available(web, 2));
        cluster.seconds(3600);
        assertThat(cluster.until(Kinds.DEPLOYMENT, "web", web -> available(web, 2))
                        .resourceVersion())
                .isEqualTo(settled.resourceVersion());
    }

    @Test
    void deletingADeploymentTakesItsSetsAndPodsAlong() {
        cluster.apply(Yamls.deployment("web", 2, "example/web:1", "healthy"));
        cluster.until(Kinds.DEPLOYMENT, "web", web -> available(web, 2));
        cluster.store.delete(Kinds.DEPLOYMENT, "shop", "web", Propagation.BACKGROUND);
        await().until(() -> {
            cluster.seconds(1);
            return cluster.store.list(Kinds.POD, "shop").isEmpty()
                    && cluster.store.list(Kinds.REPLICA_SET, "shop").isEmpty();
        });
    }

    @Test
    void theWorldGoesOnWhereItWasAfterARestart() {
        cluster.apply(Yamls.deployment("web", 1, "example/web:1", "crash-loop"));
        cluster.until(Kinds.DEPLOYMENT, "web", web -> Conditions.of(web.at("/status"))
                .reason("Progressing")
                .equals("ProgressDeadlineExceeded"));
        cluster.close();
        cluster = new SandboxCluster(folder);
        String pod =
                Manifest.of(cluster.store.list(Kinds.POD, "shop").getFirst()).name();
        int restarts = restarts(cluster.until(Kinds.POD, pod, any -> true));
        cluster.until(Kinds.POD, pod, p -> restarts(p) > restarts);
        assertThat(cluster.store.list(Kinds.NODE, "")).hasSize(3);
    }

    private static int restarts(Manifest pod) {
        return pod.at("/status/containerStatuses/0/restartCount").asInt(0);
    }

    @Test
    void aStatefulSetGetsItsDisksAndAllOfItsPods() {
        cluster.apply("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: db
                  replicas: 2
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec:
                      containers:
                        - name: db
                          image: example/db:1
                          volumeMounts: [{name: data, mountPath: /data}]
                  volumeClaimTemplates:
                    - metadata: {name: data}
                      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
                """);
        cluster.until(
                Kinds.STATEFUL_SET, "db", db -> db.at("/status/readyReplicas").asInt(0) == 2);
        assertThat(cluster.store.list(Kinds.CLAIM, "shop"))
                .hasSize(2)
                .allMatch(claim -> claim.at("/status/phase").asString("").equals("Bound"));
    }

    @Test
    void anUpdateOfTheWorldsOwnKeepsWhatOthersOwn() {
        cluster.apply(Yamls.deployment("web", 1, "example/web:1", "healthy"));
        Manifest web = cluster.until(Kinds.DEPLOYMENT, "web", d -> available(d, 1));
        List<String> managers = web.at("/metadata/managedFields")
                .valueStream()
                .map(row -> row.path("manager").asString(""))
                .toList();
        assertThat(managers).contains("kubectl", "kube-controller-manager");
    }

    @Test
    void kubectlTellsTheStoryOfACrash() throws Exception {
        Kubectl kubectl = kubectl();
        cluster.apply(Yamls.deployment("web", 1, "example/web:1", "fails-without-env:DB_URL"));
        cluster.until(Kinds.DEPLOYMENT, "web", web -> Conditions.of(web.at("/status"))
                .reason("Progressing")
                .equals("ProgressDeadlineExceeded"));
        String pod =
                Manifest.of(cluster.store.list(Kinds.POD, "shop").getFirst()).name();
        cluster.until(Kinds.POD, pod, p -> p.text("/status/containerStatuses/0/state/waiting/reason")
                .equals("CrashLoopBackOff"));

        assertThat(kubectl.run("-n", "shop", "get", "pods").output()).contains("CrashLoopBackOff", "0/1");
        assertThat(kubectl.run("-n", "shop", "rollout", "status", "deployment/web")
                        .output())
                .contains("exceeded its progress deadline");
        assertThat(kubectl.run("-n", "shop", "logs", pod).output()).contains("ERROR cannot start: DB_URL is not set");
        assertThat(kubectl.run("-n", "shop", "logs", pod, "--previous", "--tail=1")
                        .output())
                .contains("main:18");
        assertThat(kubectl.run("-n", "shop", "describe", "pod", pod).output())
                .contains("Back-off restarting failed container api", "Exit Code:    1", "Successfully assigned shop/");
        assertThat(kubectl.run("-n", "shop", "get", "events").output())
                .contains("ScalingReplicaSet", "SuccessfulCreate", "Scheduled", "BackOff");
    }

    @Test
    void aFollowedLogEndsWithItsRun() throws Exception {
        Kubectl kubectl = kubectl();
        cluster.apply(Yamls.pod("work", "completes:20", "").replace("Always", "Never"));
        cluster.until(Kinds.POD, "work", pod -> pod.text("/status/phase").equals("Running"));
        cluster.seconds(2);
        Process follower = kubectl.start("-n", "shop", "logs", "-f", "work");
        String first = new String(follower.getInputStream().readNBytes(5));
        cluster.until(Kinds.POD, "work", pod -> pod.text("/status/phase").equals("Succeeded"));
        String rest = new String(follower.getInputStream().readAllBytes());
        assertThat(follower.waitFor()).isZero();
        assertThat(first + rest).startsWith("INFO  starting api").endsWith("INFO  done, nothing left to do\n");
    }

    @Test
    void aLogThatIsNotThereYetIsExplained() throws Exception {
        Kubectl kubectl = kubectl();
        cluster.apply(Yamls.pod("web", "image-missing", ""));
        cluster.until(Kinds.POD, "web", pod -> pod.text("/status/containerStatuses/0/state/waiting/reason")
                .equals("ImagePullBackOff"));
        assertThat(kubectl.run("-n", "shop", "logs", "web").output())
                .contains("container \"api\" in pod \"web\" is waiting to start: trying and failing to pull image");
        assertThat(kubectl.run("-n", "shop", "logs", "web", "-p").output())
                .contains("previous terminated container \"api\" in pod \"web\" not found");
    }

    @Test
    void aFullQuotaStopsTheControllersToo() {
        cluster.apply(Yamls.fault("small", "quota", "kinds: Pod\nnamespaces: shop\nhard: \"1\""));
        cluster.apply(Yamls.deployment("web", 2, "example/web:1", "healthy"));
        Manifest web = cluster.until(
                Kinds.DEPLOYMENT, "web", d -> Conditions.of(d.at("/status")).isTrue("ReplicaFailure"));
        assertThat(Json.text(Conditions.of(web.at("/status"))
                        .find("ReplicaFailure")
                        .orElseThrow()
                        .path("message")))
                .contains("exceeded quota: small, requested: pods=1, used: pods=1, limited: pods=1");
        cluster.store.delete(Kinds.CONFIG_MAP, FaultRule.NAMESPACE, "small", Propagation.BACKGROUND);
        cluster.until(Kinds.DEPLOYMENT, "web", d -> available(d, 2));
    }

    @Test
    void anAdmissionWebhookSaysNoFromTheNextRequestOn() {
        cluster.apply(
                Yamls.fault("services", "deny", "kinds: Service\nwebhook: policy.example\nmessage: no more services"));
        assertThatThrownBy(() -> cluster.apply(
                        "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}"))
                .isInstanceOf(StatusException.class)
                .hasMessage("admission webhook \"policy.example\" denied the request: no more services");
    }

    @Test
    void rulesForClientsAreMetByKubectlAndCanAlwaysBeTakenAway() throws Exception {
        Kubectl kubectl = kubectl();
        cluster.apply(Yamls.fault("no-secrets", "forbid", "kinds: Secret\nverbs: get, list"));
        assertThat(kubectl.run("-n", "shop", "get", "secrets").output())
                .contains("Forbidden")
                .contains("secrets is forbidden: User")
                .contains("cannot list resource \"secrets\" in API group \"\" in the namespace \"shop\"");

        cluster.apply(Yamls.fault("lights-out", "end", "{}"));
        assertThat(kubectl.run("-n", "shop", "get", "pods").code()).isNotZero();
        assertThat(kubectl.run("-n", "shop", "get", "pods").output())
                .contains("currently unable to handle the request");
        assertThat(kubectl.run("-n", FaultRule.NAMESPACE, "delete", "configmap", "lights-out")
                        .code())
                .isZero();
        assertThat(kubectl.run("-n", "shop", "get", "pods").code()).isZero();

        cluster.apply(Yamls.fault("cut", "drop", "kinds: Pod\nverbs: list"));
        assertThat(kubectl.run("-n", "shop", "get", "pods").output()).containsIgnoringCase("EOF");
    }

    private Kubectl kubectl() throws Exception {
        var found = cluster.kubectl();
        assumeThat(found).as("a kubectl, from the class path or the PATH").isPresent();
        return found.orElseThrow();
    }
}
