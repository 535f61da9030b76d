package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.resource.Actor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How scripts use the API, and what it says when they are wrong. */
@ProductLane
class ApiUseTest {

    private static final Fairway FAIRWAY = Fairway.running();
    private static final Rest REST = FAIRWAY.rest();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LIST = "/api/v1/applications?repo=";

    @BeforeAll
    static void threeApplications() {
        FAIRWAY.repository("used")
                .push(
                        "Three folders",
                        Map.of(
                                "used-a/api.yaml", Yaml.deployment("api", "healthy", "HERE"),
                                "used-b/settings.yaml", Yaml.configMap("settings", "1"),
                                "used-c/settings.yaml", Yaml.configMap("settings", "1")));
        String address = FAIRWAY.address("used");
        REST.create(Yaml.automated("used-a", address));
        REST.create(
                Yaml.application("used-b", address).replace("  name: used-b", "  name: used-b\n  labels: {tier: web}"));
        REST.create(Yaml.application("used-c", address).replace("namespace: argocd", "namespace: team-c"));
        eventually(() -> assertThat(REST.state("used-a")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(REST.state("used-b")).startsWith("OutOfSync"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&name=used-b | used-b",
                "&selector=tier%3Dweb | used-b",
                "&selector=tier+notin+(web) | used-a used-c",
                "&projects=default&projects=other | used-a used-b used-c",
                "&projects=other | ''",
                "&appNamespace=team-c | used-c",
                "&sync=Synced | used-a",
                "&health=Healthy&sync=Synced | used-a",
                "&q=USED-A | used-a"
            })
    void theListIsFilteredAtTheServer(String filter, String names) {
        assertThat(String.join(" ", names(LIST + FAIRWAY.address("used") + filter)))
                .isEqualTo(names);
    }

    @Test
    void theListComesInPagesAndWithTheFieldsAskedForOnly() {
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = REST.json(LIST + FAIRWAY.address("used") + "&limit=1&continue=" + next
                    + "&fields=items.metadata.name,metadata.continue,metadata.remainingItemCount");
            assertThat(page.path("items").size()).isEqualTo(1);
            assertThat(page.at("/items/0").toString())
                    .isEqualTo("{\"metadata\":{\"name\":\"%s\"}}"
                            .formatted(page.at("/items/0/metadata/name").asString()));
            found.add(page.at("/items/0/metadata/name").asString());
            next = page.at("/metadata/continue").asString("");
        } while (!next.isEmpty());
        assertThat(found).containsExactly("used-a", "used-b", "used-c");
        assertThat(REST.json("/api/v1/applications/used-a?fields=-status,spec").toString())
                .contains("metadata")
                .doesNotContain("\"status\"", "\"spec\"");
    }

    @Test
    void waitingAnswersWhenItIsSoOrTheTimeIsOver() {
        assertThat(REST.json("/api/v1/applications/used-a/wait?sync&health&timeout=60")
                        .at("/status/sync/status")
                        .asString())
                .isEqualTo("Synced");
        HttpResponse<String> late = REST.get("/api/v1/applications/used-b/wait?sync&timeout=0");
        assertThat(late.statusCode()).isEqualTo(408);
        assertThat(late.body()).contains("argocd/used-b is OutOfSync");
    }

    @Test
    void anApplicationOfAnotherNamespaceIsNamedInTheAddress() {
        assertThat(REST.get("/api/v1/applications/used-c").statusCode()).isEqualTo(404);
        assertThat(REST.get("/api/v1/applications/used-c?appNamespace=team-c").statusCode())
                .isEqualTo(200);
        HttpResponse<String> patched = REST.ask("PATCH", "/api/v1/applications/used-c?appNamespace=team-c", """
                {"appNamespace": "team-c", "patch": "{\\"metadata\\": {\\"labels\\": {\\"a\\": \\"b\\"}}}", "patchType": "merge"}""");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(200);
        assertProblem(
                REST.ask("POST", "/api/v1/applications/used-c/sync", "{\"appNamespace\": \"team-c\"}"),
                404,
                "NotFound",
                "argocd/used-c");
        assertProblem(
                REST.ask("POST", "/api/v1/applications/used-a/sync", "{\"appNamespace\": \"team-c\"}"),
                400,
                "InvalidRequest",
                "?appNamespace=team-c");
    }

    @Test
    void whatWasChangedMeanwhileIsNotOverwritten() {
        String before = REST.application("used-b").toString();
        REST.ask("PATCH", "/api/v1/applications/used-b", "{\"metadata\": {\"labels\": {\"seen\": \"yes\"}}}");
        assertProblem(REST.ask("PUT", "/api/v1/applications/used-b", before), 409, "Conflict", "Read it again");
    }

    @Test
    void streamsEndWhenTheReaderLeaves(@TempDir Path folder) throws IOException {
        String logs = "/api/v1/applications/used-a/logs?follow=true&tailLines=1";
        try (Stream<String> lines = REST.lines(logs)) {
            assertThat(lines.limit(2)).allMatch(line -> line.contains("\"podName\""));
        }
        try (Stream<String> lines = REST.lines("/api/v1/stream/applications?name=used-a")) {
            assertThat(lines.findFirst().orElseThrow()).contains("\"ADDED\"", "used-a");
        }
        eventually(() -> {
            Path dump = folder.resolve("threads-" + System.nanoTime());
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            assertThat(Files.readString(dump)).doesNotContain("web.api.LogLines", "web.api.StreamApi");
        });
    }

    @Test
    void whoGuessesAPasswordIsHeldUp() {
        Access access = FAIRWAY.part(Access.class);
        access.ensureUser("guessed", Role.VIEWER);
        access.setPassword("guessed", "the-right-password", Actor.person("test"));
        String right = "{\"username\": \"guessed\", \"password\": \"the-right-password\"}";
        assertThat(REST.ask("POST", "/api/v1/session", right).statusCode()).isEqualTo(200);
        for (int i = 0; i < 12; i++) {
            assertThat(REST.ask("POST", "/api/v1/session", right.replace("right", "wrong"))
                            .statusCode())
                    .isIn(401, 429);
        }
        assertThat(REST.ask("POST", "/api/v1/session", right).statusCode()).isIn(401, 429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/v1/applications | { | 400 | InvalidRequest | not valid JSON",
                "POST | /api/v1/applications | [] | 400 | WrongType | an object",
                "POST | /api/v1/applications | '{\"metadata\":{\"name\":\"A B\"},\"spec\":{}}' | 400 | InvalidSpec | lower-case",
                "POST | /api/v1/applications | '{\"metadata\":{\"name\":\"a\"},\"spec\":{\"syncPolicy\":{\"automated\":{\"selfheal\":true}}}}' | 400 | UnknownField | selfHeal",
                "POST | /api/v1/applications | '{\"metadata\":{\"name\":\"a\"},\"spec\":{\"project\":7}}' | 400 | WrongType | spec.project must be a text",
                "POST | /api/v1/applications | '{\"metadata\":{\"name\":\"used-a\"},\"spec\":{\"source\":{\"repoURL\":\"https://a.example/b\",\"path\":\".\"},\"destination\":{\"name\":\"in-cluster\"}}}' | 409 | AlreadyExists | used-a",
                "GET | /api/v1/applications/nobody | '' | 404 | NotFound | argocd/nobody",
                "GET | /api/v1/applications?limit=x | '' | 400 | InvalidParameter | limit must be a whole number",
                "GET | /api/v1/applications?limit=-1 | '' | 400 | InvalidParameter | limit",
                "GET | /api/v1/applications?continue=x | '' | 400 | InvalidRequest | continue",
                "GET | /api/v1/applications?sort=luck | '' | 400 | InvalidParameter | urgency",
                "GET | /api/v1/applications?selector=a%3D%3D%3Db | '' | 400 | InvalidParameter | selector",
                "GET | /api/v1/applications/used-a?appNamespace=%00 | '' | 400 | InvalidParameter | U+0000",
                "GET | /api/v1/nothing | '' | 404 | NotFound | openapi.json",
                "PUT | /api/v1/applications | {} | 405 | MethodNotAllowed | GET",
                "PUT | /api/v1/applications/used-a | '{\"metadata\":{\"name\":\"other\"}}' | 400 | InvalidRequest | cannot be changed",
                "PATCH | /api/v1/applications/used-a | '\"x\"' | 400 | WrongType | an object",
                "PATCH | /api/v1/applications/used-a | '{\"patchType\":\"json\",\"patch\":\"[{\\\"op\\\":\\\"remove\\\",\\\"path\\\":\\\"/spec/nothing\\\"}]\"}' | 400 | InvalidPatch | Operation 1",
                "PATCH | /api/v1/applications/used-a | '{\"patch\":\"{\"}' | 400 | InvalidRequest | not valid JSON",
                "PATCH | /api/v1/applications/used-a | '{\"spec\":null}' | 400 | InvalidSpec | spec.source",
                "POST | /api/v1/applications/used-a/sync | '{\"revision\":7}' | 400 | WrongType | revision must be a text",
                "POST | /api/v1/applications/used-a/sync | '{\"resources\":[{\"name\":\"x\"}]}' | 400 | InvalidRequest | kind",
                "POST | /api/v1/applications/used-a/sync | '{\"manifests\":[\"x\"]}' | 400 | NotSupportedYet | Git",
                "POST | /api/v1/applications/used-b/rollback | {} | 400 | InvalidRequest | status.history",
                "POST | /api/v1/applications/used-b/rollback | '{\"id\":99999999}' | 404 | NotFound | 99999999",
                "POST | /api/v1/applications/used-a/rollback | '{\"id\":1}' | 409 | AutomatedSync | Git",
                "DELETE | /api/v1/applications/used-a?propagationPolicy=maybe | '' | 400 | InvalidRequest | foreground",
                "DELETE | /api/v1/applications/used-a?cascade=maybe | '' | 400 | InvalidParameter | true or false",
                "GET | /api/v1/applications/used-a/logs?tailLines=x | '' | 400 | InvalidParameter | tailLines",
                "GET | /api/v1/applications/used-a/revisions/main/metadata | '' | 400 | InvalidRequest | 40 hex",
                "GET | /api/v1/applications/used-a/manifests?revision=v9 | '' | 400 | UnknownRevision | v9",
                "GET | /api/v1/applications/used-a/resource?kind=Secret&namespace=kube-system&resourceName=x | '' | 404 | NotFound | no part",
                "POST | /api/v1/applications/used-a/resource/actions?kind=Deployment&group=apps&namespace=used-a&resourceName=api | '\"explode\"' | 400 | NotPossible | restart"
            })
    void aMistakeIsAProblemDocumentThatSaysWhatToDo(
            String method, String path, String body, int status, String code, String words) {
        assertProblem(REST.ask(method, path, body), status, code, words);
    }

    @Test
    void aBodyThatIsTooLongOrTooDeepIsRefused() {
        assertProblem(REST.ask("POST", "/api/v1/applications", " ".repeat(5 << 20)), 413, "TooLarge", "4 MiB");
        assertProblem(REST.ask("POST", "/api/v1/applications", "[".repeat(5_000)), 400, "InvalidRequest", "deeply");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isEqualTo(code);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).contains(words);
    }

    private static List<String> names(String path) {
        return REST.json(path)
                .path("items")
                .valueStream()
                .map(item -> item.at("/metadata/name").asString())
                .toList();
    }
}
