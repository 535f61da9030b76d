package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** On call at two in the morning, signed out, with nothing but an alert's link. */
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class OnCallJourneyTest {

    private static final String APP = "tide";
    private static final String NEEDS_URL = "fails-without-env:DB_URL";

    /** What one reads without touching anything: the eleven elements. */
    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("status and attempt", ".ops-head .badge"),
            Map.entry("cause", ".say"),
            Map.entry("evidence", ".ev"),
            Map.entry("failing resource", ".quad div:has(dt:text-is('Failing resource'))"),
            Map.entry("last good revision", ".quad div:has(dt:text-is('Last good revision'))"),
            Map.entry("blast radius", ".quad div:has(dt:text-is('Blast radius'))"),
            Map.entry("changes", "#chg"),
            Map.entry("timeline", "#tl"),
            Map.entry("crash log", ".log-lines li.first"),
            Map.entry("roll back", ".acts [aria-keyshortcuts='1']"),
            Map.entry("pause", ".acts [aria-keyshortcuts='2']"),
            Map.entry("retry", ".acts [aria-keyshortcuts='3']"));

    private static final List<String> ON_A_PHONE =
            List.of("cause", "failing resource", "last good revision", "roll back", "pause", "retry");

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Ledger ledger = fairway.part(Ledger.class);

    @Test
    void fromAnAlertsLinkToAGoodApplicationByTheKeyboardAlone() {
        Repository lab = fairway.repository("journeys");
        lab.push("Good", APP + "/web.yaml", deployment("DB_URL"));
        rest.create(Yaml.automated(APP, fairway.address("journeys")));
        eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));
        lab.push("Rename DB_URL", APP + "/web.yaml", deployment("DATABASE_URL"));
        eventually(() -> assertThat(newest().rolloutVerdict().map(Operation.Verdict::result))
                .contains("DEGRADED"));
        String alert = "/ops/" + newest().id();
        Access access = fairway.part(Access.class);
        access.ensureUser("noor", Role.OPERATOR);
        access.setPassword("noor", "a lighthouse at low tide", Actor.person("test"));

        try (Browser browser = Browser.open(fairway.address())) {
            Journey journey = new Journey("on-call", browser);
            browser.visit(alert);
            journey.arrive("/sign-in?next=").step("The link of an alert asks who is there");
            journey.walkTo("Name")
                    .type("noor")
                    .walkTo("Password")
                    .type("a lighthouse at low tide")
                    .press("Enter");
            journey.arrive(alert)
                    .reads(
                            "container \"api\" exits 1: cannot start: DB_URL is not set.",
                            "previous run, exit 1",
                            "noor");
            ELEMENTS.forEach((element, selector) -> assertThat(isOnTheFirstScreen(browser, selector))
                    .as(element + " at 1440 × 900")
                    .isTrue());
            journey.step("Everything on one screen");

            browser.size(390, 844);
            ON_A_PHONE.forEach(element -> assertThat(isOnTheFirstScreen(browser, ELEMENTS.get(element)))
                    .as(element + " on a phone")
                    .isTrue());
            assertThat(browser.sideways()).isEmpty();
            journey.step("The same on a phone");
            browser.size(1440, 900);

            journey.press("1").arrive("/apps/argocd/tide/rollback").reads("Commits it undoes", "Rename DB_URL");
            journey.step("What the rollback would do");
            journey.walkTo("Push to main").press("Enter").reads("The rollback is in Git");
            journey.step("The rollback is in Git");
            eventually(() -> assertThat(rest.state(APP)).isEqualTo("Synced Healthy"));
            journey.walkTo("Watch the application")
                    .press("Enter")
                    .arrive("/apps/argocd/tide")
                    .reads("Healthy", "Synced");
            journey.step("It runs again");
            journey.isWhatItsPageShows();
        }
        assertThat(lab.message()).startsWith("Roll tide back to ").contains("Requested-by: noor");
        assertThat(lab.read(APP + "/web.yaml")).contains("name: DB_URL");
        assertThat(rest.application(APP)
                        .at("/spec/syncPolicy/automated/selfHeal")
                        .asBoolean())
                .as("automation is on")
                .isTrue();
    }

    private static String deployment(String variable) {
        return Yaml.deployment("web", NEEDS_URL, variable)
                .replace("  replicas: 2", "  replicas: 2\n  progressDeadlineSeconds: 8");
    }

    private Operation newest() {
        return ledger.operations(new ApplicationName("argocd", APP), 1).getFirst();
    }

    private static boolean isOnTheFirstScreen(Browser browser, String selector) {
        return browser.find(selector).isVisible()
                && Boolean.TRUE.equals(browser.find(selector)
                        .evaluate("element => { const box = element.getBoundingClientRect();"
                                + " return box.top >= 0 && box.bottom <= innerHeight && box.width > 0; }"));
    }
}
