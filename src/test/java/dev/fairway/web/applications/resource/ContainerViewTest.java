package dev.fairway.web.applications.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContainerViewTest {

    private static final Instant NOW = Instant.parse("2026-11-12T02:11:00Z");

    @Test
    void aCrashLoopSaysHowLongItRunsHowItEndsAndHowOften() {
        ContainerView api = container("""
                name: api
                restartCount: 7
                state: {waiting: {reason: CrashLoopBackOff, message: back-off 5m0s}}
                lastState:
                  terminated: {exitCode: 1, reason: Error, startedAt: "2026-11-12T02:07:36.400Z", finishedAt: "2026-11-12T02:07:38.100Z"}
                """);

        assertThat(api.sentence())
                .isEqualTo(
                        "Container api starts, runs 1.7 s and exits 1. Restarted 7 times. The next try waits a while.");
        assertThat(api.lastExit()).isEqualTo("1, after 1.7 s");
        assertThat(api.crashed()).isTrue();
    }

    @Test
    void anImageThatCannotBePulledIsNamedWithTheReason() {
        ContainerView api = container("""
                name: api
                image: registry.example/api:nope
                state: {waiting: {reason: ImagePullBackOff, message: manifest unknown}}
                """);

        assertThat(api.sentence())
                .isEqualTo(
                        "Container api cannot start: the image registry.example/api:nope cannot be pulled: manifest unknown.");
        assertThat(api.crashed()).isFalse();
    }

    @Test
    void whoWasKilledForItsMemoryIsToldItsLimit() {
        ContainerView api = ContainerView.of(yaml("""
                                spec:
                                  containers: [{name: api, resources: {limits: {memory: 128Mi}}}]
                                status:
                                  containerStatuses:
                                    - name: api
                                      state: {terminated: {exitCode: 137, reason: OOMKilled}}
                                """), NOW).getFirst();

        assertThat(api.sentence())
                .isEqualTo("Container api was killed because it used more memory than it may (128Mi).");
        assertThat(api.crashed()).isTrue();
    }

    @Test
    void whoRunsButIsNotReadyIsSaidToFailItsProbe() {
        ContainerView api = container("""
                name: api
                ready: false
                state: {running: {startedAt: "2026-11-12T02:06:00Z"}}
                """);

        assertThat(api.sentence())
                .isEqualTo("Container api runs for 5 min but is not ready: its readiness probe has not passed.");
    }

    private static ContainerView container(String status) {
        return ContainerView.of(
                        yaml("status:\n  containerStatuses:\n    - "
                                + status.strip().replace("\n", "\n      ")),
                        NOW)
                .getFirst();
    }

    private static tools.jackson.databind.JsonNode yaml(String text) {
        return Manifests.readObject(text.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT);
    }
}
