package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StatefulSetTests {

    private final TestWorld world = new TestWorld();

    @BeforeEach
    void apply() {
        world.apply("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db}
                spec:
                  serviceName: db
                  replicas: 3
                  selector: {matchLabels: {app: db}}
                  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
                  template:
                    metadata: {labels: {app: db}}
                    spec:
                      containers:
                        - name: db
                          image: example/db:1
                          readinessProbe: {tcpSocket: {port: 5432}}
                          volumeMounts: [{name: data, mountPath: /data}]
                  volumeClaimTemplates:
                    - metadata: {name: data}
                      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
                """);
    }

    private Manifest db() {
        return world.get(Kinds.STATEFUL_SET, "db");
    }

    private List<String> names() {
        return world.pods("db").stream().map(Manifest::name).toList();
    }

    @Test
    void whatIsRefusedIsNotAskedForAgainAndAgain() {
        world.seconds(20).refuseCreations("pods \"db-2\" is forbidden: exceeded quota: small");

        world.remove(Kinds.POD, "db-2").seconds(2);

        assertThat(world.refused()).isBetween(1, 3);
        world.allowCreations().seconds(20);
        assertThat(names()).contains("db-2");
    }

    private void use(String image) {
        world.change(Kinds.STATEFUL_SET, "db", tree -> ((ObjectNode) tree.at("/spec/template/spec/containers/0"))
                .put("image", image));
    }

    @Test
    void podsComeOneAfterTheOtherEachWithADiskOfItsOwn() {
        assertThat(names()).containsExactly("db-0");
        world.seconds(1);
        assertThat(names()).as("db-0 runs but is not ready").containsExactly("db-0");
        world.seconds(10);
        assertThat(names()).containsExactly("db-0", "db-1", "db-2");
        assertThat(db().at("/status/readyReplicas").asInt()).isEqualTo(3);
        assertThat(db().text("/status/currentRevision")).isEqualTo(db().text("/status/updateRevision"));
        assertThat(world.all(Kinds.CLAIM).stream().map(Manifest::name))
                .containsExactly("data-db-0", "data-db-1", "data-db-2");
        assertThat(world.all(Kinds.CLAIM))
                .allMatch(claim -> claim.text("/status/phase").equals("Bound"));
        assertThat(world.all(Kinds.VOLUME)).hasSize(3).allMatch(volume -> volume.text("/status/phase")
                .equals("Bound"));
    }

    @Test
    void anUpdateReplacesTheLastPodFirst() {
        world.seconds(15);
        String before = db().text("/status/currentRevision");
        use("example/db:2");
        assertThat(world.get(Kinds.POD, "db-2").isBeingDeleted()).isTrue();
        assertThat(world.get(Kinds.POD, "db-1").isBeingDeleted()).isFalse();
        assertThat(db().text("/status/updateRevision")).isNotEqualTo(before);
        assertThat(db().text("/status/currentRevision")).isEqualTo(before);

        world.seconds(20);
        assertThat(world.pods("db"))
                .allMatch(pod -> pod.text("/spec/containers/0/image").endsWith(":2"));
        assertThat(db().text("/status/currentRevision")).isEqualTo(db().text("/status/updateRevision"));
        assertThat(world.all(Kinds.CONTROLLER_REVISION)).hasSize(2);
    }

    @Test
    void aPartitionHoldsTheFirstPodsBack() {
        world.seconds(15);
        world.change(Kinds.STATEFUL_SET, "db", tree -> tree.withObject("/spec/updateStrategy/rollingUpdate")
                .put("partition", 2));
        use("example/db:2");
        world.seconds(20);
        assertThat(world.pods("db").stream().map(pod -> pod.text("/spec/containers/0/image")))
                .containsExactly("example/db:1", "example/db:1", "example/db:2");
        assertThat(db().at("/status/updatedReplicas").asInt()).isEqualTo(1);

        world.remove(Kinds.POD, "db-0").seconds(10);
        assertThat(world.get(Kinds.POD, "db-0").text("/spec/containers/0/image"))
                .as("a pod below the partition comes back as it was")
                .isEqualTo("example/db:1");
    }

    @Test
    void shrinkingTakesTheLastPodAndKeepsItsDisk() {
        world.seconds(15);
        world.change(Kinds.STATEFUL_SET, "db", tree -> tree.withObject("/spec").put("replicas", 1));
        assertThat(world.get(Kinds.POD, "db-2").isBeingDeleted()).isTrue();
        assertThat(world.get(Kinds.POD, "db-1").isBeingDeleted()).isFalse();
        world.seconds(10);
        assertThat(names()).containsExactly("db-0");
        assertThat(world.all(Kinds.CLAIM)).hasSize(3);
    }

    @Test
    void aVolumeGoesWithItsClaim() {
        world.seconds(15).remove(Kinds.CLAIM, "data-db-2");
        assertThat(world.all(Kinds.VOLUME)).hasSize(2);
    }

    @Test
    void aBrokenVersionStopsAtTheFirstPodAndCanBeTakenBack() {
        world.seconds(15);
        world.change(Kinds.STATEFUL_SET, "db", tree -> tree.withObject("/spec/template/metadata/annotations")
                .put(Behaviour.ANNOTATION, "crash-loop"));
        world.seconds(30);
        assertThat(db().at("/status/readyReplicas").asInt()).isEqualTo(2);
        assertThat(db().at("/status/updatedReplicas").asInt()).isEqualTo(1);

        world.change(Kinds.STATEFUL_SET, "db", tree -> tree.withObject("/spec/template/metadata")
                .remove("annotations"));
        world.seconds(30);
        assertThat(db().at("/status/readyReplicas").asInt()).isEqualTo(3);
    }
}
