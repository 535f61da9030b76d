package dev.fairway.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import org.junit.jupiter.api.Test;

class FaultsInTheWorldTests {

    private final TestWorld world = new TestWorld();

    private boolean ready(String pod) {
        return Conditions.of(world.get(Kinds.POD, pod).at("/status")).isTrue("Ready");
    }

    @Test
    void unschedulablePodsWaitUntilTheRuleIsGone() {
        world.apply(Yamls.fault("full", "unschedulable", "namespaces: shop\nmessage: Insufficient memory"))
                .apply(Yamls.pod("web", "healthy", ""))
                .seconds(30);
        assertThat(world.get(Kinds.POD, "web").text("/spec/nodeName")).isEmpty();
        assertThat(world.messages("web").getFirst()).startsWith("0/3 nodes are available: 3 Insufficient memory.");

        world.remove(Kinds.CONFIG_MAP, "full").seconds(5);
        assertThat(ready("web")).isTrue();
    }

    @Test
    void failingProbesTakeReadinessAwayAndGiveItBack() {
        world.apply(Yamls.pod("web", "healthy", "readinessProbe: {httpGet: {path: /, port: 80}}"))
                .seconds(30);
        assertThat(ready("web")).isTrue();
        world.apply(Yamls.fault("sick", "fail-probes", "names: we*"));
        assertThat(ready("web")).isFalse();
        assertThat(world.reasons("web")).endsWith("Unhealthy");
        world.remove(Kinds.CONFIG_MAP, "sick");
        assertThat(ready("web")).isTrue();
    }

    @Test
    void aRuleMayEndByItself() {
        world.apply(Yamls.pod("web", "healthy", "readinessProbe: {httpGet: {path: /, port: 80}}"))
                .seconds(30);
        world.apply(Yamls.fault("sick", "fail-probes", "seconds: \"60\""));
        world.seconds(50);
        assertThat(ready("web")).isFalse();
        world.seconds(30);
        assertThat(ready("web")).isTrue();
    }

    @Test
    void aRevertedFieldComesBackAfterEveryWrite() {
        world.apply(Yamls.deployment("web", 2, "example/web:1", "healthy"))
                .apply(Yamls.fault("other", "revert", "kinds: Deployment\nfield: /spec/replicas\nvalue: \"5\""));
        assertThat(replicas()).isEqualTo(5);
        world.change(Kinds.DEPLOYMENT, "web", tree -> tree.withObject("/spec").put("replicas", 2));
        assertThat(replicas()).isEqualTo(5);
    }

    @Test
    void aFieldWithoutValueIsTakenAway() {
        world.apply(Yamls.fault("other", "revert", "kinds: Service\nfield: /metadata/labels/team"))
                .apply("{apiVersion: v1, kind: Service, metadata: {name: web, labels: {team: x, app: y}}, spec: {}}");
        assertThat(world.get(Kinds.SERVICE, "web").labels()).containsOnlyKeys("app");
    }

    @Test
    void aFieldInAListIsReached() {
        world.apply(Yamls.deployment("web", 1, "example/web:1", "healthy"))
                .apply(Yamls.fault(
                        "other",
                        "revert",
                        "kinds: Deployment.apps\nfield: /spec/template/spec/containers/0/image\nvalue: example/web:0"));
        assertThat(world.get(Kinds.DEPLOYMENT, "web").text("/spec/template/spec/containers/0/image"))
                .isEqualTo("example/web:0");
    }

    @Test
    void aMapWithoutSenseIsNoRule() {
        world.apply(Yamls.fault("a", "explode", "kinds: Pod"))
                .apply(Yamls.fault("b", "revert", "kinds: Pod"))
                .apply(Yamls.fault("c", "quota", "kinds: \"*\""));
        assertThat(world.view().rules().all()).isEmpty();
    }

    private int replicas() {
        Manifest web = world.get(Kinds.DEPLOYMENT, "web");
        return web.at("/spec/replicas").asInt();
    }
}
