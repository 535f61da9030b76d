package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.resource.ApplicationName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** At two in the morning in a browser that runs no script. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class WithoutScriptsTest {

    private static final String APP = "plain";

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final ApplicationName name = new ApplicationName("argocd", APP);

    @Test
    void pauseRetryAndRollbackAreForms() {
        Repository lab = fairway.repository("plain");
        lab.push("Good", APP + "/settings.yaml", Yaml.configMap("settings", "good"));
        rest.create(Yaml.automated(APP, fairway.address("plain")));
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));
        lab.push("Bad", APP + "/settings.yaml", Yaml.configMap("settings", "bad"));
        eventually(() ->
                assertThat(fairway.part(Ledger.class).deployments(name, 5)).hasSize(2));
        AutomationControl automation = fairway.part(AutomationControl.class);

        try (Browser browser = Browser.withoutScripts(fairway.address(), fairway.session("noor", Role.OPERATOR))) {
            browser.visit("/ops/" + newest());
            browser.find("button:has-text('Pause')").click();
            browser.until(page -> page.text().contains("Paused until"));
            assertThat(automation.holds(name)).hasSize(1);
            browser.find("button:has-text('Resume automation')").click();
            browser.until(page -> !page.text().contains("Paused until"));

            long before = newest();
            browser.find(".acts button:has-text('Retry')").click();
            browser.until(page ->
                    page.address().startsWith("/ops/") && !page.address().equals("/ops/" + before));
            eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));

            browser.visit("/ops/" + before);
            browser.find(".acts a:has-text('Roll back')").click();
            browser.find("button:has-text('Push to main')").click();
            browser.until(page -> page.text().contains("The rollback is in Git"));
        }
        assertThat(lab.read(APP + "/settings.yaml")).contains("good");
    }

    private long newest() {
        return fairway.part(Ledger.class).operations(name, 1).getFirst().id();
    }
}
