package dev.fairway.diagnosis;

import dev.fairway.diagnosis.ContainerState.Role;
import dev.fairway.diagnosis.LogExcerpt.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The container whose log a person should read first. */
public record Suspect(PodState pod, ContainerState container) {

    private static final int NOTHING_WRONG = 4;

    /** Ended badly, else in a crash loop, else an init container that fails, else not ready; the newest pods first. */
    public static Optional<Suspect> in(List<PodState> pods) {
        return pods.stream()
                .flatMap(pod -> pod.containers().stream().map(container -> new Suspect(pod, container)))
                .filter(suspect -> suspect.rank() < NOTHING_WRONG)
                .min(Comparator.comparing((Suspect suspect) -> !suspect.pod.isNew())
                        .thenComparingInt(Suspect::rank)
                        .thenComparing(suspect -> suspect.pod.key()));
    }

    /** The run before this one, whenever there was one: it is the one that failed. */
    public Run run() {
        return container.before().isPresent() ? Run.PREVIOUS : Run.CURRENT;
    }

    private int rank() {
        if (container.role() == Role.INIT) {
            return container.isTroubled() ? 2 : NOTHING_WRONG;
        }
        if (container.hasJustEnded()) {
            return 0;
        }
        if (container.failure().isPresent()) {
            return 1;
        }
        return container.ready() || container.now() instanceof ContainerState.Ended ? NOTHING_WRONG : 3;
    }
}
