package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.People;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.resource.Actor;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Users, tokens, audit, about and the sign-in page, as a person meets them. */
@WithPages
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
class PeopleInBrowserTest {

    private static final Actor TEST = Actor.person("test");

    @Autowired
    private Site site;

    @Autowired
    private Access access;

    @Autowired
    private People people;

    private Browser browser;

    @BeforeAll
    void open() {
        access.ensureUser("shown", Role.DEVELOPER);
        access.issueToken("shown", "nightly build of everything in the monorepo", Duration.ofDays(3), TEST);
        access.issueToken("admin", "ci", Duration.ofDays(300), TEST);
        browser = Browser.open(site.address(), site.session(Role.ADMIN));
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/audit, light",
        "/audit, dark",
        "/audit/1, light",
        "/settings/users, light",
        "/settings/users, dark",
        "/settings/users/shown, dark",
        "/settings/tokens, light",
        "/settings/tokens, dark",
        "/settings/about, light",
        "/settings/about, dark",
        "/settings/password, light",
        "/sign-in?next=/ops/8841&problem=expired, light",
        "/sign-in?next=/ops/8841, dark"
    })
    void nobodyIsKeptOutOfAPage(String path, String theme) {
        browser.size(1440, 900).theme(theme).visit(path);
        assertThat(browser.barriers()).as(path + " " + theme).isEmpty();
        assertThat(browser.complaints()).as(path + " " + theme).isEmpty();
        browser.picture(Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-" + theme + ".png"));
    }

    @ParameterizedTest
    @CsvSource({
        "/audit",
        "/audit/1",
        "/settings/users",
        "/settings/users/shown",
        "/settings/tokens",
        "/settings/about",
        "/sign-in?next=/ops/8841"
    })
    void aPhoneNeedsNoSidewaysScrolling(String path) {
        browser.size(390, 844).theme("light").visit(path);
        browser.picture(Path.of("target/pictures", path.replaceAll("\\W+", "-") + "-phone.png"));
        assertThat(browser.sideways()).isEmpty();
        assertThat(browser.tooWide()).as("tables wider than a phone").isEmpty();
    }

    @Test
    void openPageSaysThatItsSessionHasEndedAndLeadsToTheSignInAndBack() {
        access.ensureUser("watching", Role.VIEWER);
        site.isHealthy(site.application("watched", "watched"));
        try (Browser watching = Browser.open(
                site.address(), access.openSession(new Principal("watching", Role.VIEWER, Actor.person("watching"))))) {
            watching.visit("/apps?team=watched");
            people.signOut("watching", TEST);
            watching.until(page -> page.find("#stale").isVisible());
            assertThat(watching.find("#stale").innerText()).contains("Your session has ended");
            watching.find("#stale a").click();
            watching.arrive("/sign-in?next=%2Fapps%3Fteam%3Dwatched");
        }
    }
}
