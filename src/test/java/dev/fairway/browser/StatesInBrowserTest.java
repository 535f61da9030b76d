package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import dev.fairway.access.Principal.Role;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A page on a bad day: nothing to show, nobody there, not allowed, too old; and what the way back leads to. */
@WithPages
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
class StatesInBrowserTest {

    private static final Actor TEST = Actor.person("test");

    @Autowired
    private Site site;

    @Autowired
    private Clusters clusters;

    private Browser browser;

    @BeforeAll
    void open() {
        for (int number = 0; number < 45; number++) {
            site.isOutOfSync(site.application("state-%02d".formatted(number), "state"));
        }
        browser = Browser.open(site.address(), site.session(Role.DEVELOPER));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @Test
    void whereNothingFitsThePageSaysWhichFiltersAreOnAndTakesThemOff() {
        browser.size(1440, 900).visit("/apps?team=state&q=no-such-thing");
        assertThat(browser.find("main").innerText()).contains("No application matches", "no-such-thing", "state");
        browser.find("main .state a").click();
        browser.until(page -> !page.all("main [data-row]").isEmpty());
    }

    /** Kubernetes allows names of 253 characters without a space, and a cluster's words may hold any. */
    @Test
    void whatIsSaidOfAnObjectWithALongNameStaysOnAPhone() {
        ApplicationName app = site.application("state-long", "long");
        String name = "w".repeat(253);
        site.isDegraded(app, "Deployment/shop/" + name + ": ReplicaSet \"" + name + "\" has timed out");
        try {
            for (String path : List.of("/apps/argocd/state-long", "/apps?q=state-long", "/fleet?q=state-long", "/")) {
                browser.size(390, 844).visit(path);
                assertThat(browser.sideways()).as(path).isEmpty();
            }
        } finally {
            browser.size(1440, 900);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops/987654321", "/apps/argocd/never-was"})
    void whatIsNotThereIsSaidInWordsWithAWayOn(String path) {
        browser.visit(path);
        assertThat(browser.find("main h1").innerText()).isEqualTo("Not found");
        assertThat(browser.find("main").innerText()).doesNotContain("Exception").containsPattern("\\w+ \\w+ \\w+");
        assertThat(browser.text()).containsPattern("Request [0-9a-f]{12}");
        browser.find("main a:has-text('Applications')").click();
        browser.arrive("/apps");
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void whoMayNotSeesWhatThereIsToDoAndWhyNot() {
        ApplicationName app = site.application("state-watched", "watched");
        site.isOutOfSync(app);
        try (Browser viewer = Browser.open(site.address(), site.session(Role.VIEWER))) {
            viewer.visit("/apps/argocd/state-watched");
            var refresh = viewer.find("main button:has-text('Refresh')");
            assertThat(refresh.isDisabled()).isTrue();
            assertThat(refresh.getAttribute("title")).contains("needs the role developer", "Ask ");
            assertThat(viewer.barriers()).isEmpty();
        }
    }

    @Test
    void whatGoesAwaySaysSoAheadOfEverythingElseAndWhatIsGoneLeavesATrace() {
        ApplicationName leaving = site.guarded("state-leaving", "leaving");
        ApplicationName gone = site.application("state-gone", "leaving");
        site.isDegraded(leaving, "It was broken before");
        site.isDegraded(gone, "It was broken before");
        browser.visit("/apps?team=leaving");
        site.isDeleted(leaving);
        site.isDeleted(gone);
        browser.until(page -> page.find("#app-argocd-state-leaving").innerText().contains("Terminating"));
        browser.until(page -> page.find("#app-argocd-state-gone").innerText().contains("Deleted meanwhile"));
    }

    /** There is no such host: each panel says so in its place, with the frame around it and what was seen last. */
    @Test
    void aClusterThatDoesNotAnswerIsToldOnEveryPanelAndTakesNoPageAway() {
        Clusters.ClusterRef far = clusters.register(
                ClusterRegistration.of(
                        "state-far",
                        new ClusterAccess(
                                "https://state-far.invalid",
                                Optional.empty(),
                                Optional.of("no-such-token"),
                                Optional.empty(),
                                Optional.empty(),
                                false)),
                TEST);
        try {
            ApplicationName app = site.applicationOn("panel-unreached", "state-far");
            site.isHealthy(app);
            clusters.test(far);
            String page = "/apps/argocd/panel-unreached";
            for (String tab :
                    List.of("/tree", "/list", "/pods", "/network", "/diff", "/timeline", "/policy", "/logs")) {
                browser.visit(page + tab);
                assertThat(browser.find("main h1").innerText()).as(tab).isEqualTo("panel-unreached");
                assertThat(browser.find("main .trouble").innerText())
                        .as(tab)
                        .containsPattern("does not answer|is being read|could not be read")
                        .containsPattern("Request [0-9a-f]{12}|is being read");
                assertThat(browser.find("main .trouble .btn").innerText()).isEqualTo("Try again");
            }
            browser.visit(page);
            assertThat(browser.barriers()).isEmpty();
            for (String many : List.of("/", "/apps?team=state-far", "/fleet")) {
                browser.visit(many);
                assertThat(browser.find("main .trouble[data-state=partial]").innerText())
                        .as(many)
                        .containsPattern("\\d of \\d clusters answered; state-far did not since");
            }
        } finally {
            clusters.remove(far, TEST);
        }
    }

    @Test
    void whatNobodyHasLookedAtYetSaysThatItIsOnItsWay() {
        site.application("panel-new", "fresh");
        for (String tab : List.of("/tree", "/list", "/pods", "/network")) {
            browser.visit("/apps/argocd/panel-new" + tab);
            assertThat(browser.find("main .panel[aria-busy=true]").innerText())
                    .as(tab)
                    .contains("Looked at for the first time");
        }
    }

    @Test
    void whatIsBeingDeletedSaysSoFirstAndBeginsNothing() {
        ApplicationName leaving = site.guarded("panel-terminating", "leaving");
        site.isDegraded(leaving, "It was broken before");
        site.isDeleted(leaving);
        browser.visit("/apps/argocd/panel-terminating");
        assertThat(browser.all("main .band").getFirst().innerText())
                .contains("It is being deleted", "What it runs goes first");
        assertThat(browser.find("main button:has-text('Sync')").isDisabled()).isTrue();
        assertThat(browser.find("main .badge").innerText()).contains("Terminating");
    }

    /** The server goes away and comes back: the page says how old it is, and is whole again without being loaded. */
    @Test
    void anOutageIsToldWithinHalfAMinuteAndHealsByItself() throws IOException {
        ApplicationName app = site.application("state-outage", "outage");
        site.isHealthy(app);
        try (Line line = new Line(site.address());
                Browser far = Browser.open(line.address(), site.session(Role.DEVELOPER))) {
            far.page().clock().install(new Clock.InstallOptions());
            far.visit("/apps?team=outage");
            far.until(page -> page.find("#live").innerText().startsWith("Live"));
            far.ask("window.sameLoad = true");
            line.cut();
            far.page().clock().fastForward("00:31");
            far.until(page -> page.find("#stale").isVisible());
            assertThat(far.find("#stale").innerText()).contains("Live updates lost", "s old", "reconnecting");
            assertThat(far.find("#live").innerText()).startsWith("Not live");

            site.isDegraded(app, "It broke while nobody saw");
            line.mend();
            far.page().clock().runFor("00:10");
            far.until(page -> page.find("main [data-row]").innerText().contains("broke while nobody saw"));
            far.until(page -> !page.find("#stale").isVisible());
            assertThat(far.says("window.sameLoad === true"))
                    .as("without a reload")
                    .isTrue();
        }
    }

    @Test
    void aFilterThatCannotBeAskedForSaysSoAndCanBeTriedAgain() throws IOException {
        try (Line line = new Line(site.address());
                Browser far = Browser.open(line.address(), site.session(Role.DEVELOPER))) {
            far.visit("/apps?team=state");
            line.cut();
            far.press("/").type("state-0");
            far.until(page -> page.text().contains("Fairway could not be reached. What you see is from before."));
            assertThat(far.all("main [data-row]")).as("what was there stays").hasSizeGreaterThan(40);
            line.mend();
            far.find("button:has-text('Try again')").click();
            far.until(page -> page.all("main [data-row]").size() == 10);
            assertThat(far.text()).doesNotContain("could not be reached");
        }
    }

    @Test
    void whoIsSignedOutMeanwhileIsToldInsteadOfShownWhatIsOld() throws IOException {
        site.isHealthy(site.application("state-session", "session"));
        String session = site.session(Role.DEVELOPER);
        try (Line line = new Line(site.address());
                Browser far = Browser.open(line.address(), session)) {
            far.visit("/apps?team=session");
            far.until(page -> page.find("#live").innerText().startsWith("Live"));
            line.cut();
            site.endSession(session);
            line.mend();
            far.until(page -> page.find("#stale").isVisible());
            assertThat(far.find("#stale").innerText()).contains("Your session has ended");
        }
    }

    @Test
    void theWayBackLeadsToTheSameListSearchAndPlace() {
        browser.size(1440, 600).visit("/apps");
        browser.press("/").type("state-");
        browser.until(page -> page.address().equals("/apps?q=state-")
                && page.all("main [data-row]").size() > 40);
        browser.find("#app-argocd-state-30 a").scrollIntoViewIfNeeded();
        Object place = browser.ask("Math.round(scrollY)");
        assertThat(((Number) place).intValue()).isPositive();
        browser.find("#app-argocd-state-30 a").focus();
        browser.press("Enter").arrive("/apps/argocd/state-30");
        browser.back().arrive("/apps?q=state-");
        assertThat(browser.find("main [type=search]").inputValue()).isEqualTo("state-");
        browser.until(page -> page.ask("Math.round(scrollY)").equals(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "Control+k"})
    void theFocusReturnsToWhereItWasWhenADialogCloses(String key) {
        browser.size(1440, 900).visit("/apps?team=state");
        browser.press("j", "j");
        String before = browser.focused().innerText();
        browser.press(key);
        assertThat(browser.says("document.querySelector('dialog:modal') !== null"))
                .isTrue();
        browser.press("Escape");
        assertThat(browser.says("document.querySelector('dialog:modal') === null"))
                .isTrue();
        assertThat(browser.focused().innerText()).isEqualTo(before).startsWith("state-");
    }

    @Test
    void withoutScriptsFiltersPagesAndFormsWork() {
        try (Browser plain = Browser.withoutScripts(site.address(), site.session(Role.DEVELOPER))) {
            plain.visit("/apps?team=state&sort=name");
            plain.find("main [type=search]").fill("state-0");
            plain.find("main [type=search]").press("Enter");
            plain.until(page -> page.address().contains("q=state-0"));
            assertThat(plain.all("main [data-row]")).hasSize(10);
            plain.visit("/apps?q=state-&sort=name");
            assertThat(plain.text()).contains("state-00");
            plain.visit("/apps/new");
            plain.find("[name=name]").fill("unscripted");
            plain.find("[name=namespace]").fill("shop");
            plain.find("[name=repository]").fill("https://git.example/shop.git");
            plain.find("main .btn-primary").click();
            plain.until(page -> page.address().startsWith("/apps/argocd/unscripted"));
        }
    }
}
