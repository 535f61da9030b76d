package dev.fairway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.WithPages;
import dev.fairway.resource.Actor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Who gets in, who may do what, and how a refusal reads; over real HTTP. */
@WithPages
class FrontDoorTest {

    private static final Actor TEST = Actor.person("test");

    @Autowired
    private Access access;

    @Autowired
    private Environment environment;

    private final HttpClient http = HttpClient.newHttpClient();
    private String admin = "";
    private String viewer = "";

    @BeforeEach
    void people() {
        access.ensureUser("ada", Role.ADMIN);
        access.ensureUser("vera", Role.VIEWER);
        admin = access.issueToken("ada", "test", Duration.ofHours(1), TEST).secret();
        viewer = access.issueToken("vera", "test", Duration.ofHours(1), TEST).secret();
    }

    @Test
    void anonymousScriptGetsAProblemThatSaysWhatToSend() throws Exception {
        HttpResponse<String> answer = send(to("/api/v1/applications"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(type(answer)).startsWith("application/problem+json");
        assertThat(answer.body()).contains("Authorization: Bearer");
    }

    @Test
    void anonymousPersonSignsInAndComesBack() throws Exception {
        HttpResponse<String> answer = send(to("/apps?q=shop").header("Accept", "text/html"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location).endsWith("/sign-in?next=%2Fapps%3Fq%3Dshop"));
    }

    @Test
    void tokenOpensTheApiAndThePages() throws Exception {
        assertThat(send(as(admin, "/api/v1/applications")).statusCode()).isEqualTo(200);
        assertThat(send(as(admin, "/apps").header("Accept", "text/html")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongTokenIsNobodyEvenWithAValidCookie() throws Exception {
        String session = access.openSession(access.byToken(admin).orElseThrow());
        assertThat(send(to("/api/v1/applications").header("Cookie", "fairway=" + session))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(as("wrong", "/api/v1/applications").header("Cookie", "fairway=" + session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void changeFromAnotherSiteIsRefused() throws Exception {
        HttpResponse<String> answer = send(as(admin, "/api/v1/projects")
                .header("Origin", "https://elsewhere.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("another site");
    }

    @Test
    void pagesRunNoInlineScriptAndShowInNoFrame() throws Exception {
        HttpResponse<String> page = send(as(admin, "/apps").header("Accept", "text/html"));
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("style=\"").doesNotContain("onclick=");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void viewerReadsButIsToldWhichRoleAChangeNeeds() throws Exception {
        makeApplication("looked-at");
        assertThat(send(as(viewer, "/api/v1/clusters")).statusCode()).isEqualTo(200);
        HttpResponse<String> change =
                send(as(viewer, "/api/v1/cluster%73/in-cluster").DELETE());
        assertThat(change.statusCode()).isEqualTo(403);
        assertThat(change.body()).contains("needs the role admin (clusters, delete, ");
        HttpResponse<String> sync =
                send(as(viewer, "/api/v1/applications/looked-at/sync").POST(BodyPublishers.noBody()));
        assertThat(sync.body())
                .contains("needs the role developer in the project default (applications, sync, default/looked-at)")
                .contains("Ask ada");
        assertThat(send(as(viewer, "/api/v1/applications/looked-at?refresh=hard"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNotThereOrNotJsonIsAProblemDocument() throws Exception {
        for (String part : new String[] {"", "/resource-tree", "/managed-resources", "/wait", "/logs", "/manifests"}) {
            HttpResponse<String> missing = send(as(admin, "/api/v1/applications/nothing" + part));
            assertThat(missing.statusCode()).as(part).isEqualTo(404);
            assertThat(type(missing)).startsWith("application/problem+json");
        }
        HttpResponse<String> broken = send(as(admin, "/api/v1/applications")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{")));
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(type(broken)).startsWith("application/problem+json");
    }

    @Test
    void missingApplicationIsAPageForAPerson() throws Exception {
        HttpResponse<String> page = send(as(admin, "/apps/argocd/nothing").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is no application argocd/nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "\"text\"", "{\"project\":[1,2],\"ref\":{}}", "{", "[[[[[[[["})
    void webhookOfAnyShapeIsNoFailureOfOurs(String body) throws Exception {
        HttpResponse<String> answer = send(to("/api/webhook")
                .header("X-Gitlab-Event", "Push Hook")
                .header("X-Gitlab-Token", "planted")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isIn(200, 400);
    }

    @Test
    void webhookWithAWrongSecretIsRefused() throws Exception {
        HttpResponse<String> answer = send(to("/api/webhook")
                .header("X-Gitlab-Event", "Push Hook")
                .header("X-Gitlab-Token", "guessed")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private void makeApplication(String name) throws Exception {
        String body = """
            {"metadata": {"name": "%s"}, "spec": {"project": "default",
             "source": {"repoURL": "https://git.example/shop.git", "path": "."},
             "destination": {"name": "in-cluster", "namespace": "shop"}}}
            """.formatted(name);
        HttpResponse<String> made = send(as(admin, "/api/v1/applications?upsert=true")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path));
    }

    private HttpRequest.Builder as(String token, String path) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }
}
