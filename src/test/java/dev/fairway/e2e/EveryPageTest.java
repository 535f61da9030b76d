package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ProductLane
class EveryPageTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @BeforeEach
    void samplesRun() {
        eventually(() -> assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(rest.state("pricing-staging")).isEqualTo("Synced Degraded"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/apps",
                "/apps?view=tiles",
                "/apps?view=summary",
                "/apps?q=store&sort=name",
                "/apps/new",
                "/fleet",
                "/fleet?view=graph",
                "/dora",
                "/dora/changeFailRate?period=P4W&team=payments",
                "/dora/changeLeadTime/rows",
                "/ledger",
                "/drift",
                "/drift?state=open&period=P4W",
                "/drift/noise",
                "/apps/argocd/loyalty-prod/drift/ignore?rule=none",
                "/scorecard",
                "/scorecard/rows?team=storefront&practice=pruneAndSelfHeal",
                "/apps/argocd/loyalty-prod/drift",
                "/ledger/compare?from=2026-01-01",
                "/search?q=shop",
                "/more",
                "/keys",
                "/dora?period=52w&env=production",
                "/deployments",
                "/deployments?show=failed&period=4w",
                "/apps/new?repository=https%3A%2F%2Fgit.example%2Fa.git&namespace=b",
                "/apps/argocd/storefront-prod",
                "/apps/argocd/pricing-staging/tree",
                "/apps/argocd/pricing-staging/tree?as=table",
                "/apps/argocd/root/tree",
                "/apps/argocd/storefront-prod/list",
                "/apps/argocd/storefront-prod/pods",
                "/apps/argocd/storefront-prod/network",
                "/apps/argocd/storefront-prod/timeline",
                "/apps/argocd/storefront-prod/history",
                "/apps/argocd/pricing-staging/logs",
                "/apps/argocd/pricing-staging/logs?previous=true",
                "/apps/argocd/loyalty-prod/diff",
                "/apps/argocd/loyalty-prod/diff?as=split",
                "/apps/argocd/loyalty-prod/sync",
                "/apps/argocd/storefront-prod/policy",
                "/apps/argocd/storefront-prod/config",
                "/apps/argocd/storefront-prod/delete",
                "/apps/argocd/storefront-prod/rollback",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/yaml",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/diff",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/events",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/delete"
            })
    void everyPageIsThereToItsEndAndRunsNothingThatIsWrittenIntoIt(String path) {
        isWhole(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storefront-prod", "pricing-staging"})
    void soIsThePageOfAnOperation(String application) {
        String id =
                rest.application(application).at("/status/operationState/id").asString("1");
        isWhole("/ops/" + id);
    }

    private void isWhole(String path) {
        HttpResponse<String> answer = rest.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).as("the page is whole").endsWith("</html>\n");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("<script>", " onclick=", " style=", "javascript:");
    }
}
