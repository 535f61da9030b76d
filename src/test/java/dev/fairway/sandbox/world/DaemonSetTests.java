package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DaemonSetTests {

    private final TestWorld world = new TestWorld();

    @BeforeEach
    void apply() {
        world.apply("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent}
                spec:
                  selector: {matchLabels: {app: agent}}
                  updateStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec:
                      containers: [{name: agent, image: "example/agent:1", readinessProbe: {httpGet: {path: /, port: 1}}}]
                """).seconds(5);
    }

    private Manifest agent() {
        return world.get(Kinds.DAEMON_SET, "agent");
    }

    @Test
    void everyNodeHasOnePod() {
        assertThat(world.pods("agent").stream().map(pod -> pod.text("/spec/nodeName")))
                .containsExactlyInAnyOrder("sandbox-1", "sandbox-2", "sandbox-3");
        assertThat(agent().at("/status/desiredNumberScheduled").asInt()).isEqualTo(3);
        assertThat(agent().at("/status/numberAvailable").asInt()).isEqualTo(3);
        assertThat(agent().at("/status").has("numberUnavailable")).isFalse();
    }

    @Test
    void anUpdateTakesOneNodeAtATime() {
        world.change(Kinds.DAEMON_SET, "agent", tree -> ((ObjectNode) tree.at("/spec/template/spec/containers/0"))
                .put("image", "example/agent:2"));
        for (int second = 0; second < 20; second++) {
            assertThat(world.pods("agent").stream().filter(PodTally::isReady).count())
                    .isGreaterThanOrEqualTo(2);
            world.seconds(1);
        }
        assertThat(world.pods("agent")).hasSize(3).allMatch(pod -> pod.text("/spec/containers/0/image")
                .endsWith(":2"));
        assertThat(agent().at("/status/updatedNumberScheduled").asInt()).isEqualTo(3);
    }

    @Test
    void aSelectorLeavesNodesOut() {
        world.change(Kinds.DAEMON_SET, "agent", tree -> tree.withObject("/spec/template/spec/nodeSelector")
                .put("topology.kubernetes.io/zone", "zone-b"));
        world.seconds(10);
        assertThat(world.pods("agent").stream().map(pod -> pod.text("/spec/nodeName")))
                .containsExactly("sandbox-2");
        assertThat(agent().at("/status/desiredNumberScheduled").asInt()).isEqualTo(1);
    }
}
