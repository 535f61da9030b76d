package dev.fairway.browser;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.ApplicationStatusChanged;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Destinations and messages by their pages, and what becomes of events in their own transaction. */
@WithPages
class NotificationPagesTest {

    private static final Actor TEST = Actor.person("test");

    @Autowired
    private Site site;

    @Autowired
    private Applications applications;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AuditTrail audit;

    private Visitor admin;

    @BeforeEach
    void signIn() {
        admin = new Visitor(site.address(), site.session(Role.ADMIN));
    }

    private void hook(String name) {
        admin.json("DELETE", "/api/v1/notifications/services/" + name, "");
        HttpResponse<String> made = admin.post(
                "/settings/notifications",
                "/settings/notifications/new?kind=webhook",
                "kind",
                "webhook",
                "name",
                name,
                "url",
                "https://127.0.0.1:9/hook?key=page-canary",
                "headers",
                "Authorization: Bearer page-canary");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
        assertThat(admin.location(made)).isEqualTo("/settings/notifications/to/" + name);
    }

    private ApplicationName subscribed(String name, String trigger, String service) {
        ApplicationName made = site.application(name, "herald");
        applications.change(
                made,
                manifest -> manifest.withAnnotation(
                        "notifications.argoproj.io/subscribe.%s.%s".formatted(trigger, service), ""),
                TEST);
        return made;
    }

    private void happens(Object... each) {
        transaction.executeWithoutResult(status -> List.of(each).forEach(events::publishEvent));
    }

    private long started(ApplicationName name, long operation) {
        happens(new OperationStarted(
                operation,
                new ApplicationFacts(name, "default", "herald", name.name(), "prod", true, "in-cluster"),
                OperationState.Kind.SYNC,
                TEST,
                "",
                List.of("9f3c1ab000000000000000000000000000000000"),
                SyncCommand.everything(),
                Instant.now()));
        return operation;
    }

    private List<String> told(ApplicationName name) {
        return jdbc.sql(
                        "select trigger || ' ' || once from notification_deliveries where application = :name order by id")
                .param("name", name.toString())
                .query(String.class)
                .list();
    }

    @Test
    void aDestinationIsRegisteredAndItsSecretsNeverComeBack() {
        hook("paged");
        assertThat(admin.page("/settings/notifications")).contains("paged", "https://127.0.0.1:9", "fairway.url");
        assertThat(admin.page("/settings/notifications/to/paged"))
                .contains("configured", "Send a test message")
                .doesNotContain("page-canary", "/hook");
        assertThat(admin.json("GET", "/api/v1/notifications/services", "").body())
                .contains("\"configured\":[\"headers\",\"url\"]")
                .doesNotContain("page-canary");
        assertThat(audit.about("notification:paged", 5)).isNotEmpty();

        HttpResponse<String> moved = admin.post(
                "/settings/notifications/to/paged",
                "/settings/notifications/to/paged",
                "url",
                "https://elsewhere.example/");
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("Enter again what was kept for the old address: Headers");
    }

    @Test
    void aTestMessageSaysWhatCameOfIt() {
        hook("tried");
        HttpResponse<String> tried =
                admin.post("/settings/notifications/to/tried/test", "/settings/notifications/to/tried");
        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.body()).contains("Not sent", "127.0.0.1 is not asked: its address is this machine itself");
    }

    @Test
    void onlyAdministratorsSeeWhereMessagesGo() {
        Visitor operator = new Visitor(site.address(), site.session(Role.OPERATOR));
        for (String path : List.of("", "/new", "/deliveries", "/texts")) {
            assertThat(operator.get("/settings/notifications" + path).statusCode())
                    .isEqualTo(403);
        }
        assertThat(operator.page("/settings/repos")).doesNotContain("/settings/notifications");
    }

    @Test
    void aSyncIsToldOnceForEachOfItsEventsHoweverOftenTheyAreSaid() {
        hook("synced");
        ApplicationName name = site.application("herald-sync", "herald");
        applications.change(
                name,
                manifest -> manifest.withAnnotation("notifications.argoproj.io/subscribe.on-sync-running.synced", "")
                        .withAnnotation("notifications.argoproj.io/subscribe.on-sync-failed.synced", "")
                        .withAnnotation("notifications.argoproj.io/subscribe.on-sync-failed.nowhere", ""),
                TEST);
        long id = started(name, 880_001);
        SyncVerdictReached failed =
                new SyncVerdictReached(id, name, "Failed", "Deployment/shop was refused.", Instant.now());
        happens(failed);
        happens(failed);
        assertThat(told(name))
                .containsExactly(
                        "on-sync-running operation:" + id,
                        "on-sync-failed operation:" + id,
                        "on-sync-failed operation:" + id);
        eventually(() -> assertThat(admin.page("/settings/notifications/deliveries"))
                .contains("argocd/herald-sync", "No destination of this name is registered."));
        long refused = jdbc.sql(
                        "select id from notification_deliveries where application = :name and service = 'nowhere'")
                .param("name", name.toString())
                .query(Long.class)
                .single();
        assertThat(admin.page("/settings/notifications/deliveries?show=failed"))
                .contains("/settings/notifications/deliveries/" + refused)
                .doesNotContain(">Sent<");
        String page = "/settings/notifications/deliveries/" + refused;
        assertThat(admin.page(page)).contains("/ops/" + id, "Refused", "Send again");
        assertThat(admin.post(page + "/again", page).statusCode()).isEqualTo(302);
        eventually(() -> assertThat(admin.json("GET", "/api/v1/notifications/deliveries/" + refused, "")
                        .body())
                .contains("\"attempts\":2", "\"state\":\"FAILED\""));
    }

    @Test
    void whatIsNotSavedIsNotTold() {
        hook("rolled");
        ApplicationName name = subscribed("herald-rolled", "on-health-degraded", "rolled");
        transaction.executeWithoutResult(status -> {
            events.publishEvent(degraded(name, "Degraded"));
            status.setRollbackOnly();
        });
        assertThat(told(name)).isEmpty();
    }

    @Test
    void degradedIsToldOnceUntilItWasHealthyAgain() {
        hook("degraded");
        ApplicationName name = subscribed("herald-degraded", "on-health-degraded", "degraded");
        happens(degraded(name, "Degraded"), degraded(name, "Progressing"), degraded(name, "Degraded"));
        assertThat(told(name)).hasSize(1);
        happens(degraded(name, "Healthy"));
        happens(degraded(name, "Degraded"));
        assertThat(told(name)).hasSize(2);
    }

    private static ApplicationStatusChanged degraded(ApplicationName name, String health) {
        return new ApplicationStatusChanged(name, SyncStatus.SYNCED, health, "", "DRIFTED", Instant.now());
    }

    @Test
    void aHostileAnnotationCostsNobodyElseAMessage() {
        hook("sound");
        admin.json(
                "POST",
                "/api/v1/notifications/subscriptions",
                "{\"trigger\": \"on-health-degraded\", \"service\": \"sound\"}");
        ApplicationName name = site.application("herald-hostile", "herald");
        String subscribe = "notifications.argoproj.io/subscribe.on-health-degraded.";
        applications.change(
                name,
                manifest -> manifest.withAnnotation(subscribe + "x".repeat(4_000), "")
                        .withAnnotation(subscribe, "")
                        .withAnnotation(subscribe + "a b", "")
                        .withAnnotation(subscribe + "nowhere", "y".repeat(4_000) + ";" + "shop;".repeat(5_000) + "z")
                        .withAnnotation("notifications.argoproj.io/subscribe.", ""),
                TEST);
        try {
            happens(new ApplicationStatusChanged(
                    name, SyncStatus.SYNCED, "Degraded", "It says \0 and more.", "DRIFTED", Instant.now()));
        } finally {
            admin.json("DELETE", "/api/v1/notifications/subscriptions?service=sound&trigger=on-health-degraded", "");
        }
        assertThat(jdbc.sql("select service || ':' || recipient from notification_deliveries where application = :name")
                        .param("name", name.toString())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("sound:", "nowhere:shop");
    }

    @Test
    void whatCannotBeWrittenCostsItsMessageAndNothingElse() {
        hook("written");
        ApplicationName name = subscribed("herald-poisoned", "on-health-degraded", "written");
        String annotation = "notifications.argoproj.io/subscribe.on-health-degraded.poisoned";
        jdbc.sql("alter table notification_deliveries add constraint poison check (service <> 'poisoned') not valid")
                .update();
        try {
            transaction.executeWithoutResult(status -> {
                applications.change(name, manifest -> manifest.withAnnotation(annotation, ""), TEST);
                events.publishEvent(degraded(name, "Degraded"));
                applications.change(name, manifest -> manifest.withAnnotation("after", "kept"), TEST);
            });
        } finally {
            jdbc.sql("alter table notification_deliveries drop constraint poison")
                    .update();
        }
        assertThat(applications.find(name).orElseThrow().manifest().annotations())
                .containsKeys(annotation, "after");
        assertThat(told(name)).hasSize(1);
        happens(degraded(name, "Degraded"));
        assertThat(told(name)).as("it is marked as told").hasSize(1);
    }

    @Test
    void beginningAndEndOfAnApplicationAreTold() {
        hook("life");
        for (String trigger : List.of("on-created", "on-deleted")) {
            admin.json(
                    "POST",
                    "/api/v1/notifications/subscriptions",
                    "{\"trigger\": \"%s\", \"service\": \"life\"}".formatted(trigger));
        }
        assertThat(admin.page("/settings/notifications")).contains("Tell them");
        ApplicationName name = site.application("herald-life", "herald");
        applications.change(name, manifest -> manifest.withAnnotation("note", "changed"), TEST);
        site.isDeleted(name);
        ApplicationName again = site.application("herald-life", "herald");
        for (String trigger : List.of("on-created", "on-deleted")) {
            admin.json("DELETE", "/api/v1/notifications/subscriptions?service=life&trigger=" + trigger, "");
        }
        assertThat(told(again)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aTextIsChangedAndAWrongOneStaysOnThePageWithItsReason() {
        String page = "/settings/notifications/texts";
        HttpResponse<String> wrong =
                admin.post(page + "/on-created", page, "title", "{{.app.metadata.nmae}}", "body", "kept words");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("is no value that Fairway knows", "kept words");
        assertThat(admin.post(page + "/on-created", page, "title", "New: {{.app.metadata.name}}", "body", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.page(page)).contains("New: {{.app.metadata.name}}", "Back to the built-in text");
        admin.post(page + "/on-created/reset", page);
        assertThat(admin.page(page)).doesNotContain("Back to the built-in text");
    }
}
