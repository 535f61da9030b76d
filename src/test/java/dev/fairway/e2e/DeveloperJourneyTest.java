package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A developer: what of mine runs, what differs and why, what does this pod say, which commit is it. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class DeveloperJourneyTest {

    private static final String APP = "wharf";
    private static final String PAGE = "/apps/argocd/" + APP;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void fromTheFirstPageToTheRunningCommitByTheKeyboardAlone() {
        Repository lab = fairway.repository("journeys");
        String running = lab.push(
                "Open the wharf at six", Map.of(APP + "/web.yaml", Yaml.deployment("web", "healthy", "OPENS_AT")));
        rest.create(Yaml.application(APP, fairway.address("journeys")));
        String session = fairway.session("ada", Role.DEVELOPER);
        syncs(session);
        lab.push(
                "Three berths",
                Map.of(
                        APP + "/web.yaml",
                        Yaml.deployment("web", "healthy", "OPENS_AT").replace("replicas: 2", "replicas: 3")));
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("OutOfSync Healthy"));

        try (Browser browser = Browser.open(fairway.address(), session)) {
            browser.visit("/");
            Journey journey = new Journey("developer", browser);
            journey.reads("My applications", "Last deployments", "Open the wharf at six")
                    .step("The first page");

            journey.walkTo(APP).press("Enter").arrive(PAGE).reads("Out of sync");
            journey.walkTo("Deployment web").press("ArrowRight").step("The tree of an application");

            journey.press("d")
                    .arrive(PAGE + "/diff")
                    .reads("replicas: 3", "A sync changes it.")
                    .step("What differs and why");

            journey.press("l").arrive(PAGE + "/logs").walkToField("Pod").press("ArrowDown");
            journey.walkTo("Show").press("Enter");
            // A key that is pressed before the page's scripts are there is lost.
            browser.until(
                    page -> page.address().contains("pod=web-") && page.says("document.readyState === 'complete'"));
            journey.reads("current run").step("The log of one pod");
            assertThat(browser.all(".log-lines li")).isNotEmpty();

            journey.press("h")
                    .arrive(PAGE + "/history")
                    .reads("runs now", running.substring(0, 7), "Open the wharf at six");
            journey.step("The commit that runs");
            journey.isWhatItsPageShows();
        }
    }

    /** It is ada's because she has synced it. */
    private void syncs(String session) {
        eventually(() -> assertThat(rest.state(APP)).startsWith("OutOfSync"));
        try (Browser earlier = Browser.open(fairway.address(), session)) {
            earlier.visit(PAGE + "/sync")
                    .find("main form.sync button:has-text('Show what it would do')")
                    .click();
            earlier.until(page -> page.address().contains("revision="));
            assertThat(earlier.address())
                    .as("no token of a form stands in an address")
                    .doesNotContain("_csrf");
            earlier.find("main form.sync button.btn-primary").click();
            earlier.until(page -> page.address().startsWith("/ops/"));
        }
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));
    }
}
