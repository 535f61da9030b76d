package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.DeploymentRendered;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What ran at a moment, and what differs between two: on pages, over the API and as spreadsheets. */
@WithPages
class LedgerPagesTest {

    private static final String DIGEST = "sha256:" + "ab12".repeat(16);

    @Autowired
    private Site site;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    private final HttpClient http = HttpClient.newHttpClient();
    private String session = "";

    @BeforeEach
    void signIn() {
        session = site.session(Role.VIEWER);
    }

    @Test
    void whatRanAtAMomentIsToldWithImagesActorReasonAndWhatIsNotConnected() throws Exception {
        deployed("told", "one", 910_001, "2024-03-01T10:00:00Z", "=HYPERLINK(\"http://evil.example\")");
        deployed("told", "two", 910_002, "2024-03-05T10:00:00Z", "Release 14");

        String page = get("/ledger?at=2024-03-03T14:05&environment=ledger-test").body();
        assertThat(page)
                .contains(
                        "What ran in ledger-test on 3 Mar 2024 14:05",
                        "argocd/told",
                        "told:one",
                        "sha256:ab12ab12ab12",
                        "/ops/910001")
                .contains("not connected", "BEGIN PUBLIC KEY")
                .doesNotContain("told:two");
        JsonNode running = json("/api/v1/ledger?at=2024-03-03T14:05&environment=ledger-test")
                .path("running")
                .get(0);
        assertThat(running.at("/images/0/digests/0").asString()).isEqualTo(DIGEST);
        assertThat(running.path("operation").asLong()).isEqualTo(910_001);
        assertThat(get("/deployments/" + running.path("deployment").asLong()).body())
                .as("what it is made of, for good")
                .contains("registry.example/told:one", DIGEST)
                .doesNotContain("digest not known");
        assertThat(running.path("approvals").asString()).isEqualTo("not connected");
        assertThat(get("/ledger.csv?at=2024-03-03T14:05&environment=ledger-test")
                        .body())
                .contains(
                        "\"'=HYPERLINK(\"\"http://evil.example\"\")\"",
                        ",910001,",
                        "registry.example/told:one@" + DIGEST);
        assertThat(get("/ledger?at=2024-02-29&environment=ledger-test").body()).contains("Nothing had been deployed");
    }

    @Test
    void theDifferenceOfTwoMomentsIsToldDownToEachObject() throws Exception {
        deployed("changes", "one", 910_011, "2024-05-01T10:00:00Z", "");
        deployed("goes", "one", 910_012, "2024-05-01T10:00:00Z", "");
        deployed("changes", "two", 910_013, "2024-05-05T10:00:00Z", "Release 15");
        deployed("comes", "one", 910_014, "2024-05-05T10:00:00Z", "");
        deleted("goes", 910_015, "2024-05-05T10:00:00Z");
        String moments = "from=2024-05-02&to=2024-05-06T00:00Z&environment=ledger-test";

        JsonNode differences = json("/api/v1/ledger/difference?" + moments).path("differences");
        assertThat(differences
                        .valueStream()
                        .filter(each -> each.path("application").asString().matches("argocd/(changes|goes|comes)"))
                        .map(each -> each.path("application").asString() + " "
                                + each.path("effect").asString() + " "
                                + each.path("objects").asInt()))
                .containsExactly("argocd/changes CHANGED 2", "argocd/comes APPEARED 2", "argocd/goes WENT 2");
        assertThat(get("/ledger/compare?" + moments).body())
                .contains(
                        "argocd/changes",
                        "argocd/comes",
                        "argocd/goes",
                        "Appeared",
                        "Went",
                        "Changed",
                        "2 objects",
                        "Release 15");
        assertThat(get("/ledger/compare.csv?" + moments).body()).contains("\"argocd/changes\",\"changed\",2,");

        String one = get("/ledger/compare?" + moments + "&application=argocd/changes")
                .body();
        assertThat(one)
                .contains("ConfigMap/settings", "value: one", "value: two", "(not shown, the later value)")
                .doesNotContain("hmac:", "f-one");
        JsonNode objects = json("/api/v1/ledger/difference/manifests?" + moments + "&application=argocd/changes")
                .path("objects");
        assertThat(objects.toString())
                .contains("+  value: two", "-  value: one")
                .doesNotContain("f-one", "f-two");
        assertThat(get("/ledger/compare?" + moments + "&application=argocd/nobody")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/ledger?at=2024-05-02&against=2024-05-06")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .as("as addresses were before")
                .endsWith("/ledger/compare?from=2024-05-02&to=2024-05-06");
    }

    @Test
    void aMomentThatIsNoneIsRefusedWithTheWayToWriteIt() throws Exception {
        for (String moment : List.of("yesterday", "%2B999999999-12-31T00:00Z", "0001-01-01", "2024-02-30")) {
            HttpResponse<String> answer = get("/api/v1/ledger?at=" + moment);
            assertThat(answer.statusCode()).as(moment).isEqualTo(400);
            assertThat(answer.body()).contains("2026-03-03T14:05");
        }
        assertThat(get("/api/v1/ledger?at=2024-05-02T10:00:00+02:00").body())
                .contains("\"at\":\"2024-05-02T08:00:00Z\"");
    }

    private void deployed(String application, String state, long operation, String at, String reason) {
        Instant moment = Instant.parse(at);
        ApplicationFacts facts = facts(application);
        String image = "registry.example/" + application + ":" + state;
        transaction.executeWithoutResult(ignored -> {
            events.publishEvent(new OperationStarted(
                    operation,
                    facts,
                    OperationState.Kind.SYNC,
                    Actor.person("ann"),
                    reason,
                    List.of("main"),
                    SyncCommand.everything(),
                    moment));
            events.publishEvent(new DeploymentBecameHealthy(
                    facts,
                    Optional.of(operation),
                    List.of(state),
                    application + state,
                    "render",
                    List.of(image),
                    List.of(),
                    false,
                    "",
                    Actor.person("ann"),
                    moment,
                    moment,
                    Optional.empty()));
            events.publishEvent(new DeploymentRendered(
                    facts.name(),
                    Optional.of(operation),
                    application + state,
                    List.of(
                            manifest("ConfigMap", "settings", state),
                            manifest("Secret", "password", "sealed:f-" + state + ":key.cipher")),
                    List.of(new DeploymentRendered.PulledImage(image, DIGEST))));
        });
    }

    private void deleted(String application, long operation, String at) {
        transaction.executeWithoutResult(ignored -> {
            events.publishEvent(new OperationStarted(
                    operation,
                    facts(application),
                    OperationState.Kind.DELETION,
                    Actor.person("ann"),
                    "",
                    List.of(),
                    SyncCommand.everything(),
                    Instant.parse(at)));
            events.publishEvent(
                    new SyncVerdictReached(operation, facts(application).name(), "Succeeded", "", Instant.parse(at)));
        });
    }

    private static Manifest manifest(String kind, String name, String value) {
        return Manifest.of((ObjectNode) new JsonMapper().readTree("""
                {"apiVersion": "v1", "kind": "%s", "metadata": {"name": "%s"}, "data": {"value": "%s"}}""".formatted(kind, name, value)));
    }

    private static ApplicationFacts facts(String application) {
        return new ApplicationFacts(
                new ApplicationName("argocd", application),
                "default",
                "team",
                application,
                "ledger-test",
                false,
                "in-cluster");
    }

    private JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Cookie", "fairway=" + session)
                        .header("Accept", "text/html,*/*")
                        .build(),
                BodyHandlers.ofString());
    }
}
