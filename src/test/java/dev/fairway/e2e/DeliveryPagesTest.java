package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a manager follows: from the figures to the rows, from a row to the deployment, from there to what it changed. */
@ProductLane
class DeliveryPagesTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Browser browser = fairway.browser();

    @Test
    void theNumberOfDeploymentsLeadsToThatManyRows() {
        eventually(() -> assertThat(rest.state("storefront-prod")).startsWith("Synced"));
        eventually(() -> {
            String rows = browser.page("/deployments?period=12w&app=argocd%2Fstorefront-prod");
            long listed =
                    Pattern.compile("<tr[^>]* data-row").matcher(rows).results().count();
            assertThat(listed).isPositive();
            assertThat(rows)
                    .contains(listed + " in 12 weeks", "storefront-prod")
                    .doesNotContain("gateway");
        });
        assertThat(browser.page("/deployments?show=failed")).contains("Failed operations");
    }

    @Test
    void everyDeploymentHasAPageThatSaysHowItCameAboutAndHowLongItRan() {
        eventually(
                () -> assertThat(browser.page("/apps/argocd/cart-prod/history")).contains("href=\"/deployments/"));
        Matcher link =
                Pattern.compile("href=\"(/deployments/\\d+)\"").matcher(browser.page("/apps/argocd/cart-prod/history"));
        assertThat(link.find()).isTrue();

        assertThat(browser.page(link.group(1)))
                .contains("cart-prod", "Runs now", "Time to deploy", "Running for", "Operation", "/ops/", "Commits");
    }

    @Test
    void everyNumberOfTheScorecardOpensThatManyRows() {
        eventually(() -> assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy"));
        String page = browser.page("/scorecard");
        assertThat(page).contains("not connected");
        Matcher number = Pattern.compile("<a href=\"(/scorecard/rows[^\"]+)\" data-rows=\"(\\d+)\"")
                .matcher(page);
        int opened = 0;
        while (number.find()) {
            String rows = browser.page(number.group(1).replace("&amp;", "&"));
            assertThat(Pattern.compile("<tr[^>]* data-row")
                            .matcher(rows)
                            .results()
                            .count())
                    .as(number.group(1))
                    .isEqualTo(Long.parseLong(number.group(2)));
            opened++;
        }
        assertThat(opened).isGreaterThan(8);
        assertThat(rest.json("/api/v1/scorecard").path("teams").valueStream())
                .isNotEmpty()
                .allSatisfy(team -> assertThat(team.path("practices").size()).isEqualTo(8));
    }
}
