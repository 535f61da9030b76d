package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** At two in the morning: the page of an operation says what failed, why, what follows and what to do. */
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
    void anImageThatDoesNotExistIsNamed() {
        LAB.push("Bad", "no-image/web.yaml", Yaml.deployment("web", "image-missing", "ANY"));
        rest.create(Yaml.automated("no-image", ADDRESS));
        told(
                "no-image",
                "Deployment/web never became ready: the image registry.tidewater.example/api:1 of container \"api\" does not"
                        + " exist.");
        assertThat(page("no-image")).contains("Nothing serves").contains("2/2 new pods failing");
    }

    @Test
    void anAdmissionRuleThatDeniesIsNamedAndWhatWaitsIsCounted() {
        rule(
                "denied",
                "deny",
                Map.of("kinds", "ConfigMap", "webhook", "limits.example", "message", "no settings here"));
        LAB.push(
                "Bad",
                Map.of(
                        "denied/settings.yaml", Yaml.configMap("settings", "one"),
                        "denied/later.yaml",
                                Yaml.configMap("later", "two", "argocd.argoproj.io/sync-wave: \"1\"")
                                        .replace("kind: ConfigMap", "kind: ServiceAccount")
                                        .replace("data:\n  value: \"two\"\n", "")));
        rest.create(Yaml.automated("denied", ADDRESS));
        told(
                "denied",
                "ConfigMap/settings would be refused in wave 0: the admission webhook \"limits.example\" denies it: no"
                        + " settings here.");
        eventually(() -> assertThat(page("denied")).contains("rule admission-denied"));
    }

    @Test
    void aMissingRightNamesTheAccount() {
        rule("may-not", "forbid", Map.of("kinds", "ConfigMap"));
        LAB.push("Bad", "may-not/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("may-not", ADDRESS));
        eventually(() -> assertThat(page("may-not"))
                .contains("ConfigMap/settings would be refused in wave 0: the account ")
                .contains("configmaps in the namespace may-not")
                .contains("rule forbidden"));
    }

    @Test
    void aMissingDefinitionAndAMissingNamespaceAreNamed() {
        LAB.push("Bad", "no-kind/thing.yaml", """
                apiVersion: nowhere.example/v1
                kind: Gadget
                metadata:
                  name: thing
                """);
        rest.create(Yaml.automated("no-kind", ADDRESS));
        LAB.push("Bad", "no-place/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("no-place", ADDRESS).replace("CreateNamespace=true", "CreateNamespace=false"));
        told(
                "no-kind",
                "the cluster does not know the kind Gadget.nowhere.example, its CustomResourceDefinition is missing");
        told("no-place", "the namespace no-place does not exist");
    }

    @Test
    void aRepositoryThatCannotBeReachedIsTheCauseAndNothingWasChanged() {
        String nobody = "http://localhost:" + Fairway.freePort() + "/nothing.git";
        rest.create(Yaml.application("no-git", nobody));
        rest.sync("no-git");
        eventually(() -> assertThat(page("no-git"))
                .contains("The source could not be read: ")
                .contains(nobody)
                .contains("Nothing was changed.")
                .contains("rule source-or-render")
                .contains("What was said"));
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
                .contains("needs the role developer in the project default")
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

    private void told(String application, String sentence) {
        eventually(() -> assertThat(page(application)).contains(sentence));
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

    /** A fault rule that holds in the namespace of its own name. */
    private static void rule(String namespace, String fault, Map<String, String> data) {
        FAIRWAY.cluster()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("sandbox-system")
                        .endMetadata()
                        .build())
                .serverSideApply();
        FAIRWAY.cluster()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("triage-" + namespace)
                        .withNamespace("sandbox-system")
                        .addToLabels("sandbox.fairway.dev/fault", fault)
                        .endMetadata()
                        .addToData(data)
                        .addToData("namespaces", namespace)
                        .build())
                .serverSideApply();
    }
}
