package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.resource.Actor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scripts that were written for Argo CD's API find here what they read there. */
@ProductLane
class ApiShapeTest {

    /** Fields that Argo CD does not have, and why we do. */
    private static final Map<String, String> OURS = Map.of(
            "OperationState.id", "the operation's number in the record and in /ops/{id}",
            "OperationState.rollout", "the second verdict: what became of what was synced",
            "GetUserInfoResponse.role", "what one may do",
            "EventList.apiVersion", "a list as the cluster gives it",
            "EventList.kind", "a list as the cluster gives it",
            "Event.apiVersion", "an event as the cluster gives it",
            "Event.kind", "an event as the cluster gives it");

    /** Parameters that Argo CD reads and we do not, and what that means. */
    private static final Map<String, String> NOT_READ = Map.of(
            "project", "a name and its namespace are enough to find an application",
            "resourceVersion", "streams begin with everything there is",
            "version", "objects are found by group and kind, whatever their version",
            "noCache", "renders are kept by content, so a kept one cannot be stale",
            "sourcePositions", "revisions are given for all sources, in their order",
            "versionId", "the commit is named in full",
            "untilTime", "not offered yet",
            "sinceTime.seconds", "sinceSeconds does it",
            "sinceTime.nanos", "sinceSeconds does it",
            "force", "a deletion waits for finalizers");

    /** In lists and streams one reads, one does not look again. */
    private static final Set<String> NOT_READ_HERE = Set.of(
            "GET /api/v1/applications refresh",
            "GET /api/v1/stream/applications refresh",
            "GET /api/v1/stream/applications selector",
            "GET /api/v1/stream/applications repo",
            "GET /api/v1/applications/{name} projects",
            "GET /api/v1/applications/{name} repo",
            "GET /api/v1/applications/{name} selector",
            "GET /api/v1/applications/{name}/logs group",
            "GET /api/v1/applications/{name}/logs namespace",
            "GET /api/v1/applications/{name}/pods/{podName}/logs group",
            "GET /api/v1/applications/{name}/pods/{podName}/logs kind",
            "GET /api/v1/applications/{name}/pods/{podName}/logs namespace",
            "GET /api/v1/applications/{name}/pods/{podName}/logs resourceName");

    private static final List<String> READ_BY_SCRIPTS = List.of(
            "/metadata/name",
            "/metadata/namespace",
            "/metadata/uid",
            "/metadata/resourceVersion",
            "/metadata/generation",
            "/metadata/creationTimestamp",
            "/spec/project",
            "/spec/source/repoURL",
            "/spec/source/targetRevision",
            "/spec/destination/server",
            "/status/sync/status",
            "/status/sync/revision",
            "/status/sync/comparedTo/source/repoURL",
            "/status/health/status",
            "/status/reconciledAt",
            "/status/conditions",
            "/status/resources/0/kind",
            "/status/resources/0/status",
            "/status/resources/0/version",
            "/status/resources/1/health/status",
            "/status/summary/images/0",
            "/status/history/0/id",
            "/status/history/0/revision",
            "/status/history/0/deployedAt",
            "/status/history/0/initiatedBy/username",
            "/status/operationState/phase",
            "/status/operationState/message",
            "/status/operationState/startedAt",
            "/status/operationState/finishedAt",
            "/status/operationState/retryCount",
            "/status/operationState/operation/sync/revision",
            "/status/operationState/operation/initiatedBy/username",
            "/status/operationState/syncResult/revision",
            "/status/operationState/syncResult/resources/1/hookPhase",
            "/status/operationState/syncResult/resources/2/status");

    private static final Fairway FAIRWAY = Fairway.running();
    private static final Rest REST = FAIRWAY.rest();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String APP = "/api/v1/applications/shaped";
    private static final String API = "?group=apps&kind=Deployment&namespace=shaped&resourceName=api";

    private final ArgoShape argo = ArgoShape.published();
    private final Map<String, ArgoShape.Endpoint> endpoints = argo.endpoints();
    private final SortedSet<String> asked = new TreeSet<>();

    @BeforeAll
    static void oneApplicationOfEverything() {
        FAIRWAY.repository("shaped")
                .push(
                        "A hook, a setting, a workload",
                        Map.of(
                                "shaped/before.yaml", Yaml.hook("before", "PreSync", "completes:1"),
                                "shaped/settings.yaml", Yaml.configMap("settings", "one"),
                                "shaped/api.yaml", Yaml.deployment("api", "healthy", "HERE")));
        REST.create(Yaml.application("shaped", FAIRWAY.address("shaped")));
        REST.sync("shaped");
        eventually(() -> assertThat(REST.phase("shaped")).isEqualTo("Succeeded"));
        eventually(() -> assertThat(REST.state("shaped")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(
                        REST.application("shaped").at("/status/history/0/id").isNumber())
                .isTrue());
    }

    @Test
    void everyAnswerHasNoFieldThatArgoCdsHasNotAndNoneOfAnotherType() {
        JsonNode application = check("GET /api/v1/applications/{name}", APP, "");
        assertThat(READ_BY_SCRIPTS)
                .allSatisfy(pointer -> assertThat(application.at(pointer).isMissingNode())
                        .as("%s in %s", pointer, application)
                        .isFalse());
        String revision = application.at("/status/sync/revision").asString();
        String deployment = application.at("/status/history/0/id").asString();

        check("GET /api/v1/applications", "/api/v1/applications?limit=3", "");
        check("GET /api/v1/applications/{name}/resource-tree", APP + "/resource-tree", "");
        check("GET /api/v1/applications/{name}/managed-resources", APP + "/managed-resources", "");
        check("GET /api/v1/applications/{name}/manifests", APP + "/manifests?revision=main", "");
        assertThat(check("GET /api/v1/applications/{name}/events", APP + "/events", "")
                        .path("items")
                        .valueStream()
                        .map(event -> event.at("/involvedObject/kind").asString("")))
                .contains("Deployment");
        check(
                "GET /api/v1/applications/{name}/revisions/{revision}/metadata",
                APP + "/revisions/" + revision + "/metadata",
                "");
        assertThat(check("GET /api/v1/applications/{name}/resource", APP + "/resource" + API, "")
                        .path("manifest")
                        .asString())
                .contains("registry.tidewater.example/api:1");
        check("GET /api/v1/applications/{name}/resource/actions", APP + "/resource/actions" + API, "");
        check("POST /api/v1/applications/{name}/resource/actions", APP + "/resource/actions" + API, "\"restart\"");
        check("POST /api/v1/applications/{name}/resource/actions/v2", APP + "/resource/actions/v2", """
                {"group": "apps", "kind": "Deployment", "namespace": "shaped", "resourceName": "api", "action": "scale",
                 "resourceActionParameters": [{"name": "replicas", "value": "2"}]}""");
        check(
                "DELETE /api/v1/applications/{name}/resource",
                APP + "/resource?kind=ConfigMap&namespace=shaped&resourceName=settings",
                "");

        check("PATCH /api/v1/applications/{name}", APP, """
                {"patchType": "json", "patch": "[{\\"op\\": \\"add\\", \\"path\\": \\"/metadata/labels\\", \\"value\\": {\\"tier\\": \\"api\\"}}]"}""");
        JsonNode patched = check("PATCH /api/v1/applications/{name}", APP, """
                {"appNamespace": "argocd", "patchType": "merge", "patch": "{\\"metadata\\": {\\"labels\\": {\\"team\\": \\"core\\"}}}"}""");
        assertThat(patched.at("/metadata/labels").toString()).contains("tier", "team");
        check("PUT /api/v1/applications/{name}", APP, patched.toString());
        check(
                "PUT /api/v1/applications/{name}/spec",
                APP + "/spec",
                patched.path("spec").toString());
        check(
                "POST /api/v1/applications",
                "/api/v1/applications?upsert=true",
                REST.application("shaped").toString());

        check("POST /api/v1/applications/{name}/sync", APP + "/sync", """
                {"name": "shaped", "appNamespace": "argocd", "revision": "main", "prune": true, "dryRun": false,
                 "strategy": {"hook": {"force": false}}, "syncOptions": {"items": ["ApplyOutOfSyncOnly=true"]},
                 "resources": [{"group": "", "kind": "ConfigMap", "namespace": "shaped", "name": "settings"}],
                 "retryStrategy": {"limit": 1}, "infos": [{"name": "ticket", "value": "7"}]}""");
        check("DELETE /api/v1/applications/{name}/operation", APP + "/operation", "");
        eventually(() -> assertThat(REST.application("shaped").has("operation")).isFalse());
        // It is refused until the one before has stopped.
        eventually(() -> check(
                "POST /api/v1/applications/{name}/rollback",
                APP + "/rollback",
                "{\"name\": \"shaped\", \"id\": %s}".formatted(deployment)));
        eventually(() -> assertThat(REST.state("shaped")).isEqualTo("Synced Healthy"));

        checkLine("GET /api/v1/applications/{name}/logs", APP + "/logs?tailLines=2");
        String pod = JSON.readTree(REST.body(APP + "/resource-tree"))
                .path("nodes")
                .valueStream()
                .filter(node -> node.path("kind").asString().equals("Pod")
                        && node.path("name").asString().startsWith("api-"))
                .findFirst()
                .orElseThrow()
                .path("name")
                .asString();
        checkLine("GET /api/v1/applications/{name}/pods/{podName}/logs", APP + "/pods/" + pod + "/logs?container=api");
        checkLine("GET /api/v1/stream/applications", "/api/v1/stream/applications?name=shaped");
        check("GET /api/version", "/api/version", "");
        check("GET /api/v1/session/userinfo", "/api/v1/session/userinfo", "");
        session();
        check("DELETE /api/v1/applications/{name}", APP + "?cascade=true&propagationPolicy=foreground", "");
        eventually(() -> assertThat(REST.exists("shaped")).isFalse());

        assertThat(asked).isEqualTo(endpoints.keySet());
    }

    @Test
    void theGeneratedDescriptionNamesEveryAddressAndParameter() {
        JsonNode described = JSON.readTree(REST.body("/api/openapi.json"));
        assertThat(FAIRWAY.rest("nobody").get("/api/openapi.json").statusCode()).isEqualTo(401);
        assertThat(described.at("/info/title").asString()).isEqualTo("Fairway");
        for (ArgoShape.Endpoint endpoint : endpoints.values()) {
            JsonNode operation = described
                    .path("paths")
                    .path(endpoint.path().replace("{podName}", "{pod}"))
                    .path(endpoint.method().toLowerCase(java.util.Locale.ROOT));
            assertThat(operation.isObject()).as(endpoint.toString()).isTrue();
            List<String> read = operation
                    .path("parameters")
                    .valueStream()
                    .map(parameter -> parameter.path("name").asString())
                    .toList();
            assertThat(endpoint.parameters())
                    .as(endpoint.toString())
                    .filteredOn(parameter ->
                            !NOT_READ.containsKey(parameter) && !NOT_READ_HERE.contains(endpoint + " " + parameter))
                    .isSubsetOf(read);
        }
    }

    private void session() {
        Access access = FAIRWAY.part(Access.class);
        access.ensureUser("shaped", Role.VIEWER);
        access.setPassword("shaped", "a-password-of-its-own", Actor.person("test"));
        JsonNode opened = check(
                "POST /api/v1/session",
                "/api/v1/session",
                "{\"username\": \"shaped\", \"password\": \"a-password-of-its-own\"}");
        assertThat(FAIRWAY.rest(opened.path("token").asString())
                        .get("/api/v1/session/userinfo")
                        .body())
                .contains("\"shaped\"");
    }

    private JsonNode check(String endpoint, String address, String body) {
        ArgoShape.Endpoint known = endpoints.get(endpoint);
        HttpResponse<String> answer = REST.ask(known.method(), address, body);
        assertThat(answer.statusCode()).as(endpoint + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode tree = JSON.readTree(answer.body());
        requireShape(endpoint, tree, known.answer());
        return tree;
    }

    /** Of an answer that goes on, the first line. */
    private void checkLine(String endpoint, String address) {
        try (Stream<String> lines = REST.lines(address)) {
            String line = lines.filter(text -> !text.isBlank()).findFirst().orElseThrow();
            requireShape(endpoint, JSON.readTree(line).path("result"), endpoints.get(endpoint).stream());
        }
    }

    private void requireShape(String endpoint, JsonNode tree, String type) {
        asked.add(endpoint);
        SortedSet<String> differences = argo.differences(tree, type);
        differences.removeAll(OURS.keySet());
        assertThat(differences).as("%s: %s", endpoint, tree).isEmpty();
    }
}
