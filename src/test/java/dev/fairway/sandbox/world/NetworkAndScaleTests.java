package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import org.junit.jupiter.api.Test;

class NetworkAndScaleTests {

    private final TestWorld world = new TestWorld();

    private static String service(String name, String type) {
        return """
                apiVersion: v1
                kind: Service
                metadata: {name: %s}
                spec:
                  type: %s
                  selector: {app: web}
                  ports: [{name: http, port: 80, targetPort: http}]
                """.formatted(name, type);
    }

    private static String scaler(int least, int most) {
        return """
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: web}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
                  minReplicas: %d
                  maxReplicas: %d
                  metrics:
                    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
                """.formatted(least, most);
    }

    @Test
    void everyLoadBalancerGetsAnAddressOfItsOwn() {
        world.apply(service("one", "LoadBalancer"))
                .apply(service("two", "LoadBalancer"))
                .apply(service("in", "ClusterIP"));
        String one = world.get(Kinds.SERVICE, "one").text("/status/loadBalancer/ingress/0/ip");
        String two = world.get(Kinds.SERVICE, "two").text("/status/loadBalancer/ingress/0/ip");
        assertThat(one).startsWith("203.0.113.");
        assertThat(two).startsWith("203.0.113.").isNotEqualTo(one);
        assertThat(world.get(Kinds.SERVICE, "in")
                        .at("/status/loadBalancer/ingress")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void aServiceListsThePodsBehindItAndWhetherTheyAreReady() {
        world.apply(service("web", "ClusterIP")).apply(Yamls.deployment("web", 2, "example/web:1", "healthy"));
        world.seconds(1);
        assertThat(world.get(Kinds.ENDPOINTS, "web")
                        .at("/subsets/0/notReadyAddresses")
                        .size())
                .isEqualTo(2);
        world.seconds(5);
        Manifest endpoints = world.get(Kinds.ENDPOINTS, "web");
        assertThat(endpoints.at("/subsets/0/addresses").size()).isEqualTo(2);
        assertThat(endpoints.at("/subsets/0/ports/0/port").asInt())
                .as("by the port's name")
                .isEqualTo(8080);
        assertThat(world.all(Kinds.ENDPOINT_SLICE)).singleElement().satisfies(slice -> {
            assertThat(slice.labels()).containsEntry("kubernetes.io/service-name", "web");
            assertThat(slice.at("/endpoints/0/conditions/ready").asBoolean()).isTrue();
        });
    }

    @Test
    void anIngressIsAdmitted() {
        world.apply("{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {}}");
        assertThat(world.get(Kinds.INGRESS, "web").text("/status/loadBalancer/ingress/0/ip"))
                .isEqualTo("203.0.113.10");
    }

    @Test
    void anAutoscalerKeepsItsTargetBetweenItsLimits() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy"))
                .apply(scaler(2, 4))
                .seconds(10);
        assertThat(world.get(Kinds.DEPLOYMENT, "web").at("/spec/replicas").asInt())
                .isEqualTo(2);
        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").put("replicas", 9))
                .seconds(10);
        assertThat(world.get(Kinds.DEPLOYMENT, "web").at("/spec/replicas").asInt())
                .isEqualTo(4);
        Manifest scaler = world.get(Kinds.AUTOSCALER, "web");
        assertThat(scaler.at("/status/currentReplicas").asInt()).isEqualTo(4);
        Conditions conditions = Conditions.of(scaler.at("/status"));
        assertThat(conditions.isTrue("AbleToScale")).isTrue();
        assertThat(conditions.isTrue("ScalingActive")).isTrue();
        assertThat(world.reasons("web")).contains("SuccessfulRescale");
    }

    @Test
    void anAutoscalerWithoutTargetSaysSo() {
        world.apply(scaler(2, 4));
        assertThat(Conditions.of(world.get(Kinds.AUTOSCALER, "web").at("/status"))
                        .reason("AbleToScale"))
                .isEqualTo("FailedGetScale");
    }

    @Test
    void aDisruptionBudgetCountsWhatMayGo() {
        world.apply(Yamls.deployment("web", 3, "example/web:1", "healthy"))
                .apply("""
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                        """)
                .seconds(10);
        Manifest budget = world.get(Kinds.DISRUPTION_BUDGET, "web");
        assertThat(budget.at("/status/currentHealthy").asInt()).isEqualTo(3);
        assertThat(budget.at("/status/disruptionsAllowed").asInt()).isEqualTo(1);
    }

    @Test
    void aClaimOfAnUnknownClassStaysPendingAndHoldsItsPod() {
        world.apply("""
                        apiVersion: v1
                        kind: PersistentVolumeClaim
                        metadata: {name: data}
                        spec: {storageClassName: gold, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                        """).apply("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers: [{name: api, image: example/api:1}]
                          volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                        """).seconds(5);
        assertThat(world.get(Kinds.CLAIM, "data").text("/status/phase")).isEqualTo("Pending");
        assertThat(world.messages("data")).containsExactly("storageclass.storage.k8s.io \"gold\" not found");
        assertThat(world.messages("web").getFirst()).contains("pod has unbound immediate PersistentVolumeClaims");
    }
}
