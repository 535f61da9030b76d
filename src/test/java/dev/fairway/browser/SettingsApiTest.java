package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.resource.ApplicationName;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Repositories, credential templates, certificates and clusters over REST: secrets go in and never come out. */
@WithPages
class SettingsApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ED25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    @Autowired
    private Site site;

    private Visitor admin;

    @BeforeEach
    void signIn() {
        admin = new Visitor(site.address(), site.session(Role.ADMIN));
    }

    @Test
    void aRepositoryIsCreatedReadChangedAndDeleted() {
        JsonNode made = ok("POST", "/api/v1/repositories", """
                {"repo": "https://api.example/shop.git", "username": "ada", "password": "canary-a",
                 "proxy": "http://proxy.example:3128", "project": "default"}""");
        assertThat(made.toString()).doesNotContain("canary");
        assertThat(made.path("configured").toString()).isEqualTo("[\"password\"]");
        assertThat(made.at("/connectionState/status").asString("")).isEqualTo("Unknown");
        String path = "/api/v1/repositories/" + made.path("id").asString("");

        JsonNode changed =
                ok("PUT", path, "{\"username\": \"bob\", \"bearerToken\": \"canary-b\", \"password\": \"\"}");
        assertThat(changed.path("configured").toString()).isEqualTo("[\"bearerToken\"]");
        assertThat(ok("GET", path, "").toString()).contains("bob").doesNotContain("canary");

        refused("POST", "/api/v1/repositories", "{\"repo\": \"https://API.example/shop\"}", 409, "AlreadyExists");
        refused("PUT", path, "{\"repo\": \"https://evil.example/shop.git\"}", 400, "cannot change");
        ok("DELETE", path, "");
        refused("GET", path, "", 404, "no such repository");
    }

    @Test
    void whatWouldSwitchACheckOffIsRefusedAndNotIgnored() {
        refused(
                "POST",
                "/api/v1/repositories",
                "{\"repo\": \"https://api.example/i.git\", \"insecure\": true}",
                400,
                "certificates are always verified");
        refused(
                "POST",
                "/api/v1/repositories",
                "{\"repo\": \"git@api.example:i.git\", \"insecureIgnoreHostKey\": true}",
                400,
                "SSH hosts must be known");
        refused(
                "POST",
                "/api/v1/repositories",
                "{\"repo\": \"https://api.example/i.git\", \"proxy\": \"http://user:pw@proxy:1\"}",
                400,
                "without a user");
        refused(
                "POST",
                "/api/v1/repositories",
                "{\"repo\": \"https://api.example/i.git\", \"proxy\": \"http:proxy\"}",
                400,
                "ProxyInvalid");
        refused(
                "POST",
                "/api/v1/repositories",
                "{\"repo\": \"git@api.example:i.git\", \"proxy\": \"http://proxy.example:3128\"}",
                400,
                "SSH is not carried by a proxy");
    }

    @Test
    void anAddressWithoutAHostIsRefusedWhenItIsEntered() {
        for (String address :
                List.of("ssh://-oProxyCommand=x/y", "ssh://git@-oProxyCommand=x/y", "https:///shop.git")) {
            refused("POST", "/api/v1/repositories", "{\"repo\": \"%s\"}".formatted(address), 400, "names no host");
        }
    }

    @Test
    void aRepositoryIsTriedWithoutBeingKept() {
        JsonNode tried = ok("POST", "/api/v1/repositories/validate", "{\"repo\": \"https://tried.invalid/shop.git\"}");
        assertThat(tried.at("/connectionState/status").asString("")).isEqualTo("Failed");
        assertThat(tried.at("/connectionState/message").asString("")).contains("is not a known host name");
        assertThat(ok("GET", "/api/v1/repositories", "").toString()).doesNotContain("tried.invalid");
    }

    @Test
    void aStoredSecretIsNeverTriedAtAnotherAddress() {
        ok("POST", "/api/v1/repositories", "{\"repo\": \"https://api.example/kept.git\", \"password\": \"canary-k\"}");
        JsonNode tried = ok("POST", "/api/v1/repositories/validate", "{\"repo\": \"https://kept.invalid/kept.git\"}");
        assertThat(tried.toString()).doesNotContain("canary").contains("Failed");
    }

    @Test
    void credentialTemplatesAreCreatedReadChangedAndDeleted() {
        JsonNode made = ok(
                "POST",
                "/api/v1/repocreds",
                "{\"url\": \"https://api.example/org\", \"username\": \"bot\", \"password\": \"canary-t\"}");
        assertThat(made.path("url").asString("")).isEqualTo("https://api.example/org");
        assertThat(made.toString()).doesNotContain("canary");
        String path = "/api/v1/repocreds/" + made.path("id").asString("");
        ok("PUT", path, "{\"url\": \"https://api.example/org\", \"username\": \"bot2\"}");
        assertThat(ok("GET", "/api/v1/repocreds?url=https://api.example/org", "")
                        .at("/items/0")
                        .toString())
                .contains("bot2", "password")
                .doesNotContain("canary");
        assertThat(ok("GET", "/api/v1/repositories", "").toString()).doesNotContain("https://api.example/org\"");
        ok("DELETE", "/api/v1/repocreds?url=https://api.example/org", "");
        refused("GET", path, "", 404, "no such credential template");
    }

    @Test
    void knownHostsAreListedCreatedAndDeletedAsCertificates() {
        String data = Base64.getEncoder().encodeToString(ED25519.getBytes(StandardCharsets.UTF_8));
        ok("POST", "/api/v1/certificates", """
                {"items": [{"serverName": "ssh.api.example", "certType": "ssh", "certSubType": "ssh-ed25519",
                  "certData": "%s"}]}""".formatted(data));
        assertThat(ok("GET", "/api/v1/certificates?hostNamePattern=ssh.api.*&certType=ssh", "")
                        .at("/items/0/certInfo")
                        .asString(""))
                .startsWith("SHA256:");
        assertThat(ok("GET", "/api/v1/certificates?hostNamePattern=github.com", "")
                        .toString())
                .contains("ssh-ed25519");
        assertThat(ok("DELETE", "/api/v1/certificates?hostNamePattern=ssh.api.example", "")
                        .path("items")
                        .size())
                .isEqualTo(1);
        ok("DELETE", "/api/v1/certificates?hostNamePattern=github.com", "");
        assertThat(ok("GET", "/api/v1/certificates?hostNamePattern=github.com", "")
                        .path("items")
                        .isEmpty())
                .as("built-in keys stay")
                .isFalse();
        refused(
                "POST",
                "/api/v1/certificates",
                "{\"items\": [{\"serverName\": \"x\", \"certType\": \"https\", \"certData\": \"bm8=\"}]}",
                400,
                "CertificateInvalid");
    }

    @Test
    void aClusterKeepsItsCredentialUntilItsAddressChanges() {
        JsonNode made = ok("POST", "/api/v1/clusters", """
                {"name": "api-west", "server": "https://api-west.invalid", "config": {"bearerToken": "canary-c"}}""");
        assertThat(made.toString()).contains("\"bearerToken\"").doesNotContain("canary");
        assertThat(made.at("/info/applicationsCount").asInt(-1)).isZero();
        String path = "/api/v1/clusters/api-west";
        JsonNode changed = ok("PUT", path, "{\"labels\": {\"region\": \"eu\"}}");
        assertThat(changed.path("configured").toString()).isEqualTo("[\"bearerToken\"]");
        refused("PUT", path, "{\"server\": \"https://evil.invalid\"}", 400, "enter its credential again");
        JsonNode tried = ok("POST", path + "/validate", "{}");
        assertThat(tried.at("/connectionState/status").asString("")).isEqualTo("Failed");
        assertThat(tried.at("/connectionState/failingSince").asString("")).isNotEmpty();
        ok("POST", path + "/invalidate-cache", "");
        assertThat(ok("GET", "/api/v1/clusters?server=https://API-west.invalid/", "")
                        .path("items")
                        .size())
                .isEqualTo(1);
        refused(
                "POST",
                "/api/v1/clusters/validate",
                "{\"name\": \"x\", \"kubeconfig\": \"users: [{name: u, user: {exec: {command: id}}}]\"}",
                400,
                "KubeconfigRefused");
        ok("DELETE", path, "");
        refused("GET", path, "", 404, "no cluster api-west");
    }

    @Test
    void aProjectIsCreatedReadChangedAndDeleted() {
        String path = "/api/v1/projects/api-project";
        JsonNode made = ok("POST", "/api/v1/projects", """
                {"project": {"metadata": {"name": "api-project"}, "spec": {"sourceRepos": ["*"], "syncWindows":
                  [{"kind": "deny", "schedule": "0 8 * * *", "duration": "1h", "applications": ["*"]}]}}}""");
        refused("POST", "/api/v1/projects", "{\"metadata\": {\"name\": \"api-project\"}}", 409, "AlreadyExists");
        assertThat(ok("GET", path + "/syncwindows", "").at("/windows/0/kind").asString(""))
                .isEqualTo("deny");
        assertThat(ok("GET", "/api/v1/projects", "").path("kind").asString("")).isEqualTo("AppProjectList");
        refused(
                "PUT",
                path,
                "{\"metadata\": {\"name\": \"api-project\"}, \"spec\": {\"syncWindows\": [{\"kind\": \"maybe\"}]}}",
                400,
                "InvalidProject");
        String version = made.at("/metadata/resourceVersion").asString("");
        ok("PUT", path, """
                {"project": {"metadata": {"name": "api-project", "resourceVersion": "%s"},
                  "spec": {"description": "changed"}}}""".formatted(version));
        refused(
                "PUT",
                path,
                "{\"metadata\": {\"name\": \"api-project\", \"resourceVersion\": \"%s\"}, \"spec\": {}}"
                        .formatted(version),
                409,
                "changed by someone else");
        ok("DELETE", path, "");
        refused("GET", path, "", 404, "no project api-project");
    }

    @Test
    void aTextWithTheCharacterZeroIsRefusedWithItsPlace() {
        for (String[] each : new String[][] {
            {"POST", "/api/v1/notifications/services", "{\"name\": \"a\\u0000\", \"kind\": \"webhook\"}", "at /name"},
            {
                "POST",
                "/api/v1/notifications/services",
                "{\"name\": \"a\", \"kind\": \"webhook\", \"secrets\": {\"url\": \"https://x\\u0000\"}}",
                "at /secrets/url"
            },
            {"POST", "/api/v1/notifications/services/none/test", "{\"recipient\": \"a\\u0000\"}", "at /recipient"},
            {
                "PUT",
                "/api/v1/notifications/templates/on-created",
                "{\"title\": \"a\", \"text\": \"\\u0000\"}",
                "at /text"
            },
            {
                "POST",
                "/api/v1/notifications/subscriptions",
                "{\"trigger\": \"on-created\", \"service\": \"\\u0000\"}",
                "at /service"
            },
            {
                "POST",
                "/api/v1/projects",
                "{\"metadata\": {\"name\": \"zero\"}, \"spec\": {\"description\": \"a\\u0000b\"}}",
                "at /spec/description"
            },
            {
                "POST",
                "/api/v1/applications",
                "{\"metadata\": {\"name\": \"zero\", \"annotations\": {\"a\\u0000\": \"b\"}}}",
                "in /metadata/annotations"
            },
            {"POST", "/api/v1/incidents", "{\"title\": [\"a\", \"\\u0000\"]}", "at /title/1"},
            {"POST", "/api/v1/repositories", "{\"repo\": \"https://x.example/\\u0000\"}", "at /repo"},
        }) {
            refused(each[0], each[1], each[2], 400, each[3] + " holds the character U+0000");
        }
        for (String path : new String[] {
            "/api/v1/applications?search=%00", "/api/v1/notifications/subscriptions?trigger=on-created&service=%00"
        }) {
            refused(path.contains("trigger") ? "DELETE" : "GET", path, "", 400, "U+0000");
        }
        assertThat(admin.post("/preferences/views", "/settings/banner", "name", "a\0", "address", "/apps")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.post("/settings/banner", "/settings/banner", "text", "a\0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.post("/settings/tokens", "/settings/banner", "name", "a\0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.get("/apps?search=%00").statusCode()).isEqualTo(400);
    }

    /** Nothing reconciles here: as behind a long queue, or between a restart and the first turn. */
    @Test
    void anAcceptedSyncIsTheApplicationsOperationBeforeItsTurn() {
        ok(
                "POST",
                "/api/v1/clusters",
                "{\"name\": \"queue\", \"server\": \"https://queue.invalid\", \"config\": {\"bearerToken\": \"canary-q\"}}");
        ApplicationName known = site.applicationOn("queued", "queue");
        site.hasFailed(known, 0, "It failed");
        site.applicationOn("queued-unseen", "queue");
        for (String name : List.of("queued", "queued-unseen")) {
            String path = "/api/v1/applications/" + name;
            JsonNode accepted = ok("POST", path + "/sync", "{\"dryRun\": true}");
            for (JsonNode told : List.of(accepted, ok("GET", path, ""))) {
                assertThat(told.at("/operation/sync/dryRun").asBoolean(false)).isTrue();
                assertThat(told.at("/operation/initiatedBy/username").asString(""))
                        .isEqualTo("admin");
                assertThat(told.at("/status/operationState/phase").asString("")).isEqualTo("Running");
                assertThat(told.at("/status/operationState/message").asString(""))
                        .isEqualTo("Waiting for its turn");
                assertThat(told.at("/status/operationState").has("finishedAt")).isFalse();
            }
            refused("POST", path + "/sync", "{}", 409, "Another operation");
            assertThat(admin.get(path + "/wait?timeout=0").statusCode()).isNotEqualTo(200);
        }
        assertThat(ok("GET", "/api/v1/applications?name=queued", "")
                        .at("/items/0/status/operationState/phase")
                        .asString(""))
                .isEqualTo("Running");
    }

    private JsonNode ok(String method, String path, String body) {
        HttpResponse<String> answer = admin.json(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void refused(String method, String path, String body, int status, String says) {
        HttpResponse<String> answer = admin.json(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says).doesNotContain("canary");
    }
}
