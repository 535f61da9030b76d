package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DeploymentTests {

    private final TestWorld world = new TestWorld();

    private Manifest web() {
        return world.get(Kinds.DEPLOYMENT, "web");
    }

    private int count(String field) {
        return web().at("/status/" + field).asInt(0);
    }

    private String reason(String condition) {
        return Conditions.of(web().at("/status")).reason(condition);
    }

    private void use(String image, String behaviour) {
        world.change(Kinds.DEPLOYMENT, "web", tree -> {
            ObjectNode template = (ObjectNode) tree.at("/spec/template");
            ((ObjectNode) template.at("/spec/containers/0")).put("image", image);
            ((ObjectNode) template.at("/metadata/annotations")).put(Behaviour.ANNOTATION, behaviour);
        });
    }

    @Test
    void aNewDeploymentBecomesAvailable() {
        world.apply(Yamls.deployment("web", 3, "example/web:1", "healthy"));
        assertThat(reason("Available")).isEqualTo("MinimumReplicasUnavailable");

        world.seconds(3);
        assertThat(count("readyReplicas")).isEqualTo(3);
        assertThat(count("availableReplicas")).isEqualTo(3);
        assertThat(count("observedGeneration")).isEqualTo(1);
        assertThat(web().at("/status").has("unavailableReplicas")).isFalse();
        assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
        assertThat(web().annotation(DeploymentController.REVISION)).contains("1");
        String set = world.all(Kinds.REPLICA_SET).getFirst().name();
        assertThat(world.messages("web")).containsExactly("Scaled up replica set " + set + " from 0 to 3");
        assertThat(world.reasons(set)).containsExactly("SuccessfulCreate", "SuccessfulCreate", "SuccessfulCreate");
        assertThat(world.pods("web").stream()
                        .map(pod -> pod.text("/spec/nodeName"))
                        .distinct())
                .as("spread over the nodes")
                .hasSize(3);
    }

    @Test
    void aRollingUpdateNeverHasFewerOrMorePodsThanAllowed() {
        world.apply(Yamls.deployment("web", 3, "example/web:1", "healthy")).seconds(5);
        use("example/web:2", "healthy");
        for (int second = 0; second < 30; second++) {
            long present = world.pods("web").stream()
                    .filter(pod -> !pod.isBeingDeleted())
                    .count();
            long ready = world.pods("web").stream().filter(PodTally::isReady).count();
            assertThat(present).isLessThanOrEqualTo(4);
            assertThat(ready).isGreaterThanOrEqualTo(3);
            world.seconds(1);
        }
        assertThat(count("updatedReplicas")).isEqualTo(3);
        assertThat(count("replicas")).isEqualTo(3);
        assertThat(web().annotation(DeploymentController.REVISION)).contains("2");
        assertThat(world.pods("web"))
                .allMatch(pod -> pod.text("/spec/containers/0/image").endsWith(":2"));
    }

    @Test
    void aRolloutThatDoesNotMoveExceedsItsDeadlineWhileOldPodsServe() {
        world.apply(Yamls.deployment("web", 2, "example/web:1", "healthy")).seconds(5);
        use("example/web:2", "crash-loop");

        world.seconds(9);
        assertThat(reason("Progressing")).isEqualTo("ReplicaSetUpdated");
        world.seconds(2);
        assertThat(reason("Progressing")).isEqualTo("ProgressDeadlineExceeded");
        assertThat(count("availableReplicas")).isEqualTo(2);
        assertThat(count("updatedReplicas")).isEqualTo(1);
        assertThat(count("unavailableReplicas")).isEqualTo(1);
    }

    @Test
    void goingBackReusesTheOldReplicaSetUnderANewRevision() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        use("example/web:2", "crash-loop");
        world.seconds(20);
        use("example/web:1", "healthy");
        world.seconds(5);
        assertThat(world.all(Kinds.REPLICA_SET)).hasSize(2);
        assertThat(web().annotation(DeploymentController.REVISION)).contains("3");
        assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
        assertThat(count("availableReplicas")).isEqualTo(1);
    }

    @Test
    void aPausedDeploymentKeepsItsPods() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").put("paused", true));
        use("example/web:2", "healthy");
        world.seconds(5);
        assertThat(world.pods("web"))
                .allMatch(pod -> pod.text("/spec/containers/0/image").endsWith(":1"));
        assertThat(reason("Progressing")).isEqualTo("DeploymentPaused");

        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").remove("paused"));
        world.seconds(10);
        assertThat(world.pods("web"))
                .allMatch(pod -> pod.text("/spec/containers/0/image").endsWith(":2"));
        assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
    }

    @Test
    void recreateStopsEverythingFirst() {
        world.apply(Yamls.deployment("web", 2, "example/web:1", "healthy")
                        .replace("type: RollingUpdate", "type: Recreate")
                        .replace("rollingUpdate: {maxSurge: 1, maxUnavailable: 0}", ""))
                .seconds(5);
        use("example/web:2", "healthy");
        assertThat(world.pods("web")).allMatch(Manifest::isBeingDeleted);
        world.seconds(5);
        assertThat(world.pods("web")).hasSize(2).allMatch(pod -> pod.text("/spec/containers/0/image")
                .endsWith(":2"));
    }

    @Test
    void scalingChangesOnlyTheNumber() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").put("replicas", 4))
                .seconds(5);
        assertThat(count("availableReplicas")).isEqualTo(4);
        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").put("replicas", 0))
                .seconds(5);
        assertThat(world.pods("web")).isEmpty();
        assertThat(web().annotation(DeploymentController.REVISION)).contains("1");
    }

    @Test
    void aDeletedPodIsReplaced() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        String first = world.pods("web").getFirst().name();
        world.remove(Kinds.POD, first).seconds(5);
        assertThat(world.pods("web")).hasSize(1).noneMatch(pod -> pod.name().equals(first));
        assertThat(count("availableReplicas")).isEqualTo(1);
    }

    @Test
    void onlySoManyOldReplicaSetsAreKept() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        for (int version = 2; version <= 6; version++) {
            use("example/web:" + version, "healthy");
            world.seconds(10);
        }
        assertThat(world.all(Kinds.REPLICA_SET)).hasSize(3);
    }

    @Test
    void whatTheServerRefusesShowsOnTheDeployment() {
        world.refuseCreations("pods \"web\" is forbidden: exceeded quota: small")
                .apply(Yamls.deployment("web", 1, "example/web:1", "healthy"));
        Optional<ObjectNode> failure = Conditions.of(web().at("/status")).find("ReplicaFailure");
        assertThat(failure).hasValueSatisfying(c -> assertThat(Json.text(c.path("message")))
                .contains("exceeded quota"));
        String set = world.all(Kinds.REPLICA_SET).getFirst().name();
        assertThat(world.messages(set))
                .containsExactly("Error creating: pods \"web\" is forbidden: exceeded quota: small");

        world.allowCreations().seconds(15);
        assertThat(count("availableReplicas")).isEqualTo(1);
        assertThat(Conditions.of(web().at("/status")).find("ReplicaFailure")).isEmpty();
    }

    @Test
    void aReplicaSetWithoutOwnerIsAdopted() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy")).seconds(5);
        world.change(
                Kinds.REPLICA_SET, world.all(Kinds.REPLICA_SET).getFirst().name(), tree -> tree.withObject("/metadata")
                        .remove("ownerReferences"));
        assertThat(Ownership.controllerOf(world.all(Kinds.REPLICA_SET).getFirst()))
                .isPresent();
        assertThat(world.all(Kinds.REPLICA_SET)).hasSize(1);
    }
}
