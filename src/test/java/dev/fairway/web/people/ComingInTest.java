package dev.fairway.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.IssuedToken;
import dev.fairway.access.People;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.access.Tokens;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.resource.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coming in by password and by link, going on to where one wanted to go, and being out again. */
@WithPages
class ComingInTest {

    private static final Actor TEST = Actor.person("test");
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private Site site;

    @Autowired
    private Access access;

    @Autowired
    private People people;

    @Autowired
    private Tokens tokens;

    @Autowired
    private JdbcClient jdbc;

    private Visitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new Visitor(site.address());
    }

    @Test
    void whoFollowsAnAlertSignsInAndIsBackOnTheOperation() {
        user("olga");
        String signIn = visitor.leadsTo(visitor.get("/ops/77?tab=logs"));
        assertThat(signIn).isEqualTo("/sign-in?next=%2Fops%2F77%3Ftab%3Dlogs");
        HttpResponse<String> in = visitor.submit(
                signIn, "/sign-in", Map.of("user", "olga", "password", PASSWORD, "next", "/ops/77?tab=logs"));
        assertThat(visitor.leadsTo(in)).isEqualTo("/ops/77?tab=logs");
        assertThat(visitor.get("/apps").statusCode()).isEqualTo(200);
    }

    @Test
    void oneTimeLinkLeadsToTheOperationToo() {
        user("lina");
        visitor.get(visitor.leadsTo(visitor.get("/ops/78")));
        String link = "/sign-in/link?code=" + access.issueLink("lina");
        HttpResponse<String> in =
                visitor.submit(link, "/sign-in/link", Map.of("code", link.substring(link.indexOf('=') + 1)));
        assertThat(visitor.leadsTo(in)).isEqualTo("/ops/78");
        assertThat(visitor.cookie("next")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "/a\\..\\evil",
                "javascript:alert(1)",
                "/\n/evil.example"
            })
    void wayBackLeadsNowhereElse(String next) {
        user("otto");
        HttpResponse<String> in =
                visitor.submit("/sign-in", "/sign-in", Map.of("user", "otto", "password", PASSWORD, "next", next));
        assertThat(visitor.leadsTo(in)).isEqualTo("/");
    }

    @Test
    void sixWrongPasswordsShutTheDoorForTheRightOneAndTheAuditSaysSo() {
        user("brute");
        for (int number = 0; number < 6; number++) {
            assertThat(visitor.submit("/sign-in", "/sign-in", Map.of("user", "brute", "password", "wrong"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(visitor.submit("/sign-in", "/sign-in", Map.of("user", "brute", "password", PASSWORD))
                        .body())
                .contains("too many tries");
        visitor.with("fairway", site.session(Role.ADMIN));
        assertThat(visitor.get("/audit?target=user:brute&result=refused").body())
                .contains("WrongPassword", "TooManyTries");
    }

    @Test
    void pageThatAsksForAPartIsSentToTheSignInAsAWhole() {
        HttpResponse<String> answer = visitor.send(visitor.request("/apps?q=x")
                .header("HX-Request", "true")
                .header("HX-Current-URL", site.address() + "/apps?team=shop"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Redirect")).hasValue("/sign-in?next=%2Fapps%3Fteam%3Dshop");
    }

    @Test
    void openPageIsToldWhenItsSessionEnds() throws Exception {
        user("eve");
        String session = access.openSession(new Principal("eve", Role.VIEWER, Actor.person("eve")));
        visitor.with("fairway", session);
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(visitor.request("/events?topics=head:argocd/none").build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        people.disable("eve", new Principal("admin", Role.ADMIN, TEST));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines()).contains("event: signed-out");
        }
        assertThat(visitor.get("/sign-in/state").statusCode()).isEqualTo(401);
    }

    @Test
    void streamOfAScriptEndsWithItsToken() throws Exception {
        access.ensureUser("streamer", Role.VIEWER);
        IssuedToken token = access.issueToken("streamer", "stream", Duration.ofHours(1), TEST);
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(
                        visitor.request("/api/v1/stream/applications")
                                .header("Authorization", "Bearer " + token.secret())
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        tokens.revoke(tokens.find(token.id()).orElseThrow(), TEST);
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> endOf(stream));
        for (int change = 0; !ended.isDone() && change < 60; change++) {
            site.application("while-streaming-" + change, "stream");
            waitALittle(ended);
        }
        assertThat(ended.join()).isTrue();
    }

    /** Until something happens, or half a second is over. */
    private static void waitALittle(CompletableFuture<Boolean> ended) throws Exception {
        try {
            ended.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            // One more change follows.
        }
    }

    /** An answer that is broken off has no proper end. */
    private static boolean endOf(HttpResponse<InputStream> stream) {
        try (InputStream body = stream.body()) {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException brokenOff) {
            return true;
        }
        return true;
    }

    @Test
    void lookingOnKeepsNoSessionAlive() {
        user("idle");
        String session = access.openSession(new Principal("idle", Role.VIEWER, Actor.person("idle")));
        visitor.with("fairway", session);
        Instant before = seen("idle");
        assertThat(visitor.get("/sign-in/state").statusCode()).isEqualTo(204);
        assertThat(seen("idle")).isEqualTo(before);
        visitor.get("/apps");
        assertThat(seen("idle")).isAfter(before);
    }

    @Test
    void everyAnswerHasARequestIdThatNobodyElseChooses() {
        HttpResponse<String> answer = visitor.send(visitor.request("/sign-in").header("X-Request-Id", "forged"));
        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{12}");
    }

    private Instant seen(String user) {
        return jdbc.sql("select max(last_seen_at) from sessions s join users u on u.id = s.user_id where u.name = ?")
                .param(user)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private void user(String name) {
        access.ensureUser(name, Role.VIEWER);
        access.setPassword(name, PASSWORD, TEST);
        access.issueToken(name, "t", Duration.ofHours(1), TEST);
    }
}
