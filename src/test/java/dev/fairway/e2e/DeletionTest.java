package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@ProductLane
class DeletionTest {

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("deletion");

    @Test
    void anApplicationDeletedWithCascadeTakesItsObjectsWithIt() {
        running("cascading");

        rest.delete("cascading", true);

        eventually(() -> assertThat(rest.exists("cascading")).isFalse());
        assertThat(fairway.cluster()
                        .configMaps()
                        .inNamespace("cascading")
                        .withName("settings")
                        .get())
                .isNull();
    }

    @Test
    void anApplicationDeletedWithoutCascadeLeavesItsObjectsRunning() {
        running("leaving");

        rest.delete("leaving", false);

        eventually(() -> assertThat(rest.exists("leaving")).isFalse());
        assertThat(fairway.cluster()
                        .configMaps()
                        .inNamespace("leaving")
                        .withName("settings")
                        .get())
                .isNotNull();
    }

    private void running(String name) {
        lab.push("Settings", name + "/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated(name, fairway.address("deletion")));
        eventually(() -> assertThat(rest.state(name)).isEqualTo("Synced Healthy"));
    }
}
