package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** A container needs more memory than it may have. */
final class OutOfMemory implements Rule {

    @Override
    public Optional<Finding> find(Subject subject) {
        for (PodState pod : subject.newPods()) {
            for (ContainerState container : pod.containers()) {
                if (container
                        .failure()
                        .filter(end -> end.reason().equals("OOMKilled"))
                        .isPresent()) {
                    return Optional.of(new Finding(
                            Cause.OUT_OF_MEMORY,
                            Remedy.CHANGE_IN_GIT,
                            "%s: container \"%s\" is killed because it passes its memory limit%s"
                                    .formatted(subject.notReady(), container.name(), restarts(container)),
                            List.of(new Proof.InPod(pod.key()))));
                }
            }
        }
        return Optional.empty();
    }

    private static String restarts(ContainerState container) {
        return switch (container.restarts()) {
            case 0 -> "";
            case 1 -> ", restarted once";
            default -> ", restarted " + container.restarts() + " times";
        };
    }
}
