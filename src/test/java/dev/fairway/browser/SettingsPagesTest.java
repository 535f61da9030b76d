package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.audit.AuditTrail;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Repositories, clusters and projects by their pages, without a script. */
@WithPages
class SettingsPagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>";

    @Autowired
    private Site site;

    @Autowired
    private AuditTrail audit;

    private Visitor admin;
    private Visitor viewer;

    @BeforeEach
    void signIn() {
        admin = new Visitor(site.address(), site.session(Role.ADMIN));
        viewer = new Visitor(site.address(), site.session(Role.VIEWER));
    }

    @Test
    void whoMayNotChangeSettingsReadsThemAndTheReason() {
        for (String path : new String[] {
            "/settings/repos",
            "/settings/repos/credentials",
            "/settings/repos/hosts",
            "/settings/clusters",
            "/settings/projects",
            "/settings/projects/default",
            "/settings/projects/default/edit"
        }) {
            assertThat(viewer.page(path)).as(path).contains("You may not do this: it needs the role");
        }
        for (String path : new String[] {"/settings/repos/new", "/settings/clusters/new", "/settings/projects/-/new"}) {
            assertThat(viewer.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(refused("/settings/repos", "url", "https://git.example/x.git", "type", "git"))
                .contains("it needs the role admin");
        refused("/settings/repos/check", "url", "https://git.example/x.git", "type", "git");
        refused("/settings/repos/test", "url", "https://git.example/x.git");
        refused("/settings/repos/hosts/keys", "lines", "x");
        refused("/settings/clusters", "name", "x", "server", "https://x.invalid");
        refused("/settings/clusters/check", "name", "x", "server", "https://x.invalid");
        refused("/settings/projects", "name", "x");
        refused("/settings/projects/default", "sourceRepos", "x");
        refused("/settings/projects/default/check", "sourceRepos", "x");
        refused("/settings/projects/default/remove");
    }

    /** The form comes back with the reason, and the audit keeps that reason and not only a number. */
    @Test
    void whyAFormWasRefusedIsInTheAudit() {
        record Try(String path, String reason, String... fields) {}
        for (Try each : new Try[] {
            new Try(
                    "/settings/repos",
                    "RepositoryAddressRefused: ",
                    "url",
                    "https://ada:x@git.example/x",
                    "type",
                    "git"),
            new Try("/settings/clusters", "ClusterInvalid: ", "name", "audited", "server", "ftp://x.invalid"),
            new Try("/settings/projects", "InvalidProject: ", "yaml", "kind: Nothing"),
            new Try("/settings/repos/hosts/keys", "KnownHostInvalid: ", "lines", "no key at all"),
            new Try("/settings/access/policy", "PolicyInvalid: ", "policy", "p, nonsense", "defaultRole", ""),
            new Try("/apps/new", "InvalidSpec: ", "yaml", "kind: Nothing")
        }) {
            assertThat(admin.post(each.path(), "/settings/repos", each.fields()).statusCode())
                    .as(each.path())
                    .isEqualTo(422);
            assertThat(audit.about(each.path(), 1)).singleElement().satisfies(entry -> assertThat(entry.reason())
                    .as(each.path())
                    .startsWith(each.reason())
                    .doesNotContain("HTTP 4"));
        }
    }

    @Test
    void whatAnAdministratorTellsEverybodyIsOnEveryPageUntilItIsClosedOrEnds() {
        String text = "Clusters are upgraded tonight " + HOSTILE;
        assertThat(admin.post("/settings/banner", "/settings/banner", "text", "x".repeat(301))
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.post("/settings/banner", "/settings/banner", "text", text, "link", "javascript:alert(1)")
                        .statusCode())
                .isEqualTo(422);
        admin.post("/settings/banner", "/settings/banner", "text", text, "link", "/apps", "severity", "warning");
        try {
            String page = viewer.page("/settings/about");
            assertThat(page)
                    .contains("Clusters are upgraded tonight &lt;script&gt;", "banner-warn")
                    .doesNotContain(HOSTILE);
            String id = page.replaceAll("(?s).*/preferences/banner.*?name=\"id\" value=\"([0-9]+)\".*", "$1");
            viewer.post("/preferences/banner", "/settings/about", "id", id, "back", "/settings/about");
            assertThat(viewer.page("/")).doesNotContain("Clusters are upgraded tonight");
            assertThat(admin.page("/")).contains("Clusters are upgraded tonight");
            assertThat(audit.about("announcement", 1)).singleElement().satisfies(entry -> assertThat(entry.action())
                    .isEqualTo("announcement.show"));
        } finally {
            admin.post("/settings/banner/end", "/settings/banner");
        }
        assertThat(admin.page("/")).doesNotContain("Clusters are upgraded tonight");
    }

    private String refused(String path, String... fields) {
        HttpResponse<String> answer = viewer.post(path, "/settings/repos", fields);
        assertThat(answer.statusCode()).as(path).isIn(403, 404);
        return answer.body();
    }

    @Test
    void aRepositoryIsEnteredAndItsSecretNeverComesBack() {
        HttpResponse<String> saved = admin.post(
                "/settings/repos",
                "/settings/repos/new",
                "url",
                "https://git.example/secret/shop.git",
                "type",
                "git",
                "name",
                HOSTILE,
                "username",
                "ada",
                "password",
                "pw-canary");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(302);
        String list = admin.page("/settings/repos");
        assertThat(list)
                .contains("https://git.example/secret/shop.git", "&lt;script&gt;", "password", "Not asked yet")
                .doesNotContain("pw-canary", HOSTILE);
        String form = admin.page(idOf(list, "https://git.example/secret/shop.git"));
        assertThat(form).contains("configured", "value=\"ada\"").doesNotContain("pw-canary", HOSTILE);
        assertThat(audit.about("repository:https://git.example/secret/shop", 5))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("repository.save"));
    }

    @Test
    void whatIsRefusedKeepsWhatOneTypedButForSecrets() {
        HttpResponse<String> refused = admin.post(
                "/settings/repos",
                "/settings/repos/new",
                "url",
                "https://ada:pw@git.example/refused.git",
                "type",
                "git",
                "name",
                "Refused one",
                "proxy",
                "",
                "password",
                "pw-canary");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Not saved", "enter them in their own fields", "Refused one")
                .doesNotContain("pw-canary");
    }

    @Test
    void aConnectionIsTriedBeforeAnythingIsKept() {
        String unknown = admin.post(
                        "/settings/repos/check",
                        "/settings/repos/new",
                        "url",
                        "https://nowhere.invalid/shop.git",
                        "type",
                        "git")
                .body();
        assertThat(unknown).contains("nowhere.invalid", "is not a known host name", "Not good");
        String inside = admin.post(
                        "/settings/repos/check",
                        "/settings/repos/new",
                        "url",
                        "https://169.254.169.254/latest/meta-data",
                        "type",
                        "helm")
                .body();
        assertThat(inside).contains("link-local or a metadata service");
        assertThat(admin.page("/settings/repos")).doesNotContain("nowhere.invalid", "169.254");
    }

    @Test
    void aTestFromTheListIsRememberedAndTheFailingStandFirst() {
        for (String name : new String[] {"aaa", "zzz"}) {
            admin.post(
                    "/settings/repos",
                    "/settings/repos/new",
                    "url",
                    "https://%s.tested.invalid/shop.git".formatted(name),
                    "type",
                    "git");
        }
        HttpResponse<String> tested =
                admin.post("/settings/repos/test", "/settings/repos", "url", "https://zzz.tested.invalid/shop.git");
        String list = admin.page(admin.location(tested));
        assertThat(list).contains("It does not answer", "Fails", "never");
        assertThat(list.indexOf("zzz.tested.invalid/shop.git</a>"))
                .isLessThan(list.indexOf("aaa.tested.invalid/shop.git</a>"))
                .isPositive();
        assertThat(admin.json("GET", "/api/v1/repositories?repo=https://zzz.tested.invalid/shop.git", "")
                        .body())
                .contains("\"status\":\"Failed\"", "RepositoryUnreachable");
    }

    @Test
    void credentialsOfTheLongestAddressAreNamedAtTheRepository() {
        for (String address : new String[] {"https://git.example/org", "https://git.example/org/team"}) {
            admin.post(
                    "/settings/repos",
                    "/settings/repos/new?covers=template",
                    "covers",
                    "template",
                    "url",
                    address,
                    "type",
                    "git",
                    "username",
                    "bot",
                    "password",
                    "template-canary");
        }
        admin.post(
                "/settings/repos", "/settings/repos/new", "url", "https://git.example/org/team/web.git", "type", "git");
        assertThat(admin.page("/settings/repos")).contains("password of https://git.example/org/team<");
        String templates = admin.page("/settings/repos/credentials");
        assertThat(templates).contains("https://git.example/org/team").doesNotContain("template-canary");
        String entry = idOf(templates, "https://git.example/org/team");
        assertThat(admin.page(entry + "/remove")).contains("No application reads from it", "Keep it");
        assertThat(admin.post(entry + "/remove", entry + "/remove").statusCode())
                .isEqualTo(302);
        assertThat(admin.page("/settings/repos")).contains("password of https://git.example/org<");
    }

    @Test
    void removingARepositoryTellsWhoReadsFromItAndHowItGoesOn() {
        site.application("reader-of-shop", "readers");
        admin.post("/settings/repos", "/settings/repos/new", "url", "https://git.example/shop.git", "type", "git");
        String list = admin.page("/settings/repos");
        assertThat(admin.page(idOf(list, "https://git.example/shop.git") + "/remove"))
                .contains("read", "argocd/reader-of-shop", "can no longer be compared or synced");
    }

    @Test
    void sshKeysAndAuthoritiesAreAddedAndRemoved() {
        String key = "git.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        admin.post("/settings/repos/hosts/keys", "/settings/repos/hosts", "lines", key);
        assertThat(admin.page("/settings/repos/hosts"))
                .contains("git.example", "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU", "built in");
        HttpResponse<String> refused =
                admin.post("/settings/repos/hosts/keys", "/settings/repos/hosts", "lines", "|1|hashed " + HOSTILE);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("hashed host", "|1|hashed").doesNotContain(HOSTILE);
        admin.post(
                "/settings/repos/hosts/keys/remove",
                "/settings/repos/hosts",
                "host",
                "git.example",
                "type",
                "ssh-ed25519",
                "key",
                key.split(" ")[2]);
        assertThat(admin.page("/settings/repos/hosts")).doesNotContain(">git.example<");
        HttpResponse<String> noCertificate = admin.post(
                "/settings/repos/hosts/authorities",
                "/settings/repos/hosts",
                "host",
                "git.example",
                "pem",
                "no certificate");
        assertThat(noCertificate.statusCode()).isEqualTo(422);
        assertThat(noCertificate.body()).contains("PEM text", "no certificate");
    }

    @Test
    void aKubeconfigWithACommandIsRefusedWithItsField() {
        String kubeconfig = """
            apiVersion: v1
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: 'https://west.invalid'}}]
            users: [{name: u, user: {exec: {command: /bin/kube-canary}}}]
            """;
        for (String action : new String[] {"/settings/clusters", "/settings/clusters/check"}) {
            HttpResponse<String> refused = admin.post(
                    action, "/settings/clusters/new?by=kubeconfig", "name", "by-file", "kubeconfig", kubeconfig);
            assertThat(refused.body())
                    .contains("contains user.exec: commands are never run", "value=\"by-file\"")
                    .doesNotContain("kube-canary");
        }
        assertThat(admin.page("/settings/clusters")).doesNotContain("by-file");
    }

    @Test
    void aClusterIsStoredTriedAndRemovedAfterAPreview() {
        HttpResponse<String> saved = admin.post(
                "/settings/clusters",
                "/settings/clusters/new",
                "name",
                "west",
                "server",
                "https://west.invalid:6443",
                "token",
                "token-canary",
                "labels",
                "tier=gold",
                "namespaces",
                "shop, payments");
        String list = admin.page(admin.location(saved));
        assertThat(list)
                .contains("It does not answer", "Unreachable", "a name that does not resolve", "token")
                .doesNotContain("token-canary");
        String page = "/settings/clusters/" + found(list, "/settings/clusters/(\\d+)\">west<");
        assertThat(admin.page(page))
                .contains("shop, payments", "tier=gold", "configured")
                .doesNotContain("token-canary");

        HttpResponse<String> moved = admin.post(page, page, "server", "https://elsewhere.invalid", "token", "");
        assertThat(moved.statusCode()).isEqualTo(422);
        assertThat(moved.body()).contains("enter its credential again");
        assertThat(admin.post(page, page, "server", "https://west.invalid:6443", "labels", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.page(page)).contains("configured").doesNotContain("tier=gold");

        assertThat(admin.post(page + "/relist", page).statusCode()).isEqualTo(302);
        assertThat(admin.page(page + "/remove")).contains("No application goes there", "Type");
        assertThat(admin.location(admin.post(page + "/remove", page + "/remove", "typed", "wast")))
                .endsWith("mistyped=true");
        admin.post(page + "/remove", page + "/remove", "typed", "west");
        assertThat(admin.page("/settings/clusters")).doesNotContain("west.invalid");
        assertThat(audit.about("cluster:west", 10))
                .extracting(entry -> entry.action())
                .containsExactly("cluster.delete", "cluster.relist", "cluster.save", "cluster.save");
    }

    @Test
    void aProjectIsMadeByTheFormAndKeepsWhatTheFormDoesNotShow() {
        assertThat(admin.post(
                                "/settings/projects",
                                "/settings/projects/-/new",
                                "name",
                                "formed",
                                "description",
                                HOSTILE,
                                "sourceRepos",
                                "https://git.example/*\n!https://git.example/private",
                                "destinations",
                                "west shop-*\nhttps://east.example *",
                                "namespaceKinds",
                                "none",
                                "clusterAllowed",
                                "Namespace",
                                "orphans",
                                "warn")
                        .statusCode())
                .isEqualTo(302);
        String page = admin.page("/settings/projects/formed");
        assertThat(page)
                .contains("west / shop-*", "None: the list of allowed ones is empty", "applications warn of them")
                .doesNotContain(HOSTILE);
        admin.json("PUT", "/api/v1/projects/formed", """
                {"metadata": {"name": "formed"}, "spec": {"sourceRepos": ["*"],
                 "destinations": [{"server": "https://east.example", "name": "east", "namespace": "a"}],
                 "syncWindows": [{"kind": "deny", "schedule": "0 8 * * *", "duration": "1h", "applications": ["*"]}]}}""");
        String edit = admin.page("/settings/projects/formed/edit");
        admin.post(
                "/settings/projects/formed",
                "/settings/projects/formed/edit",
                "version",
                found(edit, "name=\"version\" value=\"(\\d+)\""),
                "sourceRepos",
                "*",
                "destinations",
                "east a\nwest b",
                "namespaceKinds",
                "all",
                "orphans",
                "off");
        assertThat(admin.json("GET", "/api/v1/projects/formed", "").body())
                .contains("syncWindows", "\"name\":\"east\",\"server\":\"https://east.example\"", "\"name\":\"west\"")
                .doesNotContain("namespaceResourceWhitelist", "orphanedResources");
        assertThat(admin.post(
                        "/settings/projects/formed",
                        "/settings/projects/formed/edit",
                        "version",
                        "0",
                        "sourceRepos",
                        "mine"))
                .satisfies(stale -> assertThat(stale.statusCode()).isEqualTo(422))
                .satisfies(stale -> assertThat(stale.body()).contains("changed by someone else", "mine"));
    }

    @Test
    void theCheckOfAProjectNamesWhomItWouldShutOut() {
        project("narrowing", "{sourceRepos: ['*'], destinations: [{server: '*', namespace: '*'}]}");
        admin.json("POST", "/api/v1/applications", """
                {"metadata": {"name": "shut-out"}, "spec": {"project": "narrowing",
                 "source": {"repoURL": "https://git.example/a.git", "path": "."},
                 "destination": {"name": "in-cluster", "namespace": "shop"}}}""");
        assertThat(admin.post(
                                "/settings/projects/narrowing/check",
                                "/settings/projects/narrowing/edit?by=yaml",
                                "yaml",
                                "{kind: AppProject, apiVersion: argoproj.io/v1alpha1, metadata: {name: narrowing},"
                                        + " spec: {sourceRepos: ['https://other.example/*']}}")
                        .body())
                .contains("Shut out", "argocd/shut-out", "is not among its sourceRepos", "No destinations");
        assertThat(admin.page("/settings/projects/narrowing/remove")).contains("One application belongs", "disabled");
        assertThat(admin.post("/settings/projects/narrowing/remove", "/settings/projects/narrowing/remove")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatAProjectMayDoIsAnsweredWithItsRule() {
        project(
                "asked",
                "{sourceRepos: ['https://git.example/*'], destinations: [{name: west, namespace: 'shop-*'}],"
                        + " namespaceResourceBlacklist: [{group: '', kind: ResourceQuota}]}");
        String yes = admin.page("/settings/projects/asked?source=https://git.example/a.git&cluster=west"
                + "&namespace=shop-a&kind=apps/Deployment&scope=namespace");
        assertThat(yes)
                .contains("sourceRepos: https://git.example/*", "destinations: west/shop-*", "so every kind")
                .doesNotContain("Not permitted");
        String no = admin.page("/settings/projects/asked?source=https://evil.example/" + "%3Cscript%3E"
                + "&cluster=east&namespace=x&kind=ResourceQuota&scope=namespace");
        assertThat(no)
                .contains("is not among its sourceRepos", "is not among its destinations", "namespaceResourceBlacklist")
                .doesNotContain("evil.example/<script>");
    }

    @Test
    void theCalendarIsOfTheZoneOneAsksFor() {
        project(
                "calendar",
                "{syncWindows: [{kind: deny, schedule: '0 0 * * *', duration: 24h, timeZone: Asia/Tokyo,"
                        + " applications: ['*'], description: '<i>freeze</i>'}]}");
        assertThat(admin.page("/settings/projects/calendar"))
                .contains("Asia/Tokyo", "00:00–24:00 denied by window 1", "open", "&lt;i&gt;freeze")
                .doesNotContain("<i>freeze", "style=");
        assertThat(admin.page("/settings/projects/calendar?zone=America/New_York"))
                .contains("America/New_York");
        assertThat(admin.page("/settings/projects/calendar?zone=Nowhere/City")).contains("Asia/Tokyo");
    }

    @Test
    void aProjectThatGitKeepsIsReadOnlyAndSaysWhichApplicationWritesIt() {
        admin.json("POST", "/api/v1/projects", """
                {"metadata": {"name": "kept", "namespace": "argocd", "annotations":
                  {"argocd.argoproj.io/tracking-id": "writer:argoproj.io/AppProject:argocd/kept"}},
                 "spec": {"sourceRepos": ["*"]}}""");
        site.application("writer", "keepers");
        assertThat(admin.page("/settings/projects/kept"))
                .contains("writes this project from Git", "https://git.example/shop.git writer")
                .doesNotContain("/settings/projects/kept/edit");
        HttpResponse<String> refused =
                admin.post("/settings/projects/kept", "/settings/projects/kept/edit", "sourceRepos", "x");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("writes this project from Git. Change it there");
    }

    private void project(String name, String spec) {
        HttpResponse<String> made = admin.post(
                "/settings/projects",
                "/settings/projects/-/new?by=yaml",
                "yaml",
                "{kind: AppProject, apiVersion: argoproj.io/v1alpha1, metadata: {name: %s}, spec: %s}"
                        .formatted(name, spec));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
    }

    private static String idOf(String list, String url) {
        return "/settings/repos/" + found(list, "/settings/repos/([0-9a-f-]{36})\">" + Pattern.quote(url) + "<");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
