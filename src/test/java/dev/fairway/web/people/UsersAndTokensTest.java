package dev.fairway.web.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an administrator does with users, and everybody with tokens; and that the audit says so at once. */
@WithPages
class UsersAndTokensTest {

    private static final Pattern LINK = Pattern.compile("http://[^<\\s]+/sign-in/link\\?code=([A-Za-z0-9_-]+)");
    private static final Pattern TOKEN = Pattern.compile(">(fwt_[A-Za-z0-9_-]+)<");

    @Autowired
    private Site site;

    private Visitor admin;

    @BeforeEach
    void signIn() {
        admin = new Visitor(site.address()).with("fairway", site.session(Role.ADMIN));
    }

    @Test
    void newUserComesInByAOneTimeLinkThatWorksOnce() {
        make("newcomer");
        String code = match(
                LINK,
                admin.submit("/settings/users/newcomer", "/settings/users/newcomer/link", Map.of())
                        .body());
        Visitor newcomer = new Visitor(site.address());
        String page = "/sign-in/link?code=" + code;
        assertThat(newcomer.leadsTo(newcomer.submit(page, "/sign-in/link", Map.of("code", code))))
                .isEqualTo("/");
        Visitor thief = new Visitor(site.address());
        assertThat(thief.submit(page, "/sign-in/link", Map.of("code", code)).statusCode())
                .isEqualTo(401);

        HttpResponse<String> chosen =
                newcomer.submit("/settings/password", "/settings/password", Map.of("password", "a password of my own"));
        assertThat(newcomer.leadsTo(chosen)).isEqualTo("/settings/password?saved");
        HttpResponse<String> again = newcomer.submit(
                "/settings/password",
                "/settings/password",
                Map.of("current", "not it, surely", "password", "another password"));
        assertThat(again.body()).contains("The current password is wrong");
    }

    @Test
    void disabledUserIsOutWithSessionAndToken() {
        make("leaver");
        Visitor leaver = comeIn("leaver");
        String token = token(leaver, "ci");
        assertThat(api(token)).isEqualTo(200);

        admin.submit("/settings/users/leaver", "/settings/users/leaver/disable", Map.of());
        assertThat(leaver.leadsTo(leaver.get("/apps"))).startsWith("/sign-in");
        assertThat(api(token)).isEqualTo(401);
        assertThat(admin.get("/settings/users").body()).contains("disabled");

        admin.submit("/settings/users/leaver", "/settings/users/leaver/enable", Map.of());
        assertThat(api(token)).isEqualTo(200);
    }

    @Test
    void nobodyLocksThemselvesOut() {
        HttpResponse<String> answer = admin.submit("/settings/users", "/settings/users/admin/disable", Map.of());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("somebody must stay who can undo it");
        assertThat(admin.get("/audit?result=refused&target=/settings/users/admin")
                        .body())
                .contains("OwnAccount: You cannot do this to yourself");
    }

    @Test
    void tokenIsShownOnceEndsWithinAYearAndCanBeRevoked() {
        make("scripter");
        Visitor scripter = comeIn("scripter");
        String token = token(scripter, "deploys");
        String page = scripter.get("/settings/tokens").body();
        assertThat(page).contains("deploys").doesNotContain(token);

        String tooLong = LocalDate.now(ZoneOffset.UTC).plusDays(400).toString();
        assertThat(scripter.submit("/settings/tokens", "/settings/tokens", Map.of("name", "long", "until", tooLong))
                        .body())
                .contains("a year at the latest");
        assertThat(scripter.submit("/settings/tokens", "/settings/tokens", Map.of("name", "endless", "until", ""))
                        .body())
                .contains("every token ends");

        String soon = LocalDate.now(ZoneOffset.UTC).plusDays(5).toString();
        assertThat(scripter.submit("/settings/tokens", "/settings/tokens", Map.of("name", "soon", "until", soon))
                        .body())
                .contains("ends in 5 d");

        Matcher revoke = Pattern.compile(
                        "action=\"(/settings/tokens/\\d+/revoke)\"[^>]*>(?:(?!</form>).)*Revoke deploys")
                .matcher(page);
        assertThat(revoke.find()).isTrue();
        assertThat(api(token)).isEqualTo(200);
        scripter.submit("/settings/tokens", revoke.group(1), Map.of());
        assertThat(api(token)).isEqualTo(401);
    }

    @Test
    void nobodyRevokesTokensOfOthersButAnAdministratorDoes() {
        make("owner");
        Visitor owner = comeIn("owner");
        String token = token(owner, "mine");
        Matcher revoke = Pattern.compile("action=\"(/settings/tokens/\\d+/revoke)\"[^>]*>(?:(?!</form>).)*Revoke mine")
                .matcher(owner.get("/settings/tokens").body());
        assertThat(revoke.find()).isTrue();

        make("stranger");
        Visitor stranger = comeIn("stranger");
        assertThat(stranger.submit("/settings/tokens", revoke.group(1), Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api(token)).isEqualTo(200);
        assertThat(admin.get("/settings/tokens").body()).contains("Tokens of others", "Revoke mine");
        admin.submit("/settings/tokens", revoke.group(1), Map.of());
        assertThat(api(token)).isEqualTo(401);
    }

    @Test
    void accountsOfTheApiAreOnesOwnOrAllForWhoLooksAfterThem() {
        make("account");
        String token = token(comeIn("account"), "api");
        assertThat(get(token, "/api/v1/account"))
                .contains("\"name\":\"account\"", "\"expiresAt\"")
                .doesNotContain("\"admin\"");
        assertThat(get(token, "/api/v1/account/admin")).contains("NotFound");
        assertThat(admin.send(admin.request("/api/v1/account")).body()).contains("\"account\"", "\"admin\"");
    }

    private String get(String token, String path) {
        Visitor script = new Visitor(site.address());
        return script.send(script.request(path).header("Authorization", "Bearer " + token))
                .body();
    }

    @Test
    void usersAreNoneOfAViewersBusiness() {
        Visitor viewer = new Visitor(site.address()).with("fairway", site.session(Role.VIEWER));
        assertThat(viewer.get("/settings/users").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/settings/tokens").body()).doesNotContain("/settings/users\"");
        assertThat(viewer.leadsTo(viewer.get("/settings"))).startsWith("/settings/");
    }

    @Test
    void aboutTellsVersionsFencesAndLicences() {
        assertThat(admin.get("/settings/about").body())
                .contains("PostgreSQL", "Java", "helm", "kubectl", "Encryption key", "htmx-2.0.11", "No network");
    }

    @Test
    void changeStandsInTheAuditAtOnceWithItsActorAndRequestId() {
        HttpResponse<String> made =
                admin.submit("/settings/users", "/settings/users", Map.of("name", "audited", "role", "viewer"));
        String request = made.headers().firstValue("X-Request-Id").orElseThrow();
        String page = admin.get("/audit?target=user:audited").body();
        assertThat(page).contains("user.create", "user:audited", request, ">admin<");

        Matcher permalink = Pattern.compile("href=\"(/audit/\\d+)\"").matcher(page);
        assertThat(permalink.find()).isTrue();
        assertThat(admin.get(permalink.group(1)).body()).contains("VIEWER", request);
        assertThat(admin.get("/audit.csv?target=user:audited").body())
                .startsWith("\"id\",\"time\"")
                .contains("\"user.create\"", "\"" + request + "\"");
        assertThat(admin.get("/audit.jsonl?target=user:audited").body())
                .contains("\"requestId\":\"" + request + "\"", "\"role\":\"VIEWER\"");
    }

    @Test
    void whatWasRefusedStandsInTheAuditWithItsReason() {
        Visitor viewer = new Visitor(site.address()).with("fairway", site.session(Role.VIEWER));
        HttpResponse<String> refused = viewer.submit("/settings/tokens", "/settings/users/admin/disable", Map.of());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(admin.get("/audit?result=refused&actor=viewer").body())
                .contains(
                        "/settings/users/admin/disable",
                        refused.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void viewerReadsOfTheAuditWhatTheyDidThemselves() {
        Visitor viewer = new Visitor(site.address()).with("fairway", site.session(Role.VIEWER));
        token(viewer, "own-" + System.nanoTime());
        make("unseen");
        String page = viewer.get("/audit").body();
        assertThat(page).contains("token.create").doesNotContain("user:unseen");
        assertThat(viewer.get("/audit.csv?target=unseen").body()).doesNotContain("unseen");
        Matcher foreign = Pattern.compile("href=\"(/audit/\\d+)\"")
                .matcher(admin.get("/audit?target=user:unseen").body());
        assertThat(foreign.find()).isTrue();
        assertThat(viewer.get(foreign.group(1)).statusCode()).isEqualTo(404);
    }

    private void make(String name) {
        HttpResponse<String> made =
                admin.submit("/settings/users", "/settings/users", Map.of("name", name, "role", "developer"));
        assertThat(admin.leadsTo(made)).isEqualTo("/settings/users/" + name);
    }

    private Visitor comeIn(String name) {
        String code = match(
                LINK,
                admin.submit("/settings/users/" + name, "/settings/users/" + name + "/link", Map.of())
                        .body());
        Visitor visitor = new Visitor(site.address());
        visitor.submit("/sign-in/link?code=" + code, "/sign-in/link", Map.of("code", code));
        return visitor;
    }

    private static String token(Visitor owner, String name) {
        String until = LocalDate.now(ZoneOffset.UTC).plusDays(365).toString();
        return match(
                TOKEN,
                owner.submit("/settings/tokens", "/settings/tokens", Map.of("name", name, "until", until))
                        .body());
    }

    private int api(String token) {
        Visitor script = new Visitor(site.address());
        return script.send(script.request("/api/v1/session/userinfo").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String match(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        assertThat(matcher.find()).as(body).isTrue();
        return matcher.group(1);
    }
}
