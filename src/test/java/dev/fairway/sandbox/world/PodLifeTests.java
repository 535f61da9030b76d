package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import org.junit.jupiter.api.Test;

class PodLifeTests {

    private final TestWorld world = new TestWorld();

    private Manifest pod() {
        return world.get(Kinds.POD, "web");
    }

    private String waiting() {
        return pod().text("/status/containerStatuses/0/state/waiting/reason");
    }

    private boolean ready() {
        return Conditions.of(pod().at("/status")).isTrue("Ready");
    }

    @Test
    void aHealthyPodIsScheduledPulledStartedAndThenReady() {
        world.apply(Yamls.pod("web", "healthy", "readinessProbe: {httpGet: {path: /, port: 80}}"));
        assertThat(pod().text("/spec/nodeName")).startsWith("sandbox-");
        assertThat(pod().text("/status/phase")).isEqualTo("Pending");
        assertThat(waiting()).isEqualTo("ContainerCreating");

        world.seconds(1);
        assertThat(pod().text("/status/phase")).isEqualTo("Running");
        assertThat(ready()).isFalse();

        world.seconds(1);
        assertThat(ready()).isTrue();
        assertThat(world.reasons("web")).containsExactly("Scheduled", "Pulling", "Pulled", "Created", "Started");
    }

    @Test
    void aReadyPodIsLeftInPeace() {
        world.apply(Yamls.pod("web", "healthy", "")).seconds(10);
        Manifest settled = pod();
        world.seconds(3600);
        assertThat(pod()).isEqualTo(settled);
    }

    @Test
    void aSlowStarterBecomesReadyWhenItSaidItWould() {
        world.apply(Yamls.pod("web", "slow-start:30", "")).seconds(30);
        assertThat(ready()).isFalse();
        world.seconds(1);
        assertThat(ready()).isTrue();
    }

    @Test
    void aCrashingPodBacksOffAndKeepsItsPreviousEnd() {
        world.apply(Yamls.pod("web", "crash-loop", ""));

        world.seconds(3);
        assertThat(pod().at("/status/containerStatuses/0/state/terminated/exitCode")
                        .asInt())
                .isEqualTo(1);
        world.seconds(1);
        assertThat(pod().at("/status/containerStatuses/0/restartCount").asInt())
                .as("the first restart follows at once")
                .isEqualTo(1);
        world.seconds(3);
        assertThat(waiting()).isEqualTo("CrashLoopBackOff");
        assertThat(pod().text("/status/containerStatuses/0/state/waiting/message"))
                .startsWith("back-off 10s restarting failed container=api pod=web_shop(");
        assertThat(pod().text("/status/containerStatuses/0/lastState/terminated/reason"))
                .isEqualTo("Error");
        assertThat(pod().text("/status/phase")).isEqualTo("Running");
    }

    @Test
    void eachRestartWaitsTwiceAsLongUpToFiveMinutes() {
        world.apply(Yamls.pod("web", "crash-loop", ""));
        int[] restartsAfter = new int[1200];
        for (int second = 0; second < 1200; second++) {
            restartsAfter[second] =
                    pod().at("/status/containerStatuses/0/restartCount").asInt();
            world.seconds(1);
        }
        // Each run lasts 2 s; ends at 3, 6, 18, 40, 82, 164, 326, 628.
        assertThat(restartsAfter[5]).isEqualTo(1);
        assertThat(restartsAfter[17]).isEqualTo(2);
        assertThat(restartsAfter[39]).isEqualTo(3);
        assertThat(restartsAfter[81]).isEqualTo(4);
        assertThat(restartsAfter[163]).isEqualTo(5);
        assertThat(restartsAfter[625]).isEqualTo(6);
        assertThat(restartsAfter[627]).isEqualTo(7);
        assertThat(restartsAfter[1199]).isEqualTo(8);
    }

    @Test
    void aPodOverItsMemoryLimitIsKilled() {
        world.apply(Yamls.pod("web", "oom", "")).seconds(7);
        assertThat(pod().text("/status/containerStatuses/0/state/terminated/reason"))
                .isEqualTo("OOMKilled");
        assertThat(pod().at("/status/containerStatuses/0/state/terminated/exitCode")
                        .asInt())
                .isEqualTo(137);
    }

    @Test
    void aMissingImageIsTriedAgainAndAgain() {
        world.apply(Yamls.pod("web", "image-missing", "")).seconds(1);
        assertThat(waiting()).isEqualTo("ErrImagePull");
        world.seconds(3);
        assertThat(waiting()).isEqualTo("ImagePullBackOff");
        world.seconds(7);
        assertThat(waiting()).isEqualTo("ErrImagePull");
        assertThat(pod().text("/status/phase")).isEqualTo("Pending");
        assertThat(world.reasons("web")).contains("Failed x2", "BackOff");
    }

    @Test
    void aPodThatIsNeverReadySaysSoAtEveryProbe() {
        world.apply(Yamls.pod(
                        "web", "never-ready", "readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10}"))
                .seconds(61);
        assertThat(pod().text("/status/phase")).isEqualTo("Running");
        assertThat(ready()).isFalse();
        assertThat(world.reasons("web")).contains("Unhealthy x6");
        assertThat(world.messages("web")).contains("Readiness probe failed: HTTP probe failed with statuscode: 503");
    }

    @Test
    void aPodWithoutTheVariableItNeedsCrashesAndOneWithItRuns() {
        world.apply(Yamls.pod("web", "fails-without-env:DB_URL", "env: [{name: DATABASE_URL, value: x}]"))
                .apply(Yamls.pod("well", "fails-without-env:DB_URL", "env: [{name: DB_URL, value: x}]"))
                .seconds(20);
        assertThat(waiting()).isEqualTo("CrashLoopBackOff");
        assertThat(Conditions.of(world.get(Kinds.POD, "well").at("/status")).isTrue("Ready"))
                .isTrue();
    }

    @Test
    void theVariableMayComeFromAConfigMapOrASecret() {
        world.apply("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {DB_URL: x}
                        """)
                .apply("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: hidden}
                        data: {url: eA==}
                        """)
                .apply(Yamls.pod("web", "fails-without-env:DB_URL", "envFrom: [{configMapRef: {name: settings}}]"))
                .apply(Yamls.pod(
                        "web2",
                        "fails-without-env:DB_URL",
                        "env: [{name: DB_URL, valueFrom: {secretKeyRef: {name: hidden, key: url}}}]"))
                .seconds(5);
        assertThat(ready()).isTrue();
        assertThat(Conditions.of(world.get(Kinds.POD, "web2").at("/status")).isTrue("Ready"))
                .isTrue();
    }

    @Test
    void aContainerWaitsForAConfigMapThatIsMissing() {
        world.apply(Yamls.pod("web", "healthy", "envFrom: [{configMapRef: {name: settings}}]"))
                .seconds(5);
        assertThat(waiting()).isEqualTo("CreateContainerConfigError");
        assertThat(pod().text("/status/containerStatuses/0/state/waiting/message"))
                .isEqualTo("configmap \"settings\" not found");

        world.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}");
        assertThat(pod().text("/status/phase")).isEqualTo("Running");
    }

    @Test
    void aKeyThatIsMissingIsNamed() {
        world.apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}")
                .apply(Yamls.pod(
                        "web", "healthy", "env: [{name: X, valueFrom: {configMapKeyRef: {name: settings, key: c}}}]"))
                .seconds(5);
        assertThat(pod().text("/status/containerStatuses/0/state/waiting/message"))
                .isEqualTo("couldn't find key c in ConfigMap shop/settings");
    }

    @Test
    void aVolumeThatIsMissingHoldsAllContainersBack() {
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  containers: [{name: api, image: example/api:1}]
                  volumes: [{name: cert, secret: {secretName: web-tls}}]
                """).seconds(70);
        assertThat(waiting()).isEqualTo("ContainerCreating");
        assertThat(world.messages("web"))
                .contains("MountVolume.SetUp failed for volume \"cert\" : secret \"web-tls\" not found");
        assertThat(world.reasons("web")).contains("FailedMount x2");
    }

    @Test
    void initContainersRunOneAfterTheOther() {
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  initContainers:
                    - {name: first, image: example/init:1}
                    - {name: second, image: example/init:1}
                  containers: [{name: api, image: example/api:1}]
                """);
        assertThat(waiting()).isEqualTo("PodInitializing");
        world.seconds(1);
        assertThat(pod().at("/status/initContainerStatuses/0/state/running").isMissingNode())
                .isFalse();
        assertThat(pod().at("/status/initContainerStatuses/1/state/waiting").isMissingNode())
                .isFalse();
        world.seconds(5);
        assertThat(pod().text("/status/initContainerStatuses/1/state/terminated/reason"))
                .isEqualTo("Completed");
        world.seconds(3);
        assertThat(pod().text("/status/phase")).isEqualTo("Running");
        assertThat(ready()).isTrue();
    }

    @Test
    void aDeletedPodIsStoppedFirst() {
        world.apply(Yamls.pod("web", "healthy", "")).seconds(5).remove(Kinds.POD, "web");
        assertThat(pod().isBeingDeleted()).isTrue();
        world.seconds(2);
        assertThat(world.find(Kinds.POD, "web")).isEmpty();
        assertThat(world.reasons("web")).endsWith("Killing");
    }

    @Test
    void aPodThatNoNodeFitsSaysWhy() {
        world.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  nodeSelector: {disk: fast}
                  containers: [{name: api, image: example/api:1}]
                """);
        assertThat(pod().text("/status/phase")).isEqualTo("Pending");
        assertThat(Conditions.of(pod().at("/status")).reason("PodScheduled")).isEqualTo("Unschedulable");
        assertThat(world.messages("web").getFirst())
                .startsWith("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector");
    }
}
