package dev.fairway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.cluster.ClusterDriver.ApplyOptions;
import dev.fairway.cluster.ClusterDriver.Propagation;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.LiveState.LiveChange;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.Target;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the engine relies on from any Kubernetes API, whoever serves it. */
public abstract class ClusterDriverContract {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final String namespace = "contract-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    private TestCluster cluster;
    private ClusterDriver driver;

    protected abstract ClusterAccess access();

    @BeforeEach
    void connect() {
        cluster = new TestCluster(access());
        driver = cluster.driver;
        driver.apply(
                manifest("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}".formatted(namespace)),
                ApplyOptions.DEFAULT);
    }

    @AfterEach
    void disconnect() {
        driver.delete(new ResourceKey("", "Namespace", "", namespace), Optional.empty(), Propagation.BACKGROUND);
        cluster.close();
    }

    @Test
    void theCatalogTellsVersionKindsAndScopes() {
        ApiCatalog catalog = driver.catalog();

        assertThat(catalog.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(catalog.find(new GroupKind("apps", "Deployment"))
                        .orElseThrow()
                        .plural())
                .isEqualTo("deployments");
        assertThat(catalog.isNamespaced(new GroupKind("", "Namespace"))).isFalse();
        assertThat(catalog.groupVersions()).contains("v1", "apps/v1", "batch/v1");
        assertThat(catalog.helmApiVersions()).contains("apps/v1/Deployment", "v1/ConfigMap");
    }

    @Test
    void anApplyStoresTheObjectUnderOurFieldManager() {
        Manifest stored = driver.apply(configMap("web", "color: green"), ApplyOptions.DEFAULT);

        assertThat(stored.uid()).isPresent();
        assertThat(stored.text("/data/color")).isEqualTo("green");
        assertThat(driver.get(stored.key())
                        .orElseThrow()
                        .at("/metadata/managedFields/0/manager")
                        .asString(""))
                .isEqualTo("fairway");
    }

    @Test
    void aFieldThatIsAppliedNoLongerDisappears() {
        driver.apply(configMap("web", "color: green, size: big"), ApplyOptions.DEFAULT);

        Manifest stored = driver.apply(configMap("web", "color: green"), ApplyOptions.DEFAULT);

        assertThat(stored.at("/data/size").isMissingNode()).isTrue();
    }

    @Test
    void aPredictionShowsTheResultAndPersistsNothing() {
        driver.apply(configMap("web", "color: green"), ApplyOptions.DEFAULT);

        Manifest predicted = driver.predict(configMap("web", "color: red"), ApplyOptions.DEFAULT);

        assertThat(predicted.text("/data/color")).isEqualTo("red");
        assertThat(driver.get(predicted.key()).orElseThrow().text("/data/color"))
                .isEqualTo("green");
    }

    @Test
    void aPredictionFillsInTheServersDefaults() {
        Manifest predicted = driver.predict(deployment("web", 2), ApplyOptions.DEFAULT);

        assertThat(predicted.text("/spec/strategy/type")).isEqualTo("RollingUpdate");
        assertThat(predicted.text("/spec/template/spec/restartPolicy")).isEqualTo("Always");
    }

    @Test
    void anObjectThatIsNotThereIsEmptyAndNoFailure() {
        assertThat(driver.get(new ResourceKey("", "ConfigMap", namespace, "nothing")))
                .isEmpty();
    }

    @Test
    void anUnknownKindIsToldFromAMissingObject() {
        ClusterProblem problem = problem(() -> driver.get(new ResourceKey("nowhere.dev", "Widget", namespace, "a")));

        assertThat(problem.reason()).isEqualTo(Reason.UNKNOWN_KIND);
        assertThat(problem.text()).contains("Widget/" + namespace + "/a").contains("CustomResourceDefinition");
    }

    @Test
    void anApplyIntoAMissingNamespaceSaysSo() {
        ClusterProblem problem =
                problem(() -> driver.apply(configMap("web", "a: b").withNamespace("not-there"), ApplyOptions.DEFAULT));

        assertThat(problem.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(problem.text()).contains("not-there");
    }

    @Test
    void whatDoesNotFitItsKindIsRefusedForGood() {
        Manifest unknownField =
                deployment("web", 1).with(tree -> tree.withObject("/spec").put("nonsense", true));
        Manifest twiceTheSameKey = deployment("web", 1).with(tree -> tree.at("/spec/template/spec/containers/0")
                .asObject()
                .putArray("env")
                .add(tree.objectNode().put("name", "A").put("value", "1"))
                .add(tree.objectNode().put("name", "A").put("value", "2")));

        for (Manifest misfit : List.of(unknownField, twiceTheSameKey)) {
            ClusterProblem problem = problem(() -> driver.predict(misfit, ApplyOptions.DEFAULT));
            assertThat(problem.reason()).isEqualTo(Reason.INVALID);
            assertThat(problem.text()).containsAnyOf(".spec.nonsense", "env");
        }
    }

    @Test
    void creatingATakenNameFails() {
        driver.create(configMap("web", "a: b"));

        assertThat(problem(() -> driver.create(configMap("web", "a: b"))).reason())
                .isEqualTo(Reason.ALREADY_EXISTS);
    }

    @Test
    void aGeneratedNameComesBack() {
        Manifest desired = configMap("web", "a: b").with(tree -> {
            tree.withObject("/metadata").remove("name");
            tree.withObject("/metadata").put("generateName", "web-");
        });

        assertThat(driver.create(desired).name()).startsWith("web-").hasSizeGreaterThan(4);
    }

    @Test
    void aChangeThatIsRefusedIsInvalidAndNamesTheField() {
        driver.apply(deployment("web", 1), ApplyOptions.DEFAULT);
        Manifest other = deployment("web", 1).with(tree -> {
            tree.withObject("/spec/selector/matchLabels").put("app", "other");
            tree.withObject("/spec/template/metadata/labels").put("app", "other");
        });

        ClusterProblem problem = problem(() -> driver.apply(other, ApplyOptions.DEFAULT));

        assertThat(problem.reason()).isEqualTo(Reason.INVALID);
        assertThat(problem.text()).contains("Deployment/" + namespace + "/web", "spec.selector", "cannot be changed");
        assertThat(problem.mayPass()).isFalse();
    }

    @Test
    void withoutForceAnotherOwnersFieldIsAConflict() {
        driver.apply(deployment("web", 1), ApplyOptions.DEFAULT);
        patchAs(
                "autoscaler",
                "/apis/apps/v1/namespaces/" + namespace + "/deployments/web",
                "{\"spec\":{\"replicas\":5}}");

        ClusterProblem problem = problem(() -> driver.apply(deployment("web", 2), new ApplyOptions(false, "Warn")));

        assertThat(problem.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(driver.apply(deployment("web", 2), ApplyOptions.DEFAULT)
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aReplacementIsWholeAndOnlyOfTheVeryObject() {
        Manifest stored = driver.apply(configMap("web", "a: b, c: d"), ApplyOptions.DEFAULT);

        Manifest replaced =
                driver.replace(configMap("web", "e: f"), stored.uid().orElseThrow());

        assertThat(replaced.uid()).isEqualTo(stored.uid());
        assertThat(replaced.at("/data").propertyNames()).containsExactly("e");
        assertThat(problem(() -> driver.replace(configMap("web", "g: h"), "00000000-0000-0000-0000-000000000000"))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
    }

    @Test
    void aMergePatchChangesAnnotations() {
        Manifest stored = driver.apply(configMap("web", "a: b"), ApplyOptions.DEFAULT);

        driver.merge(stored.key(), "{\"metadata\":{\"annotations\":{\"note\":\"seen\"}}}");

        assertThat(driver.get(stored.key()).orElseThrow().annotation("note")).contains("seen");
    }

    @Test
    void aDeletionSparesAnotherObjectOfTheSameName() {
        Manifest stored = driver.apply(configMap("web", "a: b"), ApplyOptions.DEFAULT);

        driver.delete(stored.key(), Optional.of("00000000-0000-0000-0000-000000000000"), Propagation.BACKGROUND);
        assertThat(driver.get(stored.key())).isPresent();

        driver.delete(stored.key(), stored.uid(), Propagation.BACKGROUND);
        assertThat(driver.get(stored.key())).isEmpty();

        driver.delete(stored.key(), stored.uid(), Propagation.BACKGROUND);
    }

    @Test
    void theValuesOfASecretGoOutInClearAndComeBackAsFingerprints() {
        Manifest stored = driver.apply(secret("token", "geheim"), ApplyOptions.DEFAULT);

        assertThat(stored.text("/data/password")).startsWith("hmac:").doesNotContain("geheim");
        assertThat(raw("/api/v1/namespaces/" + namespace + "/secrets/token")
                        .at("/data/password")
                        .asString(""))
                .isEqualTo("Z2VoZWlt");
        assertThat(driver.predict(secret("token", "geheim"), ApplyOptions.DEFAULT)
                        .text("/data/password"))
                .isEqualTo(stored.text("/data/password"));
        assertThat(driver.predict(secret("token", "anders"), ApplyOptions.DEFAULT)
                        .text("/data/password"))
                .startsWith("hmac:")
                .isNotEqualTo(stored.text("/data/password"));
    }

    @Test
    void theServersWordsAboutASecretAreNotRepeated() {
        Manifest invalid = secret("token", "geheim").with(tree -> {
            JsonNode password = tree.withObject("/data").remove("password");
            tree.withObject("/data").set("not/allowed", password);
        });

        ClusterProblem problem = problem(() -> driver.apply(invalid, ApplyOptions.DEFAULT));

        assertThat(problem.reason()).isEqualTo(Reason.INVALID);
        assertThat(problem.text())
                .contains("Secret/" + namespace + "/token", "not shown")
                .doesNotContain("not/allowed")
                .doesNotContain("geheim")
                .doesNotContain("Z2VoZWlt");
    }

    @Test
    void adoptionMovesTheFieldsOfOtherAppliersSoThatDroppedOnesDisappear() {
        applyAs("kustomize-controller", "color: green, size: big");
        Manifest live =
                driver.get(new ResourceKey("", "ConfigMap", namespace, "web")).orElseThrow();

        driver.adopt(live, "");
        Manifest stored = driver.apply(configMap("web", "color: green"), ApplyOptions.DEFAULT);

        assertThat(stored.at("/data").propertyNames()).containsExactly("color");
        assertThat(managers(stored)).containsExactly("fairway");
    }

    @Test
    void adoptionLeavesWhatPeopleOwn() {
        applyAs("argocd-controller", "color: green");
        patchAs("kubectl-edit", "/api/v1/namespaces/" + namespace + "/configmaps/web", "{\"data\":{\"size\":\"big\"}}");

        driver.adopt(
                driver.get(new ResourceKey("", "ConfigMap", namespace, "web")).orElseThrow(), "");
        Manifest stored = driver.apply(configMap("web", "color: red"), ApplyOptions.DEFAULT);

        assertThat(stored.text("/data/size")).isEqualTo("big");
        assertThat(managers(stored)).containsExactlyInAnyOrder("fairway", "kubectl-edit");
    }

    @Test
    void theLiveStateIsCompleteAndFollowsChanges() {
        LiveState live = driver.live();
        assertThat(live.awaitComplete(Duration.ofSeconds(30)))
                .as("%s", live.problem())
                .isTrue();
        assertThat(live.problem()).isEmpty();
        List<LiveChange> changes = new CopyOnWriteArrayList<>();

        try (LiveState.Subscription ignored = live.onChange(changes::add)) {
            ResourceKey key = new ResourceKey("", "ConfigMap", namespace, "theirs");
            applyAs("someone", "theirs", "color: green");
            Eventually.that(() -> assertThat(live.find(key)).isPresent());
            assertThat(changes).extracting(LiveChange::key).contains(key);
            driver.delete(key, Optional.empty(), Propagation.BACKGROUND);
            Eventually.that(() -> assertThat(live.find(key)).isEmpty());
            assertThat(changes).extracting(LiveChange::type).contains(LiveChange.Type.ADDED, LiveChange.Type.DELETED);
        }
    }

    @Test
    void whoWritesReadsAtLeastThatAtOnce() {
        LiveState live = driver.live();
        live.awaitComplete(Duration.ofSeconds(30));
        for (int round = 0; round < 20; round++) {
            Manifest stored = driver.apply(tracked(configMap("web", "round: r" + round)), ApplyOptions.DEFAULT);
            assertThat(live.get(stored.key()).orElseThrow().text("/data/round")).isEqualTo("r" + round);
        }
    }

    @Test
    void trackedObjectsAreFoundByTheirApplicationAndKeptWhole() {
        LiveState live = driver.live();
        live.awaitComplete(Duration.ofSeconds(30));
        ApplicationName shop = new ApplicationName("argocd", "shop-" + namespace);

        driver.apply(tracked(configMap("web", "color: green")), ApplyOptions.DEFAULT);
        driver.apply(tracked(configMap("web", "color: green")).withName("copied"), ApplyOptions.DEFAULT);

        assertThat(live.trackedBy(shop)).extracting(Manifest::name).containsExactly("web");
        assertThat(live.find(new ResourceKey("", "ConfigMap", namespace, "web"))
                        .orElseThrow()
                        .full())
                .isTrue();
        assertThat(live.find(new ResourceKey("", "ConfigMap", namespace, "copied"))
                        .orElseThrow()
                        .tracking())
                .isEmpty();
    }

    @Test
    void aSecretInTheLiveStateHasNoValues() {
        LiveState live = driver.live();
        live.awaitComplete(Duration.ofSeconds(30));
        driver.apply(tracked(secret("token", "geheim")), ApplyOptions.DEFAULT);

        Manifest seen =
                live.get(new ResourceKey("", "Secret", namespace, "token")).orElseThrow();

        assertThat(seen.text("/data/password")).startsWith("hmac:");
    }

    @Test
    void theKindOfANewDefinitionIsServedAndWatchedSoon() {
        LiveState live = driver.live();
        live.awaitComplete(Duration.ofSeconds(30));
        String plural = "boats" + NAMESPACES.get();
        Manifest definition = manifest("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.contract.fairway.dev}
                spec:
                  group: contract.fairway.dev
                  scope: Namespaced
                  names: {plural: %1$s, singular: %1$s, kind: Boat%2$s, listKind: Boat%2$sList}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(plural, NAMESPACES.get()));
        driver.apply(definition, ApplyOptions.DEFAULT);
        Manifest boat = manifest(
                "apiVersion: contract.fairway.dev/v1\nkind: Boat%s\nmetadata: {name: a, namespace: %s}\nspec: {sail: red}"
                        .formatted(NAMESPACES.get(), namespace));

        Eventually.that(
                () -> assertThat(driver.catalog().find(boat.key().groupKind())).isPresent());
        Eventually.that(() -> driver.apply(boat, ApplyOptions.DEFAULT));
        driver.merge(boat.key(), "{\"metadata\":{\"labels\":{\"seen\":\"yes\"}}}");
        Eventually.that(() -> assertThat(live.find(boat.key())).isPresent());

        driver.delete(definition.key(), Optional.empty(), Propagation.BACKGROUND);
        Eventually.that(
                () -> assertThat(driver.catalog().find(boat.key().groupKind())).isEmpty());
        Eventually.that(() -> assertThat(live.find(boat.key())).isEmpty());
    }

    @Test
    void eventsAboutAnObjectComeInOrder() {
        driver.apply(configMap("web", "a: b"), ApplyOptions.DEFAULT);
        for (int number : List.of(2, 1)) {
            driver.create(manifest("""
                    apiVersion: v1
                    kind: Event
                    metadata: {name: event-%1$d, namespace: %2$s}
                    involvedObject: {apiVersion: v1, kind: ConfigMap, name: web, namespace: %2$s}
                    reason: Seen%1$d
                    type: Normal
                    lastTimestamp: "2026-01-0%1$dT00:00:00Z"
                    """.formatted(number, namespace)));
        }

        assertThat(driver.events(new ResourceKey("", "ConfigMap", namespace, "web")))
                .extracting(event -> event.text("/reason"))
                .containsExactly("Seen1", "Seen2");
    }

    private static ClusterProblem problem(Runnable call) {
        return catchThrowableOfType(ClusterProblem.class, call::run);
    }

    private static List<String> managers(Manifest object) {
        return object.at("/metadata/managedFields")
                .valueStream()
                .map(entry -> entry.path("manager").asString(""))
                .toList();
    }

    private JsonNode raw(String path) {
        return cluster.connection.call(ApiRequest.get(path), Target.server("get", "test"));
    }

    private void applyAs(String manager, String data) {
        applyAs(manager, "web", data);
    }

    private void applyAs(String manager, String name, String data) {
        cluster.connection.call(
                ApiRequest.send(
                                "PATCH",
                                "/api/v1/namespaces/" + namespace + "/configmaps/" + name,
                                ApiRequest.APPLY_PATCH,
                                configMap(name, data).tree().toString().getBytes(StandardCharsets.UTF_8))
                        .with("fieldManager", manager),
                Target.server("apply", "test"));
    }

    private void patchAs(String manager, String path, String patch) {
        cluster.connection.call(
                ApiRequest.send("PATCH", path, ApiRequest.MERGE_PATCH, patch.getBytes(StandardCharsets.UTF_8))
                        .with("fieldManager", manager),
                Target.server("patch", "test"));
    }

    private Manifest tracked(Manifest object) {
        return object.withAnnotation(
                "argocd.argoproj.io/tracking-id",
                "shop-%s:%s/%s:%s/%s"
                        .formatted(namespace, object.group(), object.kind(), object.namespace(), object.name()));
    }

    private Manifest configMap(String name, String data) {
        return manifest("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: %s}\ndata: {%s}"
                .formatted(name, namespace, data));
    }

    private Manifest secret(String name, String password) {
        return manifest("apiVersion: v1\nkind: Secret\nmetadata: {name: %s, namespace: %s}\nstringData: {password: %s}"
                .formatted(name, namespace, password));
    }

    private Manifest deployment(String name, int replicas) {
        return manifest("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {containers: [{name: main, image: "example.org/web:1"}]}
                """.formatted(name, namespace, replicas));
    }

    private static Manifest manifest(String yaml) {
        return Manifests.parse(
                        yaml.getBytes(StandardCharsets.UTF_8),
                        "test",
                        YamlLimits.DEFAULT,
                        new TestVault().hidingDesired())
                .getFirst();
    }
}
