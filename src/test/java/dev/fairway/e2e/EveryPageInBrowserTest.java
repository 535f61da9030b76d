package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page with real content: for whoever cannot see, sees little, has a phone, or is made sick by movement. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class EveryPageInBrowserTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private Browser browser;

    @BeforeAll
    void open() {
        eventually(() -> assertThat(rest.state("storefront-prod")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(rest.state("pricing-staging")).isEqualTo("Synced Degraded"));
        rest.ask("POST", "/api/v1/notifications/services", """
                {"name": "every-page", "kind": "slack", "secrets": {"token": "none"}}""");
        browser = Browser.open(fairway.address(), fairway.session("root", Role.ADMIN));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/apps",
                "/apps?view=tiles",
                "/apps?view=summary",
                "/apps/new",
                "/fleet",
                "/fleet?view=graph",
                "/resources",
                "/resources?health=FAILING",
                "/search?q=shop",
                "/more",
                "/dora",
                "/ledger",
                "/ledger/compare?from=2026-01-01",
                "/ledger/compare?from=2026-01-01&application=argocd/storefront-prod",
                "/deployments",
                "/drift",
                "/drift/noise",
                "/apps/argocd/loyalty-prod/drift/ignore?rule=none",
                "/scorecard",
                "/scorecard/rows?team=growth&practice=pruneAndSelfHeal&met=false",
                "/apps/argocd/loyalty-prod/drift",
                "/audit",
                "/settings/users",
                "/settings/tokens",
                "/settings/about",
                "/settings/notifications",
                "/settings/notifications/new?kind=email",
                "/settings/notifications/to/every-page",
                "/settings/notifications/deliveries",
                "/settings/notifications/texts",
                "/settings/banner",
                "/preferences/views",
                "/apps/argocd/pricing-staging/tree",
                "/apps/argocd/pricing-staging/tree?as=table",
                "/apps/argocd/root/tree",
                "/apps/argocd/storefront-prod/tree?focus=apps%2FDeployment%2Fshop-prod%2Fstorefront&part=yaml",
                "/apps/argocd/storefront-prod/list",
                "/apps/argocd/storefront-prod/pods",
                "/apps/argocd/storefront-prod/network",
                "/apps/argocd/storefront-prod/timeline",
                "/apps/argocd/storefront-prod/history",
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
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/events",
                "/apps/argocd/storefront-prod/r/apps/Deployment/shop-prod/storefront/delete",
                "operation of pricing-staging",
                "operation of storefront-prod",
                "the newest drift"
            })
    void nobodyIsKeptOut(String path) {
        browser.size(1440, 900);
        browser.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        browser.visit(address(path));
        assertThat(browser.barriers()).as("in light").isEmpty();
        assertThat(browser.complaints()).as("console").isEmpty();
        assertThat(browser.ask("document.getAnimations().filter(each => each.playState === 'running').length"))
                .as("things that move although one asked for none")
                .isEqualTo(0);
        browser.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(browser.faintWords()).as("in dark").isEmpty();
        browser.size(390, 844);
        assertThat(browser.sideways()).as("sideways on a phone").isEmpty();
        assertThat(browser.tooWide()).as("tables that are wider than a phone").isEmpty();
        assertThat(browser.ask(LONG_WORDS))
                .as("what pushes the page over the edge when it is one long word")
                .isEqualTo("");
    }

    /**
     * Puts one long word in the place of each text that comes from somewhere: names, commits, sentences. What stands in buttons,
     * tabs, badges and labels is our own, and short; what scrolls by itself may be as wide as it likes.
     */
    private static final String LONG_WORDS = """
        (() => {
          const word = 'x'.repeat(160);
          const own = '.btn, button, .seg, .st, .badge, .tag, .tabs, label, legend, summary, option, time, kbd, .strip, .channel, '
            + '.big, .num, .card-number, .count-pill, .pager, dt, thead, svg, pre, .log, .diff, .scroll:not(:has(> .t-stack))';
          const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (texts.nextNode()) {
            const around = texts.currentNode.parentElement;
            if (texts.currentNode.data.trim() && !around.closest(own) && around.getClientRects().length) nodes.push(texts.currentNode);
          }
          const before = nodes.map(node => node.data);
          const isOver = () => document.documentElement.scrollWidth > innerWidth;
          nodes.forEach(node => { node.data = word; });
          const guilty = [];
          if (isOver()) nodes.forEach((node, at) => {
            node.data = before[at];
            if (!isOver()) guilty.push(node.parentElement.outerHTML.slice(0, 160));
          });
          nodes.forEach((node, at) => { node.data = before[at]; });
          return guilty.slice(0, 1).join();
        })()""";

    /** Each tab of the drawer opens in it, under an address of its own, and the way back leads through them. */
    @Test
    void partsOfAnObjectOpenBesideTheTree() {
        browser.size(1440, 900);
        String focused = "/apps/argocd/storefront-prod/tree?focus=apps%2FDeployment%2Fshop-prod%2Fstorefront";
        browser.visit(focused);
        for (String tab : List.of("Logs", "Events", "Diff", "YAML")) {
            String part = tab.toLowerCase(Locale.ROOT);
            browser.find("aside.drawer .tabs a:has-text('" + tab + "')").click();
            browser.until(
                    page -> !page.all("aside.drawer [data-part=" + part + "]").isEmpty());
            assertThat(browser.address()).isEqualTo(focused + "&part=" + part);
            assertThat(browser.find("aside.drawer .tabs [aria-current]").innerText())
                    .startsWith(tab);
        }
        browser.find("aside.drawer .seg a:has-text('Desired')").click();
        browser.until(page -> page.address().endsWith("part=yaml&side=desired"));
        assertThat(browser.barriers()).isEmpty();
        browser.back();
        browser.back();
        browser.until(page -> !page.all("aside.drawer [data-part=diff]").isEmpty());
        assertThat(browser.find("aside.drawer .tabs a:has-text('Events')").getAttribute("href"))
                .as("without scripts it is the page")
                .endsWith("/r/apps/Deployment/shop-prod/storefront/events");
    }

    private String address(String path) {
        if (path.equals("the newest drift")) {
            return rest.json("/api/v1/drifts?limit=1").at("/items/0/page").asString("/drift");
        }
        return path.startsWith("operation of ")
                ? "/ops/"
                        + rest.application(path.substring("operation of ".length()))
                                .at("/status/operationState/id")
                                .asString("1")
                : path;
    }
}
