package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Policies;
import dev.fairway.access.Principal;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** At two in the morning: the page of an operation says what failed, why, what follows and what to do. */
@ProductLane
class TriageTest {

    private static final Fairway FAIRWAY = Fairway.running();
    private static final String ADDRESS = FAIRWAY.address("triage");
    private static final Repository LAB = FAIRWAY.repository("triage");
    private static final String NEEDS_URL = "fails-without-env:DB_URL";

    private final Rest rest = FAIRWAY.rest();

    @Test
    void aCrashNamesItsLastErrorShowsTheLogBeforeItAndWhatGitChanged() {
        LAB.push("Good", "crash/web.yaml", Yaml.deployment("web", NEEDS_URL, "DB_URL"));
        rest.create(Yaml.automated("crash", ADDRESS));
        eventually(() -> assertThat(rest.state("crash")).isEqualTo("Synced Healthy"));
        LAB.push("Rename DB_URL", "crash/web.yaml", Yaml.deployment("web", NEEDS_URL, "DATABASE_URL"));

        eventually(() -> assertThat(page("crash"))
                .contains(
                        "Deployment/web never became ready: container \"api\" exits 1: cannot start: DB_URL is not set.")
                .contains("from before still serve")
                .contains("previous run, exit 1")
                .contains("First error at line")
                .contains("log line ")
                .contains("rendered diff removes DB_URL")
                .contains("rule non-zero-exit")
                .contains("Rename DB_URL")
                .contains("aiko committed")
                .contains("Old pods still serve")
                .contains("Roll back to "));
    }

    @Test
    void noLineOfALogIsToldToWhoMayNotReadLogs() {
        LAB.push("Broken", "quiet/web.yaml", Yaml.deployment("web", NEEDS_URL, "DATABASE_URL"));
        rest.create(Yaml.automated("quiet", ADDRESS));
        eventually(() -> assertThat(page("quiet")).contains("cannot start: DB_URL is not set"));
        Access access = FAIRWAY.part(Access.class);
        access.ensureUser("lea", Principal.Role.NONE);
        FAIRWAY.part(Policies.class)
                .replace(
                        "p, lea, applications, get, */*, allow",
                        "",
                        new Principal("admin", Principal.Role.ADMIN, Actor.person("admin")));
        String token = access.issueToken("lea", "test", Duration.ofHours(1), Actor.person("test"))
                .secret();
        eventually(() -> assertThat(text(FAIRWAY.rest(token).body(operation("quiet"))))
                .contains("Deployment/web never became ready: container \"api\" exits 1")
                .contains("The log cannot be shown: ")
                .contains("(logs, get, default/quiet)")
                .doesNotContain("DB_URL is not set"));
    }

    @Test
    void whatWentWellIsCalmAndViewersSeeWhyTheyMayNot() {
        LAB.push("Good", "calm/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("calm", ADDRESS));
        eventually(() -> assertThat(rest.state("calm")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(page("calm"))
                .doesNotContain("Root cause")
                .contains("ConfigMap/settings")
                .contains("Healthy"));
        Access access = FAIRWAY.part(Access.class);
        access.ensureUser("vera", Principal.Role.VIEWER);
        String token = access.issueToken("vera", "test", Duration.ofHours(1), Actor.person("test"))
                .secret();
        assertThat(text(FAIRWAY.rest(token).body(operation("calm"))))
                .contains("it needs the role developer in the project default")
                .contains("ConfigMap/settings");
    }

    @Test
    void automationIsPausedFromThePageAndGoesOnFromIt() {
        LAB.push("Good", "tired/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("tired", ADDRESS));
        eventually(() -> assertThat(rest.state("tired")).isEqualTo("Synced Healthy"));
        String page = operation("tired");
        AutomationControl automation = FAIRWAY.part(AutomationControl.class);

        assertThat(rest.submit(page, page + "/pause")).endsWith(page);
        assertThat(automation.holds(name("tired"))).hasSize(1);
        assertThat(text(rest.body(page))).contains("Paused until ").contains("Resume automation");

        rest.submit(page, page + "/resume");
        assertThat(automation.holds(name("tired"))).isEmpty();
        assertThat(rest.submit(page, page + "/retry")).matches(".*/ops/\\d+").doesNotEndWith(page);
    }

    /** The text of the page of the newest operation. */
    private String page(String application) {
        return text(rest.body(operation(application)));
    }

    private static String operation(String application) {
        return "/ops/"
                + FAIRWAY.part(Ledger.class)
                        .operations(name(application), 1)
                        .getFirst()
                        .id();
    }

    private static ApplicationName name(String application) {
        return new ApplicationName("argocd", application);
    }

    private static String text(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("(?s)<[^>]*>", "")).replaceAll("\\s+", " ");
    }
}
