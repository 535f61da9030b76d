package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages without a script: what a form or a link does, and what the stream of events says. */
@WithPages
class PagesTest {

    @Autowired
    private Site site;

    private final HttpClient http = HttpClient.newHttpClient();
    private String session = "";

    @BeforeEach
    void signIn() {
        session = site.session(Role.DEVELOPER);
    }

    @Test
    void theMostUrgentStandsFirstWithItsReasonAndTheHealthyAreFolded() throws Exception {
        site.hasFailed(site.application("urgent-a", "urgent"), 77, "exits 1 <b>now</b>");
        for (int number = 0; number < 12; number++) {
            site.isHealthy(site.application("urgent-calm-" + number, "urgent"));
        }
        String page = get("/apps?team=urgent").body();
        assertThat(page)
                .contains(
                        "13 of",
                        "exits 1 &lt;b&gt;now&lt;/b&gt;",
                        "9 more healthy and synced: show",
                        "href=\"/ops/77\"")
                .doesNotContain("app-argocd-urgent-calm-9\"");
        assertThat(page.indexOf("app-argocd-urgent-a\"")).isLessThan(page.indexOf("app-argocd-urgent-calm-0\""));
        assertThat(get("/apps?team=urgent&show=all").body()).contains("app-argocd-urgent-calm-9\"");
    }

    @Test
    void aPageLinksToTheNextAndBack() throws Exception {
        for (int number = 0; number < 60; number++) {
            site.application("paged-%02d".formatted(number), "paged");
        }
        String first = get("/apps?team=paged&sort=name").body();
        assertThat(first).contains("app-argocd-paged-49\"").doesNotContain("app-argocd-paged-50\"");
        String second = get(link(first, "next")).body();
        assertThat(second).contains("app-argocd-paged-50\"").doesNotContain("app-argocd-paged-49\"");
        assertThat(get(link(second, "prev")).body()).contains("app-argocd-paged-00\"");
    }

    @Test
    void objectsOfAllApplicationsAreFoundByWhatTheyAre() throws Exception {
        ApplicationName big = site.application("objects-big", "objects");
        site.consistsOf(
                big,
                IntStream.range(0, 60)
                        .mapToObj(number -> object("Secret", "objects-%02d".formatted(number), SyncStatus.SYNCED))
                        .toArray(ResourceStatus[]::new));
        site.consistsOf(
                site.application("objects-small", "objects"),
                object("ConfigMap", "objects-<b>bold</b>", SyncStatus.OUT_OF_SYNC),
                object("Secret", "objects-shared", SyncStatus.SYNCED));

        String first = get("/resources?q=OBJECTS-&kind=Secret").body();
        assertThat(first)
                .contains("objects-00<", "objects-49<", "href=\"/apps/argocd/objects-big/r/-/Secret/shop/objects-00\"")
                .doesNotContain("objects-50<", "objects-shared");
        assertThat(get(link(first, "next")).body())
                .as("the page after it goes on where it ended, in the next application")
                .contains("objects-50<", "objects-shared<", "First page")
                .doesNotContain("objects-49<", "rel=\"next\"");
        assertThat(get("/resources?q=objects-&sync=DIFFERING").body())
                .contains("objects-&lt;b&gt;bold&lt;/b&gt;", "Out of sync")
                .doesNotContain("objects-shared<");
        assertThat(get("/resources?q=%2F%5Eobjects-(0%7Cs).*%2F&kind=Secret").body())
                .contains("objects-09<", "objects-shared<")
                .doesNotContain("objects-10<");
        assertThat(get("/resources?q=%2F(%2F").body()).contains("cannot be read", "Nothing matches");
        assertThat(get("/resources?q=objects-&cluster=nowhere").body()).contains("Nothing matches", "Clear filter");
        assertThat(get("/resources?q=objects-shared&after=nonsense~").body()).contains("objects-shared<");
    }

    private static ResourceStatus object(String kind, String name, SyncStatus sync) {
        return new ResourceStatus(
                new ResourceKey("", kind, "shop", name), "v1", sync, Optional.empty(), false, false, false, 0, "");
    }

    @Test
    void aFragmentIsTheSamePageWithoutItsFrame() throws Exception {
        HttpResponse<String> fragment = send(to("/apps?q=nothing+like+it").header("HX-Request", "true"));
        assertThat(fragment.body()).startsWith("<main").contains("No application matches");
        assertThat(fragment.headers().allValues("Vary")).anyMatch(vary -> vary.contains("hx-request"));
        assertThat(fragment.headers().firstValue("HX-Push-Url")).hasValue("/apps?q=nothing+like+it");
    }

    @Test
    void aViewIsKeptByNameForWhoeverSavedIt() throws Exception {
        site.application("viewed", "viewed");
        post(
                "/preferences/views",
                "/apps?team=viewed",
                "name=Mine+tonight",
                "address=%2Fapps%3Fteam%3Dviewed%26evil%3D1");
        assertThat(get("/apps").body()).contains("Mine tonight", "href=\"/apps?team=viewed\"");
        session = site.session(Role.ADMIN);
        assertThat(get("/apps").body()).doesNotContain("Mine tonight");
    }

    @Test
    void aStarIsKeptForWhoeverGaveIt() throws Exception {
        site.application("star-mine", "starred");
        site.application("star-other", "starred");
        String list = "/apps?team=starred&sort=name";
        assertThat(get(list).body()).contains("aria-label=\"Star star-mine\"").doesNotContain("starred=true");
        HttpResponse<String> kept =
                post("/preferences/stars", list, "star=argocd%2Fstar-mine", "back=%2Fapps%3Fteam%3Dstarred");
        assertThat(location(kept)).isEqualTo("/apps?team=starred");
        assertThat(get("/apps?starred=true&team=starred").body())
                .contains("app-argocd-star-mine\"", "name=\"unstar\" value=\"argocd/star-mine\"")
                .doesNotContain("app-argocd-star-other\"");
        assertThat(get("/apps?starred=true&view=tiles").body()).contains("name=\"unstar\" value=\"argocd/star-mine\"");
        assertThat(get("/").body()).contains("star-mine");

        session = site.session(Role.ADMIN);
        assertThat(get(list).body()).doesNotContain("starred=true", "name=\"unstar\"");
        session = site.session(Role.DEVELOPER);
        post("/preferences/stars", list, "unstar=argocd%2Fstar-mine", "back=https%3A%2F%2Fevil.example");
        assertThat(get(list).body()).doesNotContain("name=\"unstar\"");
        assertThat(post("/preferences/stars", list, "star=argocd%2Fstar-nobody", "back=%2F")
                        .statusCode())
                .as("what is not there, or not to be seen, gets no star")
                .isEqualTo(404);
    }

    @Test
    void anExpressionThatCannotBeReadIsToldBesideTheSearch() throws Exception {
        site.application("expressed", "expressed");
        assertThat(get("/apps?q=%2F%5Eexpr.*ed%24%2F").body()).contains("app-argocd-expressed\"");
        assertThat(get("/apps?q=%2Fexpr(%2F").body())
                .contains("cannot be read", "aria-invalid=\"true\"", "No application matches");
    }

    @Test
    void manyAreSyncedOnlyAfterAPlan() throws Exception {
        site.isOutOfSync(site.application("bulk-a", "bulk"));
        assertThat(get("/apps/bulk?action=sync&app=argocd/bulk-a&app=argocd/bulk-gone")
                        .body())
                .contains("Sync 1 application", "Not there any more: argocd/bulk-gone");
        HttpResponse<String> done = post(
                "/apps/bulk",
                "/apps/bulk?action=refresh&app=argocd/bulk-a",
                "action=refresh",
                "app=argocd/bulk-a",
                "app=argocd/bulk-gone");
        assertThat(done.statusCode()).isEqualTo(302);
        String outcome = get(location(done)).body();
        assertThat(outcome).contains("Refresh begun for 1", "It is not there any more.");
    }

    @Test
    void theFormShowsWhatIsWrongBeforeAnythingIsMade() throws Exception {
        site.application("taken", "form");
        HttpResponse<String> checked = post(
                "/apps/new/check",
                "/apps/new",
                "name=taken",
                "project=default",
                "repository=",
                "path=",
                "revision=",
                "cluster=nowhere",
                "namespace=x");
        assertThat(checked.body())
                .contains(
                        "There is an application taken already", "No cluster is called nowhere", "Name the repository");
        HttpResponse<String> refused = post(
                "/apps/new",
                "/apps/new",
                "name=taken",
                "project=default",
                "repository=https%3A%2F%2Fgit.example%2Fa.git",
                "path=a",
                "revision=",
                "cluster=in-cluster",
                "namespace=x");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Not created", "exists already", "value=\"taken\"");
    }

    @Test
    void theFormMakesAnApplicationAndLeadsToIt() throws Exception {
        HttpResponse<String> made = post(
                "/apps/new",
                "/apps/new",
                "name=formed",
                "project=default",
                "repository=https%3A%2F%2Fgit.example%2Fa.git",
                "path=a",
                "revision=",
                "cluster=in-cluster",
                "namespace=x",
                "automated=on");
        assertThat(location(made)).isEqualTo("/apps/argocd/formed");
        assertThat(get("/apps?q=formed").body()).contains("formed", "Auto");
    }

    @Test
    void yamlThatIsNoApplicationIsRefusedInWords() throws Exception {
        assertThat(post("/apps/new", "/apps/new?by=yaml", "yaml=kind%3A+Secret").body())
                .contains("kind must say Application");
        assertThat(post("/apps/new/check", "/apps/new?by=yaml", "yaml=%7B").body())
                .contains("Not good");
    }

    @Test
    void noAnswerTakesAwayTheTokenOfAFormThatIsOpen() throws Exception {
        for (String path : new String[] {"/apps", "/search?q=a", "/"}) {
            assertThat(get(path).headers().allValues("Set-Cookie"))
                    .as(path)
                    .noneMatch(cookie -> cookie.startsWith("XSRF-TOKEN=;"));
        }
        HttpResponse<String> checked = post("/apps/new/check", "/apps/new", "name=open", "repository=");
        assertThat(checked.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("XSRF-TOKEN="));
    }

    @Test
    void themeIsInThePageAsItArrives() throws Exception {
        session = site.session(Role.VIEWER);
        HttpResponse<String> chosen = post("/preferences/theme", "/apps", "theme=dark", "back=%2F%2Fevil.example");
        assertThat(location(chosen)).isEqualTo("/");
        assertThat(chosen.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("theme=dark"));
        assertThat(send(HttpRequest.newBuilder(URI.create(site.address() + "/apps"))
                                .header("Cookie", "fairway=" + session + "; theme=dark"))
                        .body())
                .contains("data-theme=\"dark\"");
    }

    @Test
    void theFleetNamesTheWorstBelowAndReportsWhatCannotBeDrawn() throws Exception {
        ApplicationName root = site.application("tree-root", "tree");
        ApplicationName middle = site.child("tree-middle", root);
        site.isDegraded(site.child("tree-leaf", middle), "OOMKilled");
        site.child("tree-orphan", new ApplicationName("argocd", "tree-nobody"));
        site.child("tree-circle", new ApplicationName("argocd", "tree-circle"));
        assertThat(get("/fleet").body())
                .contains(
                        "tree-middle / tree-leaf",
                        "tree-orphan names a parent that does not exist: tree-nobody",
                        "tree-circle owns itself");
        assertThat(get("/fleet?open=-").body()).doesNotContain("id=\"fleet-argocd-tree-leaf\"");
        assertThat(get("/fleet?view=graph").body()).contains("class=\"tree\"", ">tree-leaf</text>", ">Degraded</text>");
    }

    @Test
    void homeShowsWhatNeedsAttention() throws Exception {
        site.hasFailed(site.application("home-a", "home"), 79, "It never became ready");
        assertThat(get("/").body()).contains("Needs attention", "It never became ready", "href=\"/ops/79\"");
    }

    @Test
    void theStreamTellsWhatChangedAndGoesOnWhereABrowserLeftOff() throws Exception {
        ApplicationName app = site.application("stream-a", "stream");
        site.isHealthy(app);
        String page = get("/apps?team=stream").body();
        String since = matched(page, "data-position=\"(\\d+)\"");
        site.isDegraded(app, "first trouble");
        String id;
        try (Events events = events("?topics=row:argocd/stream-a&topics=strip:team%3Dstream&since=" + since, "")) {
            id = events.until("first trouble");
            assertThat(events.until("Applications by urgency")).isNotEmpty();
        }
        site.isDegraded(app, "second trouble");
        try (Events events = events("?topics=row:argocd/stream-a", id)) {
            events.until("second trouble");
        }
    }

    /** An open stream of events. */
    private record Events(InputStream stream, BufferedReader lines) implements AutoCloseable {

        /** Reads on to a line with this text; returns the id of its event. */
        String until(String text) throws IOException {
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                }
                if (line.contains(text)) {
                    return id;
                }
            }
            throw new AssertionError("The stream ended before: " + text);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    private Events events(String query, String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = to("/events" + query);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        InputStream body =
                http.send(request.build(), BodyHandlers.ofInputStream()).body();
        return new Events(body, new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpResponse<String> page = send(to(path));
        assertThat(page.statusCode()).as(path + "\n" + page.body()).isEqualTo(200);
        return page;
    }

    /** Sends a form as a browser does: with the token of the page that it stands on. */
    private HttpResponse<String> post(String path, String from, String... fields)
            throws IOException, InterruptedException {
        HttpResponse<String> page = get(from);
        String cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("XSRF-TOKEN="))
                .map(each -> each.substring(0, each.indexOf(';')))
                .findFirst()
                .orElseThrow();
        String token = matched(page.body(), "name=\"_csrf\" value=\"([^\"]+)\"");
        String body = String.join("&", fields) + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(site.address() + path))
                .header("Accept", "text/html")
                .header("Cookie", "fairway=" + session + "; " + cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(site.address() + path))
                .header("Accept", "text/html")
                .header("Cookie", "fairway=" + session);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(site.address(), "");
    }

    private static String link(String page, String rel) {
        return matched(page, "href=\"([^\"]+)\" rel=\"" + rel + "\"").replace("&amp;", "&");
    }

    private static String matched(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
