package dev.fairway.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diagnosis.ContainerState.Ended;
import dev.fairway.diagnosis.ContainerState.Role;
import dev.fairway.diagnosis.ContainerState.Running;
import dev.fairway.diagnosis.ContainerState.Waiting;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspectTest {

    private static final Optional<Ended> NEVER = Optional.empty();
    private static final Ended BADLY = new Ended(1, "Error", Optional.empty());

    private final ContainerState unready = container("unready", Role.MAIN, new Running(), NEVER);
    private final ContainerState init =
            container("init", Role.INIT, new Waiting("CrashLoopBackOff", ""), Optional.of(BADLY));
    private final ContainerState backingOff =
            container("backing-off", Role.MAIN, new Waiting("CrashLoopBackOff", ""), Optional.of(BADLY));
    private final ContainerState ended = container("ended", Role.MAIN, BADLY, NEVER);

    @Test
    void theLogOfAContainerThatJustEndedBadlyComesFirst() {
        assertThat(chosen(unready, init, backingOff, ended)).isEqualTo("ended");
        assertThat(chosen(unready, init, backingOff)).isEqualTo("backing-off");
        assertThat(chosen(unready, init)).isEqualTo("init");
        assertThat(chosen(unready)).isEqualTo("unready");
    }

    @Test
    void theRunBeforeIsReadWheneverThereWasOne() {
        assertThat(suspect(backingOff).run()).isEqualTo(LogExcerpt.Run.PREVIOUS);
        assertThat(suspect(ended).run()).isEqualTo(LogExcerpt.Run.CURRENT);
    }

    @Test
    void newPodsComeBeforeOldOnes() {
        PodState old = pod("a", PodState.Generation.OLD, ended);
        PodState fresh = pod("b", PodState.Generation.NEW, unready);
        assertThat(Suspect.in(List.of(old, fresh)).orElseThrow().pod()).isEqualTo(fresh);
    }

    private String chosen(ContainerState... containers) {
        return suspect(containers).container().name();
    }

    private static Suspect suspect(ContainerState... containers) {
        return Suspect.in(List.of(pod("web", PodState.Generation.NEW, containers)))
                .orElseThrow();
    }

    private static PodState pod(String name, PodState.Generation generation, ContainerState... containers) {
        return new PodState(
                new ResourceKey("", "Pod", "shop", name), Scene.WEB, generation, false, "", List.of(containers));
    }

    private static ContainerState container(String name, Role role, ContainerState.Now now, Optional<Ended> before) {
        return new ContainerState(name, role, "image", false, 0, now, before);
    }
}
