package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.resource.ApplicationName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** List, home, fleet and the form, as a person with a keyboard or a screen reader meets them. */
@WithPages
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
class ListInBrowserTest {

    @Autowired
    private Site site;

    private Browser browser;
    private ApplicationName api;

    @BeforeAll
    void open() {
        ApplicationName family = site.application("seen-family", "seen");
        site.isHealthy(family);
        api = site.application("seen-api", "seen");
        site.hasFailed(api, 8841, "Deployment/seen-api never became ready: container \"api\" exits 1.");
        ApplicationName worker = site.child("seen-worker", family);
        site.isDegraded(worker, "2 of 6 pods OOMKilled");
        site.isOutOfSync(site.application("seen-checkout", "seen"));
        for (int number = 0; number < 12; number++) {
            site.isHealthy(site.child("seen-child-" + number, family));
        }
        browser = Browser.open(site.address(), site.session(Role.DEVELOPER));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void aStarIsGivenByKeyboardWithoutLeavingTheRow() {
        browser.size(1440, 900);
        browser.visit("/apps?team=seen");
        browser.find("#star-app-argocd-seen-api").focus();
        browser.page().keyboard().press("Enter");
        browser.until(page -> page.find("#star-app-argocd-seen-api")
                .getAttribute("aria-pressed")
                .equals("true"));
        assertThat(browser.ask("document.activeElement.id")).isEqualTo("star-app-argocd-seen-api");
        assertThat(browser.address()).isEqualTo("/apps?team=seen");
        browser.visit("/apps?starred=true");
        assertThat(browser.find("main").innerText()).contains("seen-api").doesNotContain("seen-worker");
        browser.find("#star-app-argocd-seen-api").click();
        browser.until(page -> page.find("#star-app-argocd-seen-api")
                .getAttribute("aria-pressed")
                .equals("false"));
    }

    @ParameterizedTest
    @CsvSource({
        "/apps, light",
        "/apps, dark",
        "/, light",
        "/, dark",
        "/fleet, light",
        "/fleet, dark",
        "/apps/new, light",
        "/apps/new, dark",
        "/fleet?view=graph, light",
        "/apps?view=tiles, dark",
        "/apps?view=summary, light",
        "/apps?team=seen, dark",
        "/search?q=seen, light",
        "/more, dark",
        "/dora, light",
        "/dora, dark",
        "/dora/changeFailRate, dark",
        "/dora/deploymentFrequency/rows, light",
        "/ledger, light",
        "/apps/bulk?action=sync&app=argocd/seen-api, light"
    })
    void nobodyIsKeptOutOfAPage(String path, String theme) {
        browser.size(1440, 900).theme(theme).visit(path);
        assertThat(browser.barriers()).as(path + " " + theme).isEmpty();
        assertThat(browser.complaints()).as(path + " " + theme).isEmpty();
        browser.picture(java.nio.file.Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-" + theme + ".png"));
    }

    @ParameterizedTest
    @CsvSource({
        "/apps",
        "/",
        "/fleet",
        "/fleet?view=graph",
        "/apps/new",
        "/apps?view=tiles",
        "/apps?view=summary",
        "/dora",
        "/ledger"
    })
    void aPhoneNeedsNoSidewaysScrolling(String path) {
        browser.size(390, 844).theme("light").visit(path);
        assertThat(browser.sideways()).isEmpty();
        browser.picture(java.nio.file.Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-phone.png"));
    }

    @Test
    void aRowChangesInPlaceAndKeepsFocusAndSelection() {
        ApplicationName calm = site.application("live-calm", "live");
        site.isHealthy(calm);
        browser.size(1440, 900).visit("/apps?team=live");
        browser.press("j", "x");
        assertThat(browser.focused().innerText()).isEqualTo("live-calm");
        site.isDegraded(calm, "Image registry.example/live-calm:2 was not found");
        browser.until(page -> page.find("#app-argocd-live-calm").innerText().contains("was not found"));
        assertThat(browser.focused().innerText()).isEqualTo("live-calm");
        assertThat(browser.find("#app-argocd-live-calm input").isChecked()).isTrue();
        assertThat(browser.find("[data-bulk-count]").innerText()).isEqualTo("1 selected");
    }

    @Test
    void rowsStayWhereTheyAreUntilTheNewOrderIsApplied() {
        ApplicationName first = site.application("order-a", "order");
        ApplicationName second = site.application("order-b", "order");
        site.isOutOfSync(first);
        site.isOutOfSync(second);
        browser.size(1440, 900).visit("/apps?team=order");
        site.hasFailed(second, 8842, "It failed");
        browser.until(page -> page.find("#order-news").innerText().contains("1 change: apply"));
        assertThat(browser.find("main [data-row] a").innerText()).isEqualTo("order-a");
        browser.find("[data-order-apply]").click();
        browser.until(page -> page.find("main [data-row] a").innerText().equals("order-b"));
    }

    @Test
    void whatHappensWhileThePageWasAwayIsThereWhenItReturns() {
        ApplicationName away = site.application("away-app", "away");
        site.isHealthy(away);
        browser.size(1440, 900).visit("/apps?team=away");
        browser.until(page -> !page.find("#live").innerText().isEmpty());
        browser.network(false);
        site.isDegraded(away, "It broke meanwhile");
        browser.network(true);
        browser.until(page -> page.find("#app-argocd-away-app").innerText().contains("It broke meanwhile"));
    }

    @Test
    void theKeyboardReachesHelpSearchAndEveryPage() {
        browser.size(1440, 900).visit("/apps");
        browser.press("?");
        assertThat(browser.find("#keys").isVisible()).isTrue();
        browser.press("Escape");
        assertThat(browser.find("#keys").isVisible()).isFalse();
        browser.press("Control+k");
        browser.type("seen");
        browser.press("Escape");
        assertThat(browser.find("#palette").isVisible())
                .as("one press closes it, whatever is typed")
                .isFalse();
        browser.press("Control+k");
        browser.type("seen-api");
        browser.until(page -> page.all("#palette-results a.on").stream()
                .anyMatch(hit -> hit.innerText().startsWith("seen-api")));
        browser.press("Enter");
        browser.arrive("/apps/argocd/seen-api");
        browser.press("g", "f");
        browser.arrive("/fleet");
    }

    @Test
    void theFormChecksWhileOneWritesAndCreatesAfterwards() {
        browser.size(1440, 900).visit("/apps/new");
        browser.find("[name=name]").focus();
        browser.type("written-app");
        browser.find("[name=namespace]").focus();
        browser.type("shop").press("Tab");
        browser.until(page -> page.find("#checked").innerText().contains("written-app is free."));
        browser.find("[name=repository]").focus();
        browser.type("https://git.example/shop.git");
        browser.find("main .btn-primary").click();
        browser.until(page -> page.address().equals("/apps/argocd/written-app")
                || !page.all(".band-bad").isEmpty());
        assertThat(browser.all("main .band-bad").stream().map(band -> band.innerText()))
                .as("refusals")
                .isEmpty();
        browser.arrive("/apps/argocd/written-app");
    }

    @Test
    void lettersAreOnlyLettersForWhoeverWantsThat() {
        browser.size(1440, 900).visit("/apps");
        browser.press("?");
        browser.find("[data-keys-choice] [type=checkbox]").click();
        browser.press("Escape");
        browser.visit("/apps").press("?");
        assertThat(browser.find("#keys").isVisible()).isFalse();
        browser.find("[data-open=keys]").click();
        browser.find("[data-keys-choice] [type=checkbox]").click();
    }

    @Test
    void typingNarrowsTheListAndTheAddressSaysSo() {
        browser.size(1440, 900).visit("/apps");
        browser.press("/");
        browser.type("seen-check");
        browser.until(page -> page.address().equals("/apps?q=seen-check"));
        assertThat(browser.all("main [data-row]")).hasSize(1);
        assertThat(browser.focused().inputValue()).isEqualTo("seen-check");
    }

    @Test
    void tickingAFacetNarrowsTheList() {
        browser.size(1440, 900).visit("/apps");
        browser.find("#facet-team summary").click();
        browser.find("#team-seen").click();
        browser.until(page -> page.address().contains("team=seen"));
        assertThat(browser.find("#facet-team").getAttribute("open")).isNotNull();
        assertThat(browser.find(".chips-row").innerText()).contains("seen");
    }
}
