package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A manager: how do we deliver, what is each number made of, and what is not known. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class ManagerJourneyTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void fromTheFirstPageToTheRowsOfAFigureByTheKeyboardAlone() {
        eventually(() -> assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy"));
        try (Browser browser = Browser.open(fairway.address(), fairway.session("mina", Role.VIEWER))) {
            browser.visit("/");
            Journey journey = new Journey("manager", browser);
            journey.press("g", "d").arrive("/dora").reads("Change lead time", "Throughput", "Instability");
            assertThat(browser.find("main .card .big").innerText()).containsPattern("\\d+ (min|h|d)");
            journey.step("The delivery figures");

            journey.walkTo("n ");
            int counted = number(browser.focused().innerText());
            journey.press("Enter").arrive("/dora/changeLeadTime/rows").reads(counted + " rows");
            assertThat(browser.all("main [data-counted]")).hasSize(counted);
            journey.step("The rows behind a figure");

            journey.walkTo(browser.find("main tbody a").innerText());
            journey.press("Enter").arrive("/dora/deployments/").reads("What came with it", "How it counts");
            journey.step("A deployment and its commits");

            journey.press("g", "d").arrive("/dora").walkTo("What ran");
            journey.press("Enter").arrive("/ledger").reads("storefront-prod", "Git moved to a revision");
            journey.step("What ran where");
            journey.isWhatItsPageShows();
        }
    }

    private static int number(String text) {
        Matcher digits = Pattern.compile("\\d+").matcher(text.replace(",", ""));
        assertThat(digits.find()).as(text).isTrue();
        return Integer.parseInt(digits.group());
    }
}
