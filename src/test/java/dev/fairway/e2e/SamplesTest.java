package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ProductLane
class SamplesTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void theSampleApplicationsGoFromGitToTheClusterByThemselves() {
        eventually(() -> {
            assertThat(rest.applications()
                            .valueStream()
                            .map(application -> application.at("/metadata/name").asString()))
                    .contains("root", "storefront-prod", "payments-prod", "search-prod", "gateway", "log-agent");
            assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy");
            assertThat(rest.state("payments-prod")).isEqualTo("Synced Healthy");
            assertThat(rest.state("search-prod")).isEqualTo("Synced Healthy");
            assertThat(rest.state("gateway")).isEqualTo("Synced Healthy");
        });
        assertThat(fairway.cluster()
                        .apps()
                        .deployments()
                        .inNamespace("edge")
                        .withName("gateway")
                        .get()
                        .getStatus()
                        .getReadyReplicas())
                .isPositive();
    }

    @Test
    void theCrashingSampleIsDegradedAndItsLogNamesTheMissingVariable() {
        eventually(() -> {
            JsonNode status = rest.application("pricing-staging").path("status");
            assertThat(status.at("/sync/status").asString()).isEqualTo("Synced");
            assertThat(status.at("/health/status").asString()).isEqualTo("Degraded");
            assertThat(status.at("/operationState/phase").asString()).isEqualTo("Succeeded");
            assertThat(status.at("/operationState/rollout").asString()).isEqualTo("DEGRADED");
        });
        eventually(() -> assertThat(rest.body("/apps/argocd/pricing-staging/logs?previous=true"))
                .contains("DB_URL"));
    }
}
