package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A manager: how do we deliver, what is each number made of, and what is not known. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
class ManagerJourneyTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void fromTheFirstPageToTheRowsOfAFigureByTheKeyboardAlone() {
        assumeTrue(rest.get("/dora").statusCode() == 200, "There is no page of delivery figures yet");
        eventually(() -> assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy"));
        try (Browser browser = Browser.open(fairway.address(), fairway.session("mina", Role.VIEWER))) {
            browser.visit("/");
            Journey journey = new Journey("manager", browser);
            journey.press("g", "d").arrive("/dora").reads("Change lead time", "Throughput", "Instability");
            assertThat(browser.find("main").innerText())
                    .as("a figure, or the words that there is none")
                    .containsPattern("No figure yet|not enough data|Not enough data|\\d");
            journey.step("The delivery figures");

            journey.walkTo("Change lead time");
            int counted = deployments(browser.focused().innerText());
            journey.press("Enter");
            browser.until(page -> !page.address().equals("/dora")
                    && !page.all("main table tbody tr").isEmpty());
            // Deployments go on while one reads; none that was counted is missing.
            assertThat(browser.all("main table tbody tr").size()).isGreaterThanOrEqualTo(Math.min(counted, 20));
            journey.step("The rows behind a figure");
            journey.isWhatItsPageShows();
        }
    }

    private static int deployments(String card) {
        Matcher count = Pattern.compile("(\\d+) deployments?").matcher(card);
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }
}
