package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@ProductLane
class HoldTest {

    private static final Actor ADA = Actor.person("ada");

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final AutomationControl control = fairway.part(AutomationControl.class);

    @Test
    void aPausedApplicationIsNotSyncedUntilItGoesOnAndAPauseAlwaysEnds() {
        ApplicationName name = new ApplicationName("argocd", "paused");
        Repository lab = fairway.repository("paused");
        lab.push("One", "paused/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.automated("paused", fairway.address("paused")));
        eventually(() -> assertThat(rest.state("paused")).isEqualTo("Synced Healthy"));

        assertThatThrownBy(() -> control.pause(name, Instant.now().plus(Duration.ofDays(8)), "", ADA))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("seven days");
        control.pause(name, Instant.now().plus(Duration.ofHours(1)), "An incident", ADA);
        lab.push("Two", "paused/settings.yaml", Yaml.configMap("settings", "two"));

        eventually(() -> assertThat(rest.state("paused")).startsWith("OutOfSync"));
        assertThat(value("paused")).isEqualTo("one");
        assertThat(control.holds(name))
                .singleElement()
                .isInstanceOfSatisfying(AutomationHold.Paused.class, paused -> assertThat(paused.reason())
                        .isEqualTo("An incident"));

        control.resume(name, ADA);
        eventually(() -> assertThat(value("paused")).isEqualTo("two"));
        assertThat(control.holds(name)).isEmpty();
    }

    @Test
    void whatIsPinnedDoesNotComeBackByItselfAndTheNextCommitGoesOn() {
        ApplicationName name = new ApplicationName("argocd", "pinned");
        Repository lab = fairway.repository("pinned");
        String good = lab.push("Good", "pinned/settings.yaml", Yaml.configMap("settings", "good"));
        rest.create(Yaml.automated("pinned", fairway.address("pinned")));
        eventually(() -> assertThat(rest.state("pinned")).isEqualTo("Synced Healthy"));
        lab.push("Bad", "pinned/settings.yaml", Yaml.configMap("settings", "bad"));
        eventually(() -> assertThat(value("pinned")).isEqualTo("bad"));
        eventually(() -> assertThat(rest.state("pinned")).isEqualTo("Synced Healthy"));

        control.pin(name, List.of(good), "It was bad", ADA);

        eventually(() -> assertThat(value("pinned")).isEqualTo("good"));
        eventually(() -> assertThat(rest.state("pinned")).startsWith("OutOfSync"));
        rest.application("pinned?refresh=hard");
        assertThat(control.holds(name)).singleElement().isInstanceOf(AutomationHold.Quarantined.class);

        lab.push("Better", "pinned/settings.yaml", Yaml.configMap("settings", "better"));
        eventually(() -> assertThat(value("pinned")).isEqualTo("better"));
        assertThat(control.holds(name)).isEmpty();
    }

    private String value(String namespace) {
        return fairway.cluster()
                .configMaps()
                .inNamespace(namespace)
                .withName("settings")
                .require()
                .getData()
                .values()
                .iterator()
                .next();
    }
}
