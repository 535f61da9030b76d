package dev.fairway.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diagnosis.Rollout.Stage;
import dev.fairway.resource.ResourceKey;
import org.junit.jupiter.api.Test;

class RolloutsTest {

    private static final String CRASHED =
            "{containerStatuses: [{name: api, image: \"shop/web:2\", ready: false, restartCount: 4,"
                    + " state: {waiting: {reason: CrashLoopBackOff}},"
                    + " lastState: {terminated: {exitCode: 1, reason: Error}}}]}";
    private static final String READY = "{conditions: [{type: Ready, status: \"True\"}],"
            + " containerStatuses: [{name: api, image: \"shop/web:1\", ready: true, state: {running: {}}}]}";

    @Test
    void aCrashingContainerIsToldWithItsLastErrorAndWithWhatStillServes() {
        Scene scene = Scene.rollout()
                .pod("web-2-x2k4q", CRASHED)
                .pod(Scene.WEB, "web-1-aaaaa", PodState.Generation.OLD, READY)
                .pod(Scene.WEB, "web-1-bbbbb", PodState.Generation.OLD, READY)
                .warning(pod("web-2-x2k4q"), "BackOff", 20, "Back-off restarting failed container")
                .log(
                        "web-2-x2k4q",
                        "api",
                        "2026-11-12T02:07:36.411Z INFO  Booting",
                        "2026-11-12T02:07:36.870Z WARN  Unknown key DATABASE_URL",
                        "2026-11-12T02:07:38.104Z ERROR DB_URL is not set",
                        "2026-11-12T02:07:38.105Z     at payments.Main.main(Main.java:18)");
        Diagnosis diagnosis = scene.diagnosis();
        assertThat(diagnosis.sentence())
                .isEqualTo("Deployment/web never became ready: container \"api\" exits 1: DB_URL is not set."
                        + " 2 pods from before still serve.");
        assertThat(diagnosis.cause()).isEqualTo(Cause.NON_ZERO_EXIT);
        assertThat(diagnosis.proofs())
                .containsExactly(
                        new Proof.InLog(3), new Proof.InPod(pod("web-2-x2k4q")), new Proof.InEvents("BackOff", 20));
        assertThat(diagnosis.radius()).isEqualTo(new BlastRadius(1, 1, 2));
        assertThat(diagnosis.isDeterministic()).isTrue();
    }

    @Test
    void aCrashIsToldBeforeTheVerdictIsReached() {
        assertThat(Scene.rollout()
                        .rolledOut(Stage.WATCHING, "")
                        .pod("web-2-x2k4q", CRASHED)
                        .told())
                .startsWith("non-zero-exit: Deployment/web never became ready: container \"api\" exits 1");
    }

    @Test
    void whatWasHealthyOnceIsNotReadyAnyMore() {
        assertThat(Scene.rollout()
                        .rolledOut(Stage.HEALTHY, "")
                        .pod("web-2-x2k4q", CRASHED)
                        .told())
                .startsWith("non-zero-exit: Deployment/web is not ready any more: container");
    }

    @Test
    void anImageThatDoesNotExistIsNamed() {
        assertThat(Scene.rollout()
                        .pod(
                                "web-2-x2k4q",
                                "{containerStatuses: [{name: api, image: \"registry.example/shop/web:9\", ready: false,"
                                        + " state: {waiting: {reason: ImagePullBackOff, message: \"Back-off pulling image\"}}}]}")
                        .warning(
                                pod("web-2-x2k4q"),
                                "Failed",
                                3,
                                "Failed to pull image \"registry.example/shop/web:9\": registry.example/shop/web:9: not found")
                        .told())
                .isEqualTo("image-pull: Deployment/web never became ready: the image registry.example/shop/web:9 of"
                        + " container \"api\" does not exist.");
    }

    @Test
    void aKilledContainerNeedsMoreMemory() {
        assertThat(Scene.rollout()
                        .pod(
                                "web-2-x2k4q",
                                "{containerStatuses: [{name: api, image: i, ready: false, restartCount: 3,"
                                        + " state: {running: {}},"
                                        + " lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]}")
                        .told())
                .isEqualTo(
                        "out-of-memory: Deployment/web never became ready: container \"api\" is killed because it passes"
                                + " its memory limit, restarted 3 times.");
    }

    @Test
    void aFailingProbeIsQuoted() {
        assertThat(Scene.rollout()
                        .pod(
                                "web-2-x2k4q",
                                "{containerStatuses: [{name: api, image: i, ready: false, state: {running: {}}}]}")
                        .warning(
                                pod("web-2-x2k4q"),
                                "Unhealthy",
                                30,
                                "Readiness probe failed: HTTP probe failed with statuscode: 503")
                        .told())
                .isEqualTo(
                        "probe-failing: Deployment/web never became ready: readiness probe failed of container \"api\":"
                                + " HTTP probe failed with statuscode: 503.");
    }

    @Test
    void aPodThatNoNodeTakesSaysWhy() {
        assertThat(Scene.rollout()
                        .pod(
                                "web-2-x2k4q",
                                "{conditions: [{type: PodScheduled, status: \"False\", reason: Unschedulable, message:"
                                        + " \"0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes\"}]}")
                        .told())
                .isEqualTo("scheduling: Deployment/web never became ready: no node takes its pods: 0/3 nodes are"
                        + " available: 3 Insufficient cpu.");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThat(Scene.rollout()
                        .pod(
                                "web-2-x2k4q",
                                "{containerStatuses: [{name: api, image: i, ready: false, state: {waiting:"
                                        + " {reason: CreateContainerConfigError, message: \"secret \\\"db\\\" not found\"}}}]}")
                        .told())
                .isEqualTo("missing-dependency: Deployment/web never became ready: container \"api\" cannot be made:"
                        + " secret \"db\" not found.");
    }

    @Test
    void aHookThatFailsIsToldWithWhatItsContainerSaid() {
        assertThat(Scene.failed(
                                "One object did not become what the sync needs.",
                                new Outcome(
                                        Scene.MIGRATE,
                                        "PreSync",
                                        0,
                                        true,
                                        Outcome.State.FAILED,
                                        "Job has reached the backoff limit"),
                                Scene.waiting(Scene.WEB))
                        .pod(
                                Scene.MIGRATE,
                                "migrate-5kq",
                                PodState.Generation.NEW,
                                "{containerStatuses: [{name: main, image: i, ready: false,"
                                        + " state: {terminated: {exitCode: 2, reason: Error}}}]}")
                        .log("migrate-5kq", "main", "ERROR relation \"orders\" already exists")
                        .told())
                .isEqualTo(
                        "hook-failed: PreSync hook Job/migrate failed: container \"main\" exits 2: relation \"orders\""
                                + " already exists. 1 resource waits behind it.");
    }

    @Test
    void aHookWithoutPodsIsToldInItsOwnWords() {
        assertThat(Scene.failed(
                                "One object did not become what the sync needs.",
                                new Outcome(
                                        Scene.MIGRATE,
                                        "PreSync",
                                        0,
                                        true,
                                        Outcome.State.FAILED,
                                        "Job has reached the backoff limit"))
                        .told())
                .isEqualTo("hook-failed: PreSync hook Job/migrate failed: Job has reached the backoff limit."
                        + " Nothing was changed.");
    }

    @Test
    void whatOnlyTakesTooLongIsATimeout() {
        assertThat(Scene.refused("Not done when the time for its wave was up: 1 of 3 updated replicas are available")
                        .told())
                .startsWith(
                        "timeout: Deployment/web did not become ready in time: Not done when the time for its wave was"
                                + " up: 1 of 3 updated replicas are available.");
    }

    @Test
    void aDegradedObjectThatNobodyExplainsIsQuoted() {
        assertThat(Scene.rollout().told())
                .isEqualTo(
                        "not-classified: Deployment/web never became ready: not classified, the first raw error is: It"
                                + " exceeded its deadline.");
    }

    @Test
    void whatIsFineNeedsNoDiagnosis() {
        assertThat(Scene.healed(0).diagnosed()).isEmpty();
        assertThat(Scene.held("Waiting for healthy state of Deployment/shop/web")
                        .diagnosed())
                .isEmpty();
    }

    private static ResourceKey pod(String name) {
        return new ResourceKey("", "Pod", "shop", name);
    }
}
