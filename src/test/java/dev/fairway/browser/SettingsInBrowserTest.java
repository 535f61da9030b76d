package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The settings as a person with a keyboard, a screen reader or a phone meets them. */
@WithPages
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
class SettingsInBrowserTest {

    @Autowired
    private Site site;

    private Browser browser;
    private Visitor admin;

    @BeforeAll
    void open() {
        admin = new Visitor(site.address(), site.session(Role.ADMIN));
        for (String name : new String[] {"catalog", "payments-with-a-very-long-name-that-nobody-would-choose", "web"}) {
            admin.post(
                    "/settings/repos",
                    "/settings/repos/new",
                    "url",
                    "https://git.shown.invalid/shop/%s.git".formatted(name),
                    "type",
                    "git",
                    "username",
                    "ada",
                    "password",
                    "x");
        }
        admin.post("/settings/repos/test", "/settings/repos", "url", "https://git.shown.invalid/shop/web.git");
        admin.post(
                "/settings/repos",
                "/settings/repos/new?covers=template",
                "covers",
                "template",
                "url",
                "https://git.shown.invalid/shop",
                "type",
                "git",
                "username",
                "bot",
                "password",
                "x");
        admin.post(
                "/settings/clusters",
                "/settings/clusters/new",
                "name",
                "shown-west",
                "server",
                "https://shown-west.invalid:6443",
                "token",
                "x");
        site.application("shown-web", "shown");
        admin.post("/settings/projects", "/settings/projects/-/new?by=yaml", "yaml", """
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: shown}
                spec:
                  description: The shop and its payments
                  sourceRepos: ['https://git.shown.invalid/shop/*', '!https://git.shown.invalid/shop/private']
                  destinations: [{name: shown-west, namespace: 'shop-*'}, {server: '*', namespace: payments}]
                  clusterResourceWhitelist: [{group: '', kind: Namespace}]
                  namespaceResourceBlacklist: [{group: '', kind: ResourceQuota}]
                  orphanedResources: {warn: true}
                  syncWindows:
                  - {kind: allow, schedule: '0 8 * * 1-5', duration: 9h, timeZone: Europe/Berlin, applications: ['*'], manualSync: true}
                  - {kind: deny, schedule: '0 12 * * 5', duration: 66h, timeZone: Europe/Berlin, namespaces: ['payments'], description: Weekend}
                """);
        browser = Browser.open(site.address(), site.session(Role.ADMIN));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/settings/repos, light",
        "/settings/repos, dark",
        "/settings/repos/new, light",
        "/settings/repos/credentials, dark",
        "/settings/repos/hosts, light",
        "/settings/clusters, light",
        "/settings/clusters, dark",
        "/settings/clusters/new, dark",
        "/settings/clusters/new?by=kubeconfig, light",
        "/settings/projects, light",
        "/settings/projects/shown, light",
        "/settings/projects/shown, dark",
        "/settings/projects/shown/edit, light",
        "/settings/projects/-/new?by=yaml, dark",
        "/settings/projects/shown/remove, light"
    })
    void nobodyIsKeptOutOfAPage(String path, String theme) {
        browser.size(1440, 900).theme(theme).visit(path);
        browser.picture(Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-" + theme + ".png"));
        assertThat(browser.barriers()).as(path + " " + theme).isEmpty();
        assertThat(browser.complaints()).as(path + " " + theme).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/settings/repos",
                "/settings/repos/new",
                "/settings/repos/hosts",
                "/settings/clusters",
                "/settings/clusters/new",
                "/settings/projects",
                "/settings/projects/shown",
                "/settings/projects/shown/edit"
            })
    void aPhoneNeedsNoSidewaysScrolling(String path) {
        browser.size(390, 844).theme("light").visit(path);
        browser.picture(Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-390.png"));
        assertThat(browser.sideways()).as(path).isEmpty();
        assertThat(browser.tooWide()).as("tables wider than a phone").isEmpty();
    }

    @Test
    void aTestOfTheFormAnswersBesideItAndLosesNothing() {
        browser.size(1440, 900).visit("/settings/repos/new");
        browser.find("input[name=url]").fill("https://beside.invalid/x.git");
        browser.find("input[name=password]").fill("typed");
        browser.find("button:has-text('Test connection')").click();
        browser.until(page -> page.find("#checked").innerText().contains("is not a known host name"));
        assertThat(browser.address()).isEqualTo("/settings/repos/new");
        assertThat(browser.find("input[name=password]").inputValue()).isEqualTo("typed");
    }

    @Test
    void theChecksOfAProjectFollowWhatIsWritten() {
        browser.size(1440, 900).visit("/settings/projects/shown/edit");
        browser.find("textarea[name=sourceRepos]").fill("");
        browser.find("textarea[name=destinations]").click();
        browser.until(page -> page.all("#checked li").stream()
                .anyMatch(each -> each.innerText().contains("may read from anywhere")));
    }
}
