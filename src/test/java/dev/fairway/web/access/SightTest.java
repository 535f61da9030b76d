package dev.fairway.web.access;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Grant;
import dev.fairway.access.Grants;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Site;
import dev.fairway.browser.WithPages;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody sees who has a role in one project only. */
@WithPages
class SightTest {

    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern WRITING = Pattern.compile("<form\\b[^>]*method=\"post\"[^>]*>");
    private static final Pattern ACTION = Pattern.compile("<form\\b[^>]*\\saction=\"([^\"]*)\"");
    private static final Pattern BUTTON = Pattern.compile("<button\\b[^>]*>");
    private static final Pattern FORM_ACTION = Pattern.compile("\\sformaction=\"([^\"]*)\"");
    private static final Pattern FIELD =
            Pattern.compile("<input\\b[^>]*type=\"hidden\"[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*\\shref=\"(/[^\"#]*)\"");

    @Autowired
    private Site site;

    @Autowired
    private Cast cast;

    @Autowired
    private Grants grants;

    @Autowired
    private Access access;

    private Caller viewer = Caller.nobody("");

    @BeforeEach
    void someoneLooks() {
        cast.enter();
        site.isHealthy(new ApplicationName("argocd", Cast.OWN));
        site.isDegraded(new ApplicationName("argocd", Cast.FOREIGN), "it crashes");
        viewer = Caller.withSession(site.address(), cast.sessionIn("cast-viewer", "role:viewer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/apps",
                "/apps?view=tiles",
                "/apps?view=summary",
                "/search?q=cast",
                "/api/v1/applications",
                "/api/v1/applications?projects=cast-foreign",
                "/api/v1/projects",
                "/",
                "/fleet",
                "/resources",
                "/resources?kind=Application",
                "/apps/bulk?action=sync&app=argocd/cast-own",
                "/apps/new?by=form"
            })
    void listsCountsAndSearchKnowNothingOfForeignProjects(String path) {
        Caller.Answer answer = path.startsWith("/api") ? viewer.call("GET", path) : viewer.get(path);
        assertThat(answer.body())
                .doesNotContain(">" + Cast.FOREIGN, "/" + Cast.FOREIGN, "\"" + Cast.FOREIGN + "\"", "it crashes");
    }

    @Test
    void relativesOfForeignProjectsAreCountedAndNotNamed() {
        cast.haveChildren();
        for (String tab : List.of("", "/tree", "/list", "/config", "/delete", "/sync", "/diff", "/timeline")) {
            assertThat(viewer.get("/apps/argocd/" + Cast.OWN + tab).body())
                    .as(tab)
                    .contains("It made one application that you may not see")
                    .doesNotContain(Cast.FOREIGN_CHILD);
            assertThat(viewer.get("/apps/argocd/" + Cast.OWN_CHILD + tab).body())
                    .as(tab)
                    .contains("an application you may not see")
                    .doesNotContain(Cast.FOREIGN);
        }
        assertThat(viewer.get("/apps/argocd/" + Cast.OWN + "/delete").body()).contains("1 you may not see");
        assertThat(viewer.get("/apps/argocd/" + Cast.OWN + "/r/argoproj.io/Application/argocd/" + Cast.FOREIGN_CHILD)
                        .status())
                .isEqualTo(404);
        assertThat(viewer.get("/fleet").body())
                .contains("1 you may not see")
                .doesNotContain(Cast.FOREIGN_CHILD, "names a parent that does not exist: " + Cast.FOREIGN);
    }

    /** What is said of one's own application is told without the names of others, in the API and on its operation's page too. */
    @Test
    void whatIsSaidOfAnApplicationNamesNoForeignOne() {
        cast.haveChildren();
        site.tellsOf(
                new ApplicationName("argocd", Cast.OWN),
                new ApplicationName("argocd", Cast.FOREIGN_CHILD),
                Cast.OWN_OPERATION);
        String own = "/api/v1/applications/" + Cast.OWN;
        site.consistsOf(
                new ApplicationName("argocd", Cast.FOREIGN),
                new ResourceStatus(
                        new ResourceKey("", "ForeignKind", "foreign-namespace", "foreign-object"),
                        "v1",
                        SyncStatus.SYNCED,
                        Optional.empty(),
                        false,
                        false,
                        false,
                        0,
                        ""));
        assertThat(viewer.get("/resources?application=any").body())
                .doesNotContain(Cast.FOREIGN_CHILD, "it crashes", "ForeignKind", "foreign-namespace", "foreign-object");
        for (String path : List.of(
                own,
                "/api/v1/applications",
                own + "/wait?timeout=0",
                own + "/resource-tree",
                own + "/managed-resources",
                own + "/manifests",
                own + "/events")) {
            assertThat(viewer.call("GET", path).body()).as(path).doesNotContain(Cast.FOREIGN_CHILD, "it crashes");
        }
        assertThat(viewer.call("GET", own).body())
                .contains("an application that you may not see", "SharedResourceWarning", "ConfigMap/shop/web");
        String child =
                viewer.call("GET", "/api/v1/applications/" + Cast.OWN_CHILD).body();
        assertThat(child).contains(Cast.OWN_CHILD).doesNotContain(Cast.FOREIGN, "tracking-id");
        assertThat(viewer.get("/ops/" + Cast.OWN_OPERATION).body())
                .contains("One more is an application that you may not see", "an application that you may not see")
                .doesNotContain(Cast.FOREIGN_CHILD, "it crashes");
        for (String tab : List.of("", "/list", "/timeline", "/history")) {
            assertThat(viewer.get("/apps/argocd/" + Cast.OWN + tab).body())
                    .as(tab)
                    .doesNotContain(Cast.FOREIGN_CHILD, "it crashes");
        }
        Caller all = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
        assertThat(all.call("GET", own).body()).contains(Cast.FOREIGN_CHILD);
        assertThat(all.get("/ops/" + Cast.OWN_OPERATION).body()).contains(Cast.FOREIGN_CHILD);
    }

    /** A badge tells whoever has its address how an application of a named project is; any other one is like one that is not there. */
    @Test
    void badgeTellsOfNamedProjectsOnly() {
        Caller nobody = Caller.nobody(site.address());
        String badge = "/api/badge?showAppName=true&name=";
        assertThat(nobody.get(badge + Cast.OWN).body()).contains("<svg", Cast.OWN, "Healthy");
        String missing = nobody.get(badge + "never-was").body();
        assertThat(missing).contains("Unknown").doesNotContain("never-was");
        assertThat(nobody.get(badge + Cast.FOREIGN).body()).isEqualTo(missing);
        Caller all = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
        assertThat(all.get(badge + Cast.FOREIGN).body()).isEqualTo(missing);
    }

    /** Who reads, changes and writes back does not cut a tie that they were not shown. */
    @Test
    void writingBackWhatOneWasShownKeepsTheParentOneMayNotSee() {
        cast.haveChildren();
        Caller developer = Caller.withSession(site.address(), cast.sessionIn("cast-developer", "role:developer"));
        String path = "/api/v1/applications/" + Cast.OWN_CHILD;
        String shown = developer.call("GET", path).body();
        assertThat(developer.put(path, shown).status()).isEqualTo(200);
        Caller all = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
        assertThat(all.call("GET", path).body()).contains(Cast.FOREIGN + ":argoproj.io/Application");
    }

    /** A name that is taken where one may not look is answered like one that is none of one's business. */
    @Test
    void creatingDoesNotTellWhatAForeignProjectHas() {
        Caller developer = Caller.withSession(site.address(), cast.sessionIn("cast-developer", "role:developer"));
        for (String query : List.of("", "?upsert=true")) {
            Caller.Answer answer = developer.post(
                    "/api/v1/applications" + query,
                    Cast.application(Cast.FOREIGN, Cast.OWN).tree().toString());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body())
                    .contains("You may not use the name cast-foreign in the namespace argocd")
                    .doesNotContain("exist", "project");
        }
        String fields =
                "&name=%s&project=%s&repository=https://git.example/x.git&path=.&cluster=in-cluster&namespace=shop"
                        .formatted(Cast.FOREIGN, Cast.OWN);
        for (String path : List.of("/apps/new/check", "/apps/new")) {
            assertThat(developer.submit(path, developer.form(), fields).body())
                    .contains("You may not use the name cast-foreign")
                    .doesNotContain("There is an application", "exists already");
        }
    }

    @Test
    void listShowsWhatIsOnesOwnAndCountsNothingElse() {
        assertThat(viewer.get("/apps").body()).contains("/apps/argocd/" + Cast.OWN);
        Caller all = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
        assertThat(all.get("/apps?project=" + Cast.FOREIGN).body()).contains("/apps/argocd/" + Cast.FOREIGN);
    }

    @Test
    void bulkActionAsksForEachApplication() {
        Caller developer = Caller.withSession(site.address(), cast.sessionIn("cast-developer", "role:developer"));
        Caller.Answer answer = developer.submit(
                "/apps/bulk",
                developer.form(),
                "&action=refresh&app=argocd/%s&app=argocd/%s&app=argocd/never-was".formatted(Cast.OWN, Cast.FOREIGN));
        assertThat(answer.location())
                .contains("done=argocd/" + Cast.OWN)
                .contains("refused=argocd/" + Cast.FOREIGN + ":NotFound")
                .contains("refused=argocd/never-was:NotFound");
    }

    @Test
    void applicationCannotBeMovedToOrFromAForeignProject() {
        Caller developer = Caller.withSession(site.address(), cast.sessionIn("cast-developer", "role:developer"));
        String moved = "{\"spec\": {\"project\": \"%s\"}}".formatted(Cast.FOREIGN);
        assertThat(patch(developer, Cast.OWN, moved)).isEqualTo(403);
        assertThat(patch(developer, Cast.FOREIGN, "{\"spec\": {\"project\": \"%s\"}}".formatted(Cast.OWN)))
                .isEqualTo(404);
        assertThat(patch(developer, Cast.OWN, "{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}"))
                .isEqualTo(200);
    }

    @Test
    void groupGivesItsMembersWhatItWasGranted() {
        Caller stranger = Caller.withSession(site.address(), cast.sessionWith("cast-stranger", Role.NONE));
        String page = "/apps/argocd/" + Cast.OWN;
        assertThat(stranger.get(page).status()).isEqualTo(404);
        grants.give(Grant.Kind.GROUP, "cast-guests", "role:viewer", Cast.OWN, Actor.person("test"));
        assertThat(stranger.get(page).status()).isEqualTo(404);
        access.setGroups("cast-stranger", Set.of("cast-guests"));
        assertThat(stranger.get(page).status()).isEqualTo(200);
        grants.all().stream()
                .filter(grant -> grant.subject().equals("cast-guests"))
                .forEach(grant -> grants.takeBack(grant.id(), Actor.person("test")));
        assertThat(stranger.get(page).status()).isEqualTo(404);
    }

    /** As an AppProject of Argo CD says it: its groups are the members, and it counts there only. */
    @Test
    void roleOfAProjectGivesItsGroupsWhatItSaysInThatProject() {
        Caller stranger = Caller.withSession(site.address(), cast.sessionWith("cast-deployer", Role.NONE));
        access.setGroups("cast-deployer", Set.of("cast-deployers"));
        String page = "/apps/argocd/" + Cast.OWN;
        assertThat(stranger.get(page).status()).isEqualTo(404);
        cast.haveRoles("""
                [{name: deployer, description: Brings it out, groups: [cast-deployers], jwtTokens: [{iat: 1}], policies: [
                  'p, proj:cast-own:deployer, applications, get, cast-own/*, allow',
                  'p, proj:cast-own:deployer, applications, get, cast-foreign/*, allow']}]""");
        try {
            eventually(() -> assertThat(stranger.get(page).status()).isEqualTo(200));
            assertThat(stranger.get("/apps/argocd/" + Cast.FOREIGN).status()).isEqualTo(404);
            Caller admin = Caller.withSession(site.address(), cast.sessionWith("cast-admin", Role.ADMIN));
            assertThat(admin.get("/settings/projects/" + Cast.OWN).body())
                    .contains("Brings it out", "Policy 2 does not count", "open nothing here");
            assertThat(admin.get("/settings/access?who=cast-deployer&deed=see&object=" + Cast.OWN)
                            .body())
                    .contains("the role deployer of the project cast-own");
        } finally {
            cast.haveRoles("[]");
        }
    }

    @Test
    void streamsTellNothingOfForeignApplications() throws Exception {
        String topics = "topics=row:argocd/%s&topics=row:argocd/%s&page=app:argocd/%s&mark=0&since=0"
                .formatted(Cast.FOREIGN, Cast.OWN, Cast.FOREIGN);
        assertThat(firstNews("/events?" + topics)).contains(Cast.OWN).doesNotContain(Cast.FOREIGN, "event: fresh");
        assertThat(firstNews("/api/v1/stream/applications?projects=" + Cast.OWN + "&projects=" + Cast.FOREIGN))
                .contains("\"" + Cast.OWN + "\"")
                .doesNotContain(Cast.FOREIGN);
    }

    @Test
    void measuresAreForWhoeverMayReadEverything() {
        assertThat(viewer.get("/actuator/prometheus").status()).isEqualTo(403);
        Caller all = Caller.withSession(site.address(), cast.sessionWith("cast-reader", Role.VIEWER));
        assertThat(all.get("/actuator/prometheus").status()).isNotEqualTo(403);
    }

    @Test
    void noButtonOrLinkThatAViewerCanUseIsRefused() {
        Caller.Form form = viewer.form();
        List<String> wrong = new ArrayList<>();
        Set<String> links = new LinkedHashSet<>();
        int tried = 0;
        int off = 0;
        for (String page : pages()) {
            String body = viewer.get(page).body();
            LINK.matcher(body).results().forEach(link -> links.add(link.group(1).replace("&amp;", "&")));
            Matcher forms = FORM.matcher(body);
            while (forms.find()) {
                String text = forms.group();
                String fields = fields(text);
                Matcher buttons = BUTTON.matcher(text);
                while (buttons.find()) {
                    String button = buttons.group();
                    if (!WRITING.matcher(text).lookingAt() && !button.contains("formmethod=\"post\"")) {
                        continue;
                    }
                    if (button.contains(" disabled")
                            || button.contains("type=\"button\"")
                            || button.contains("formmethod=\"get\"")) {
                        off++;
                        continue;
                    }
                    Matcher own = FORM_ACTION.matcher(button);
                    Matcher whole = ACTION.matcher(text);
                    String action = own.find() ? own.group(1) : whole.find() ? whole.group(1) : page;
                    if (!action.equals("/sign-out") && !action.startsWith("/preferences")) {
                        tried++;
                        if (viewer.submit(action, form, fields).status() == 403) {
                            wrong.add("the button of " + action + " on " + page);
                        }
                    }
                }
            }
        }
        for (String link : links) {
            if (viewer.get(link).status() == 403) {
                wrong.add("the link to " + link);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(off).as("buttons that are off").isGreaterThan(10);
        assertThat(links).hasSizeGreaterThan(20);
        assertThat(tried).isLessThan(10);
    }

    private static List<String> pages() {
        String app = "/apps/argocd/" + Cast.OWN;
        List<String> pages = new ArrayList<>(List.of("/", "/apps", "/fleet", "/more", "/search?q=", "/settings"));
        pages.add("/ops/" + Cast.OWN_OPERATION);
        pages.add("/apps/bulk?action=sync&app=argocd/" + Cast.OWN);
        for (String tab : List.of(
                "",
                "/list",
                "/pods",
                "/network",
                "/timeline",
                "/history",
                "/logs",
                "/diff",
                "/sync",
                "/policy",
                "/config",
                "/delete",
                "/rollback",
                "/r/apps/Deployment/shop/web",
                "/r/apps/Deployment/shop/web/delete")) {
            pages.add(app + tab);
        }
        return pages;
    }

    private static String fields(String form) {
        StringBuilder fields = new StringBuilder();
        FIELD.matcher(form)
                .results()
                .filter(field -> !field.group(1).equals("_csrf"))
                .forEach(field ->
                        fields.append('&').append(field.group(1)).append('=').append(field.group(2)));
        return fields.toString();
    }

    private int patch(Caller caller, String application, String body) throws AssertionError {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(site.address() + "/api/v1/applications/" + application))
                                    .header(caller.header(), caller.credentials())
                                    .header("Content-Type", "application/json")
                                    .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Of a stream, everything up to the first word about one's own application. */
    private String firstNews(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.address() + path))
                .header(viewer.header(), viewer.credentials())
                .build();
        StringBuilder text = new StringBuilder();
        HttpClient http = HttpClient.newHttpClient();
        try (var lines = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                if (line.contains(Cast.OWN)) {
                    return text.toString();
                }
            }
        }
        throw new AssertionError("The stream ended: " + text);
    }
}
