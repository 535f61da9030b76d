package dev.fairway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.IntStr;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Resource;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What clients rely on, checked in the same way against the sandbox and against a real kube-apiserver. The scenarios are
 * requests; what a real server answered is recorded, so that either server is compared with the same text. To record anew
 * run the test of the real server with {@code -Dcontract.record=true}.
 */
abstract class KubernetesApiContract {

    private static final List<String> SCENARIOS =
            List.of("defaults", "ownership", "patches", "validation", "objects", "tables", "custom");

    abstract ApiUnderTest api();

    private static final String DEFINITION = """
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
             "metadata": {"name": "widgets.contract.test"},
             "spec": {"group": "contract.test", "scope": "Namespaced",
              "names": {"plural": "widgets", "kind": "Widget", "shortNames": ["wd"], "categories": ["toys"]},
              "versions": [{"name": "v1", "served": true, "storage": true,
               "subresources": {"status": {}, "scale": {"specReplicasPath": ".spec.replicas",
                "statusReplicasPath": ".status.replicas"}},
               "additionalPrinterColumns": [{"name": "Size", "type": "integer", "jsonPath": ".spec.size"},
                {"name": "Colour", "type": "string", "jsonPath": ".spec.colour", "priority": 1},
                {"name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"}],
               "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                "spec": {"type": "object", "required": ["size"], "properties": {
                 "size": {"type": "integer", "minimum": 1},
                 "replicas": {"type": "integer", "default": 1},
                 "colour": {"type": "string", "enum": ["red", "green"]},
                 "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                 "parts": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                  "items": {"type": "object", "required": ["name"], "properties": {
                   "name": {"type": "string"}, "weight": {"type": "integer"}, "unit": {"type": "string", "default": "kg"}}}}}},
                "status": {"type": "object", "properties": {"replicas": {"type": "integer"}}}}}}}]}}
            """;

    /** Makes the kind that the scenario about custom kinds uses, and waits until it is served. */
    static void defineWidgets(ApiUnderTest api) {
        ApiClient client = new ApiClient(api);
        assertThat(client.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", DEFINITION)
                        .code())
                .isEqualTo(201);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.contract.test")
                                .body()
                                .path("status")
                                .path("conditions")
                                .valueStream()
                                .anyMatch(condition -> condition
                                                .path("type")
                                                .asString("")
                                                .equals("Established")
                                        && condition.path("status").asString("").equals("True"))
                        && client.get("/apis/contract.test/v1/widgets").code() == 200);
    }

    @TestFactory
    Stream<DynamicNode> answersAsRecorded() {
        defineWidgets(api());
        return SCENARIOS.stream().map(name -> {
            Scenario scenario = Scenario.read(name);
            return DynamicContainer.dynamicContainer(
                    name, Boolean.getBoolean("contract.record") ? record(scenario) : replay(scenario));
        });
    }

    private Stream<DynamicTest> replay(Scenario scenario) {
        ApiClient client = new ApiClient(api());
        String namespace = namespace(client);
        JsonNode recorded = recorded(scenario.name());
        assertThat(recorded.size())
                .as("recorded answers of " + scenario.name())
                .isEqualTo(scenario.steps().size());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Scenario.Step step = scenario.steps().get(i);
            JsonNode expected = recorded.get(i);
            tests.add(DynamicTest.dynamicTest(step.sentence(), () -> {
                ApiClient.Answer answer = client.send(step, namespace);
                assertThat(pretty(answer(answer, namespace))).isEqualTo(pretty(expected.path("answer")));
            }));
        }
        return tests.stream();
    }

    private Stream<DynamicTest> record(Scenario scenario) {
        return Stream.of(DynamicTest.dynamicTest("is recorded", () -> {
            ApiClient client = new ApiClient(api());
            String namespace = namespace(client);
            ArrayNode all = Scenario.MAPPER.createArrayNode();
            for (Scenario.Step step : scenario.steps()) {
                ObjectNode entry = all.addObject().put("it", step.sentence());
                entry.set("answer", answer(client.send(step, namespace), namespace));
            }
            Files.writeString(
                    Path.of("src/test/resources/contract/" + scenario.name() + ".recorded.json"), pretty(all) + "\n");
        }));
    }

    private static ObjectNode answer(ApiClient.Answer answer, String namespace) {
        ObjectNode normal = Scenario.MAPPER.createObjectNode().put("code", answer.code());
        normal.set("body", Normal.of(answer.body(), namespace));
        return normal;
    }

    static String namespace(ApiClient client) {
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        ApiClient.Answer made = client.post(
                "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}");
        assertThat(made.code()).isEqualTo(201);
        return name;
    }

    private static JsonNode recorded(String name) {
        try (InputStream in = KubernetesApiContract.class.getResourceAsStream("/contract/" + name + ".recorded.json")) {
            assertThat(in).as("a record of " + name).isNotNull();
            return Scenario.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pretty(JsonNode node) {
        return Scenario.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    @Test
    void aWatchFromAListMissesNothingAndSeesObjectsComeChangeAndGo() {
        ApiClient client = new ApiClient(api());
        String namespace = namespace(client);
        String path = "/api/v1/namespaces/" + namespace + "/configmaps";
        client.post(path, configMap("before", "x"));
        String version = client.get(path).text("metadata", "resourceVersion");
        client.post(path, configMap("first", "web"));
        client.patch(path + "/first", "{\"data\":{\"k\":\"v\"}}");
        client.delete(path + "/first");
        try (WatchReader watch = client.watch(path + "?watch=true&timeoutSeconds=20&resourceVersion=" + version)) {
            assertThat(watch.next(3)).containsExactly("ADDED first", "MODIFIED first", "DELETED first");
            client.post(path, configMap("later", "web"));
            assertThat(watch.next(1)).containsExactly("ADDED later");
        }
    }

    @Test
    void aWatchWithoutAVersionBeginsWithWhatExists() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        client.post(path, configMap("a", "x"));
        client.post(path, configMap("b", "x"));
        try (WatchReader watch = client.watch(path + "?watch=true&timeoutSeconds=20")) {
            assertThat(watch.next(2)).containsExactlyInAnyOrder("ADDED a", "ADDED b");
        }
    }

    @Test
    void aWatchWithASelectorSeesAnObjectAppearAndDisappearAsItsLabelsChange() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        String version = client.get(path).text("metadata", "resourceVersion");
        client.post(path, configMap("a", "other"));
        client.patch(path + "/a", "{\"metadata\":{\"labels\":{\"app\":\"web\"}}}");
        client.patch(path + "/a", "{\"data\":{\"k\":\"v\"}}");
        client.patch(path + "/a", "{\"metadata\":{\"labels\":{\"app\":\"other\"}}}");
        String query = "?watch=true&timeoutSeconds=20&labelSelector=app=web&resourceVersion=" + version;
        try (WatchReader watch = client.watch(path + query)) {
            assertThat(watch.next(3)).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
        }
    }

    @Test
    void aWatchThatAsksForInitialEventsIsToldWhereTheyEnd() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        client.post(path, configMap("a", "x"));
        String query = "?watch=true&timeoutSeconds=20&sendInitialEvents=true&allowWatchBookmarks=true"
                + "&resourceVersionMatch=NotOlderThan";
        try (WatchReader watch = client.watch(path + query)) {
            assertThat(watch.next(2)).containsExactly("ADDED a", "BOOKMARK ");
        }
    }

    @Test
    void aWatchFromAForgottenVersionIsToldSo() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        try (WatchReader watch = client.watch(path + "?watch=true&timeoutSeconds=20&resourceVersion=1")) {
            JsonNode event = watch.read();
            // A real server may still remember the first version of a cluster that has just begun.
            if (event.path("type").asString("").equals("ERROR")) {
                assertThat(event.path("object").path("code").asInt()).isEqualTo(410);
                assertThat(event.path("object").path("reason").asString()).isEqualTo("Expired");
            }
        }
    }

    @Test
    void aWatchedTableNamesItsColumnsOnce() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        client.post(path, configMap("a", "x"));
        client.post(path, configMap("b", "x"));
        try (WatchReader watch = client.watchTable(path + "?watch=true&timeoutSeconds=20")) {
            assertThat(watch.read().path("object").path("columnDefinitions").size())
                    .isEqualTo(3);
            assertThat(watch.read().path("object").path("columnDefinitions").size())
                    .isZero();
        }
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        ApiClient client = new ApiClient(api());
        String path = "/api/v1/namespaces/" + namespace(client) + "/configmaps";
        for (int i = 0; i < 7; i++) {
            client.post(path, configMap("n" + i, "x"));
        }
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            ApiClient.Answer page = client.get(path + "?limit=3&continue=" + token);
            page.body()
                    .path("items")
                    .forEach(
                            item -> names.add(item.path("metadata").path("name").asString()));
            token = page.text("metadata", "continue");
        } while (!token.isEmpty());
        assertThat(names).containsExactly("n0", "n1", "n2", "n3", "n4", "n5", "n6");
    }

    /** Zeros that were set stay, zeros that were not go; embedded structs, quantities, ports and bytes are as in JSON. */
    @Test
    void theBinaryFormOfTypedClientsIsReadLikeJson() {
        ApiClient client = new ApiClient(api());
        String namespace = namespace(client);
        String core = "/api/v1/namespaces/" + namespace;
        V1.PodTemplateSpec template = V1.PodTemplateSpec.newBuilder()
                .setMetadata(Meta.ObjectMeta.newBuilder().setName("").putLabels("app", "web"))
                .setSpec(V1.PodSpec.newBuilder()
                        .setHostNetwork(false)
                        .setAutomountServiceAccountToken(false)
                        .setSecurityContext(V1.PodSecurityContext.newBuilder().setRunAsUser(0))
                        .addContainers(V1.Container.newBuilder()
                                .setName("web")
                                .setImage("web:1")
                                .setWorkingDir("")
                                .addEnv(V1.EnvVar.newBuilder()
                                        .setName("PASSWORD")
                                        .setValueFrom(V1.EnvVarSource.newBuilder()
                                                .setSecretKeyRef(V1.SecretKeySelector.newBuilder()
                                                        .setLocalObjectReference(V1.LocalObjectReference.newBuilder()
                                                                .setName("db"))
                                                        .setKey("password"))))
                                .setResources(V1.ResourceRequirements.newBuilder()
                                        .putRequests(
                                                "cpu",
                                                Resource.Quantity.newBuilder()
                                                        .setString("100m")
                                                        .build()))
                                .setReadinessProbe(V1.Probe.newBuilder()
                                        .setHandler(V1.ProbeHandler.newBuilder()
                                                .setHttpGet(V1.HTTPGetAction.newBuilder()
                                                        .setPath("/ready")
                                                        .setPort(IntStr.IntOrString.newBuilder()
                                                                .setType(1)
                                                                .setIntVal(0)
                                                                .setStrVal("http")))))
                                .addVolumeMounts(V1.VolumeMount.newBuilder()
                                        .setName("tmp")
                                        .setMountPath("/tmp")))
                        .addVolumes(V1.Volume.newBuilder()
                                .setName("tmp")
                                .setVolumeSource(V1.VolumeSource.newBuilder()
                                        .setEmptyDir(V1.EmptyDirVolumeSource.getDefaultInstance()))))
                .build();
        V1Apps.Deployment deployment = V1Apps.Deployment.newBuilder()
                .setMetadata(named("web").setCreationTimestamp(Meta.Time.getDefaultInstance()))
                .setSpec(V1Apps.DeploymentSpec.newBuilder()
                        .setReplicas(0)
                        .setMinReadySeconds(0)
                        .setPaused(false)
                        .setSelector(Meta.LabelSelector.newBuilder().putMatchLabels("app", "web"))
                        .setStrategy(V1Apps.DeploymentStrategy.newBuilder()
                                .setRollingUpdate(V1Apps.RollingUpdateDeployment.newBuilder()
                                        .setMaxSurge(IntStr.IntOrString.newBuilder()
                                                .setType(0)
                                                .setIntVal(2))))
                        .setTemplate(template))
                .setStatus(V1Apps.DeploymentStatus.newBuilder().setReplicas(0))
                .build();
        V1.Secret secret = V1.Secret.newBuilder()
                .setMetadata(named("db"))
                .putData("password", ByteString.copyFromUtf8("canary\0"))
                .setType("")
                .build();
        assertAlike(
                client,
                namespace,
                "/apis/apps/v1/namespaces/" + namespace + "/deployments",
                "apps/v1",
                deployment,
                """
                {"metadata": {"name": "web", "creationTimestamp": null},
                 "spec": {"replicas": 0, "selector": {"matchLabels": {"app": "web"}},
                  "strategy": {"rollingUpdate": {"maxSurge": 2}},
                  "template": {"metadata": {"labels": {"app": "web"}}, "spec": {
                   "automountServiceAccountToken": false, "securityContext": {"runAsUser": 0},
                   "containers": [{"name": "web", "image": "web:1", "resources": {"requests": {"cpu": "100m"}},
                    "env": [{"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}],
                    "readinessProbe": {"httpGet": {"path": "/ready", "port": "http"}},
                    "volumeMounts": [{"name": "tmp", "mountPath": "/tmp"}]}],
                   "volumes": [{"name": "tmp", "emptyDir": {}}]}}}, "status": {}}""");
        assertAlike(client, namespace, core + "/secrets", "v1", secret, """
                {"metadata": {"name": "db"}, "data": {"password": "Y2FuYXJ5AA=="}}""");
        assertThat(client.post(core + "/configmaps", "v1", secret).code())
                .as("an object of another kind")
                .isEqualTo(400);
    }

    private static Meta.ObjectMeta.Builder named(String name) {
        return Meta.ObjectMeta.newBuilder().setName(name).setNamespace("");
    }

    private static void assertAlike(
            ApiClient client, String namespace, String path, String apiVersion, Message object, String json) {
        String dry = path + "?dryRun=All&fieldValidation=Strict";
        ObjectNode asJson = (ObjectNode) Scenario.MAPPER.readTree(json);
        asJson.put("apiVersion", apiVersion)
                .put("kind", object.getDescriptorForType().getName());
        ApiClient.Answer expected = client.post(dry, asJson.toString());
        assertThat(expected.code()).isEqualTo(201);
        assertThat(pretty(answer(client.post(dry, apiVersion, object), namespace)))
                .isEqualTo(pretty(answer(expected, namespace)));
    }

    private static String configMap(String name, String app) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\",\"labels\":{\"app\":\"" + app + "\"}}}";
    }
}
