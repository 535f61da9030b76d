package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the chart promises to someone who installs it, checked on what the real helm makes of it. */
class ChartTest {

    private static final String CONTAINER = "/spec/template/spec/containers/0";
    private static final String POD = "/spec/template/spec";

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String environment(Manifest workload, String name) {
        return each(workload.at(CONTAINER + "/env"))
                .filter(entry -> entry.path("name").asString("").equals(name))
                .map(entry -> entry.path("value").asString(""))
                .findFirst()
                .orElse("(none)");
    }

    private static List<String> writable(Manifest role, String group) {
        return each(role.at("/rules"))
                .filter(rule -> each(rule.path("verbs"))
                        .anyMatch(verb -> !List.of("get", "list", "watch").contains(verb.asString(""))))
                .filter(rule -> each(rule.path("apiGroups"))
                        .anyMatch(one -> one.asString("").equals(group)
                                || one.asString("").equals("*")))
                .flatMap(rule -> each(rule.path("resources")))
                .map(resource -> resource.asString(""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void theChartHasNoFaultThatHelmKnows(String values) {
        Programs.Answer answer = Chart.lint(values);

        assertThat(answer.code()).as(answer.text()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void everyPodKeepsTheRestrictedRules(String values) {
        List<Manifest> workloads = Stream.of("Deployment", "StatefulSet")
                .flatMap(Chart.rendered(values)::all)
                .toList();

        assertThat(workloads).isNotEmpty().allSatisfy(workload -> {
            JsonNode pod = workload.at(POD + "/securityContext");
            assertThat(pod.path("runAsNonRoot").booleanValue()).isTrue();
            assertThat(pod.path("runAsUser").asInt(0)).isPositive();
            assertThat(pod.at("/seccompProfile/type").asString("")).isEqualTo("RuntimeDefault");
            JsonNode container = workload.at(CONTAINER + "/securityContext");
            assertThat(container.path("readOnlyRootFilesystem").booleanValue()).isTrue();
            assertThat(container.path("allowPrivilegeEscalation").booleanValue())
                    .isFalse();
            assertThat(container.at("/capabilities/drop/0").asString("")).isEqualTo("ALL");
            assertThat(workload.at(POD + "/automountServiceAccountToken").booleanValue())
                    .isFalse();
            assertThat(workload.at(CONTAINER + "/resources/limits/memory").asString(""))
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void aProbeForEachQuestionAsksItsOwnEndpoint(String values) {
        Manifest deployment = Chart.rendered(values).only("Deployment");

        assertThat(deployment.text(CONTAINER + "/startupProbe/httpGet/path")).isEqualTo("/actuator/health/liveness");
        assertThat(deployment.text(CONTAINER + "/livenessProbe/httpGet/path")).isEqualTo("/actuator/health/liveness");
        assertThat(deployment.text(CONTAINER + "/readinessProbe/httpGet/path")).isEqualTo("/actuator/health/readiness");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void noSecretValueIsInTheChart(String values) {
        Chart chart = Chart.rendered(values);

        assertThat(chart.all("Secret"))
                .allSatisfy(secret -> assertThat(secret.tree().propertyNames())
                        .as("a Secret that the cluster fills in has no values of its own")
                        .doesNotContain("data", "stringData"));
        assertThat(Stream.of("Deployment", "StatefulSet")
                        .flatMap(chart::all)
                        .flatMap(workload -> each(workload.at(CONTAINER + "/env")))
                        .map(entry -> entry.path("name").asString("") + "="
                                + entry.path("value").asString(""))
                        .filter(entry -> entry.matches("(?i).*(password|secret|token|key).*"))
                        .filter(entry -> !entry.matches("[A-Z_]+_FILE=/.*|FAIRWAY_ROTATE_KEYS=true")))
                .as("what is secret comes as a file")
                .isEmpty();
        assertThat(chart.text()).doesNotContain("secretKeyRef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "production", "namespaces", "elsewhere"})
    void keysCanBeReadByFairwayAndNobodyElse(String values) {
        Manifest deployment = Chart.rendered(values).only("Deployment");

        assertThat(each(deployment.at(POD + "/volumes")).filter(volume -> volume.has("secret")))
                .isNotEmpty()
                .allSatisfy(volume ->
                        assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0440));
    }

    @Test
    void everythingAPodWritesToIsAVolume() {
        Manifest deployment = Chart.rendered("minimal").only("Deployment");

        assertThat(each(deployment.at(CONTAINER + "/volumeMounts"))
                        .filter(mount -> !mount.path("readOnly").asBoolean(false))
                        .map(mount -> mount.path("mountPath").asString("")))
                .containsExactlyInAnyOrder(environment(deployment, "FAIRWAY_HOME"), "/tmp");
    }

    @Test
    void aChartWithoutADatabaseIsRefusedInOneSentence() {
        assertThat(Chart.template("minimal", "--set", "database.url=").text())
                .contains("Set database.url to the JDBC address of a PostgreSQL, or bundledDatabase.enabled=true");
    }

    @Test
    void aChartWithoutAKeyIsRefusedInOneSentence() {
        assertThat(Chart.template("minimal", "--set", "encryptionKey.existingSecret=")
                        .text())
                .contains("encryptionKey.existingSecret must name a Secret with the encryption key.");
    }

    @Test
    void aMisspeltValueIsRefused() {
        assertThat(Chart.template("minimal", "--set", "replica=3").code()).isNotZero();
        assertThat(Chart.template("minimal", "--set", "ingress.hosts=x").code()).isNotZero();
    }

    @Test
    void aPasswordInTheDatabasesAddressIsRefused() {
        assertThat(Chart.template("minimal", "--set", "database.url=jdbc:postgresql://db/f?user=a&password=b")
                        .code())
                .isNotZero();
        assertThat(Chart.template("minimal", "--set", "settings.SPRING_DATASOURCE_PASSWORD=b")
                        .code())
                .isNotZero();
    }

    @Test
    void rolesAndCustomKindsAreNotAmongTheRightsUnlessAsked() {
        Manifest plain = Chart.rendered("minimal").only("ClusterRole");
        assertThat(writable(plain, "rbac.authorization.k8s.io")).isEmpty();
        assertThat(writable(plain, "apiextensions.k8s.io")).isEmpty();
        assertThat(writable(plain, "admissionregistration.k8s.io")).isEmpty();
        assertThat(writable(plain, "apps")).containsExactly("*");

        Manifest asked = Chart.rendered("production").only("ClusterRole");
        assertThat(writable(asked, "apiextensions.k8s.io")).containsExactly("customresourcedefinitions");
    }

    @Test
    void rightsInNamespacesMeanNoneInTheCluster() {
        Chart chart = Chart.rendered("namespaces");

        assertThat(chart.all("ClusterRole")).isEmpty();
        assertThat(chart.all("ClusterRoleBinding")).isEmpty();
        assertThat(chart.all("Role").map(Manifest::namespace)).containsExactlyInAnyOrder("shop", "payments");
        assertThat(chart.all("RoleBinding")).allSatisfy(binding -> assertThat(binding.text("/subjects/0/name"))
                .isEqualTo("deployer"));
        assertThat(environment(chart.only("Deployment"), "FAIRWAY_OWN_CLUSTER_NAMESPACES"))
                .isEqualTo("shop,payments");
    }

    @Test
    void aControlPlaneForOtherClustersHasNoRightsHere() {
        Chart chart = Chart.rendered("elsewhere");

        assertThat(chart.manifests().stream().map(Manifest::kind)).containsExactlyInAnyOrder("Service", "Deployment");
        assertThat(environment(chart.only("Deployment"), "FAIRWAY_OWN_CLUSTER_SERVER"))
                .isEqualTo("(none)");
    }

    @Test
    void aHomeOnOneNodeIsNeverMountedTwice() {
        assertThat(Chart.rendered("namespaces").only("Deployment").text("/spec/strategy/type"))
                .isEqualTo("Recreate");
        assertThat(Chart.template("namespaces", "--set", "replicas=2").text())
                .contains("Several replicas cannot share a home that is ReadWriteOnce");
    }

    @Test
    void aRollingUpdateNeverLeavesNobodyServing() {
        Manifest deployment = Chart.rendered("production").only("Deployment");

        assertThat(deployment.text("/spec/strategy/type")).isEqualTo("RollingUpdate");
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
        assertThat(Chart.rendered("production")
                        .only("PodDisruptionBudget")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void thePodsThatServiceBudgetAndPolicySelectAreTheDeployments() {
        Chart chart = Chart.rendered("trial");
        JsonNode labels = chart.only("Deployment").at("/spec/template/metadata/labels");
        JsonNode service = chart.all("Service")
                .filter(one -> one.name().equals("fairway"))
                .findFirst()
                .orElseThrow()
                .at("/spec/selector");

        assertThat(labels.properties()).containsAll(service.properties());
        assertThat(chart.only("PodDisruptionBudget").at("/spec/selector/matchLabels"))
                .isEqualTo(service);
        assertThat(chart.all("NetworkPolicy").map(policy -> policy.at("/spec/podSelector/matchLabels")))
                .contains(service);
        assertThat(chart.only("StatefulSet")
                        .at("/spec/template/metadata/labels")
                        .properties())
                .as("the database is never served as if it were Fairway")
                .doesNotContainSequence(service.properties());
    }

    @Test
    void metadataServicesAreOutOfReach() {
        Manifest policy = Chart.rendered("minimal").only("NetworkPolicy");

        assertThat(policy.at("/spec/egress").toString())
                .contains("169.254.0.0/16")
                .contains("fd00:ec2::254/128");
    }

    @Test
    void onlyFairwayReachesTheBundledDatabase() {
        Manifest policy = Chart.rendered("trial")
                .all("NetworkPolicy")
                .filter(one -> one.name().endsWith("-database"))
                .findFirst()
                .orElseThrow();

        assertThat(policy.at("/spec/policyTypes")).hasSize(2);
        assertThat(policy.at("/spec/egress").isMissingNode()).isTrue();
        assertThat(policy.at("/spec/ingress")).hasSize(1);
        assertThat(policy.text("/spec/ingress/0/from/0/podSelector/matchLabels/app.kubernetes.io~1component"))
                .isEqualTo("control-plane");
    }

    @Test
    void metricsAreReadWithAToken() {
        assertThat(Chart.rendered("production")
                        .only("ServiceMonitor")
                        .text("/spec/endpoints/0/authorization/credentials/name"))
                .isEqualTo("fairway-metrics");
        assertThat(Chart.template("minimal", "--set", "serviceMonitor.enabled=true")
                        .text())
                .contains("serviceMonitor.tokenSecret.name must name a Secret with an API token.");
    }
}
