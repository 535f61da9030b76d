package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Ledger;
import dev.fairway.notifications.Listener;
import dev.fairway.resource.ApplicationName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What fails is told where its annotations ask for, and the link leads to the page that says why. */
@ProductLane
class NotificationTest {

    private static final Fairway FAIRWAY = Fairway.running();
    private static final Repository LAB = FAIRWAY.repository("notified");
    private static final Rest REST = FAIRWAY.rest();
    private static final Listener LISTENER = new Listener();

    @BeforeAll
    static void register() {
        REST.post(
                "/api/v1/notifications/services",
                new JsonMapper()
                        .writeValueAsString(Map.of(
                                "name",
                                "notified",
                                "kind",
                                "webhook",
                                "secrets",
                                Map.of(
                                        "url",
                                        LISTENER.address("/hook"),
                                        "headers",
                                        "Authorization: Bearer " + Canary.NOTIFIED.value()))));
    }

    @AfterAll
    static void close() {
        REST.ask("DELETE", "/api/v1/notifications/services/notified", "");
        LISTENER.close();
    }

    @Test
    void aFailedSyncIsToldWithItsCauseAndALinkThatOpens() {
        LAB.push("Good", "notified-refused/settings.yaml", Yaml.configMap("settings", "one"));
        REST.create(subscribed(Yaml.application("notified-refused", FAIRWAY.address("notified")), "on-sync-failed")
                .replace("CreateNamespace=true", "CreateNamespace=false"));
        eventually(() -> assertThat(REST.state("notified-refused")).startsWith("OutOfSync"));
        REST.sync("notified-refused");
        String sentence =
                "ConfigMap/settings would be refused in wave 0: the namespace notified-refused does not exist. Nothing was changed.";
        eventually(() -> assertThat(told("notified-refused")).singleElement().satisfies(body -> {
            assertThat(body.path("trigger").asString()).isEqualTo("on-sync-failed");
            assertThat(body.path("text").asString()).isEqualTo(sentence);
            assertThat(opened(body)).contains(sentence);
        }));
        assertThat(LISTENER.heard().getFirst().headers())
                .containsEntry("authorization", "Bearer " + Canary.NOTIFIED.value());
        assertThat(REST.body("/settings/notifications/deliveries")).contains("argocd/notified-refused");
        REST.get("/settings/notifications/to/notified");
    }

    @Test
    void aCrashIsToldOnceWithALinkToTheOperationThatBroughtIt() {
        LAB.push(
                "Broken",
                "notified-crash/web.yaml",
                Yaml.deployment("web", "fails-without-env:DB_URL", "DATABASE_URL")
                        .replace("  replicas: 2", "  replicas: 2\n  progressDeadlineSeconds: 4"));
        REST.create(subscribed(Yaml.automated("notified-crash", FAIRWAY.address("notified")), "on-health-degraded"));
        eventually(() -> assertThat(told("notified-crash")).singleElement().satisfies(body -> {
            assertThat(body.path("title").asString()).isEqualTo("notified-crash is degraded");
            assertThat(body.at("/application/health").asString()).isEqualTo("Degraded");
            assertThat(opened(body)).contains("cannot start: DB_URL is not set");
        }));
    }

    @Test
    void aDeploymentIsToldAndSoIsTheOneThatARollbackBringsBack() {
        LAB.push("One", "notified-deployed/settings.yaml", Yaml.configMap("settings", "one"));
        REST.create(subscribed(Yaml.application("notified-deployed", FAIRWAY.address("notified")), "on-deployed"));
        REST.sync("notified-deployed");
        eventually(() -> assertThat(told("notified-deployed")).hasSize(1));
        String one =
                told("notified-deployed").getFirst().at("/operation/revision").asString();
        LAB.push("Two", "notified-deployed/settings.yaml", Yaml.configMap("settings", "two"));
        eventually(() -> assertThat(REST.state("notified-deployed")).startsWith("OutOfSync"));
        REST.sync("notified-deployed");
        eventually(() -> assertThat(told("notified-deployed")).hasSize(2));

        long first = FAIRWAY.part(Ledger.class)
                .deployments(new ApplicationName("argocd", "notified-deployed"), 10)
                .getLast()
                .id();
        REST.ask("POST", "/api/v1/applications/notified-deployed/rollback", "{\"id\":%d}".formatted(first));

        eventually(() -> assertThat(told("notified-deployed")).hasSize(3).last().satisfies(body -> {
            assertThat(body.path("trigger").asString()).isEqualTo("on-deployed");
            assertThat(body.at("/operation/revision").asString()).isEqualTo(one).isNotEmpty();
        }));
    }

    private static String subscribed(String application, String trigger) {
        return application.replaceFirst(
                "  namespace: argocd\n",
                "  namespace: argocd\n  annotations:\n    notifications.argoproj.io/subscribe.%s.notified: \"\"\n"
                        .formatted(trigger));
    }

    private static List<JsonNode> told(String application) {
        return LISTENER.heard().stream()
                .map(Listener.Heard::json)
                .filter(body -> body.at("/application/name").asString("").equals(application))
                .toList();
    }

    private static String opened(JsonNode body) {
        URI link = URI.create(body.path("link").asString());
        assertThat(link.getPath()).matches("/ops/[0-9]+");
        return HtmlUtils.htmlUnescape(REST.body(link.getPath()).replaceAll("<[^>]+>", ""));
    }
}
