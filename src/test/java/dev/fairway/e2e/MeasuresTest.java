package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@ProductLane
class MeasuresTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void dashboardsMadeForArgoCdFindApplicationsAndTheirSyncs() {
        fairway.repository("measures").push("Settings", "measured/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("measured", fairway.address("measures")));
        eventually(() -> assertThat(rest.state("measured")).isEqualTo("Synced Healthy"));

        eventually(
                () -> assertThat(rest.body("/actuator/prometheus"))
                        .containsPattern(
                                "argocd_app_info\\{autosync_enabled=\"true\",.*health_status=\"Healthy\",name=\"measured\""
                                        + ",namespace=\"argocd\",.*sync_status=\"Synced\"\\} 1(\\.0)?\n")
                        .containsPattern(
                                "argocd_app_sync_total\\{.*name=\"measured\",namespace=\"argocd\",phase=\"Succeeded\",.*\\} 1.0\n"));
    }

    @Test
    void theEngineCountsWhatItCostsAndHowLongItsQueueWaits() {
        assertThat(rest.body("/actuator/prometheus"))
                .contains("fairway_renders_total{", "fairway_render_cache_total{cause=", "fairway_git_requests_total{")
                .contains("fairway_cluster_requests_total{", "fairway_cluster_writes_total{")
                .contains(
                        "fairway_queue_age_seconds{lane=\"interactive\"}", "fairway_queue_age_seconds{lane=\"retry\"}");
    }

    @Test
    void measuresAreForThoseWhoAreSignedIn() {
        HttpResponse<String> answer = fairway.rest("nobody").get("/actuator/prometheus");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("argocd_app_info");
    }
}
