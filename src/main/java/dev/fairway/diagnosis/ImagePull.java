package dev.fairway.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An image cannot be had. */
final class ImagePull implements Rule {

    private static final Pattern UNKNOWN =
            Pattern.compile("not found|manifest unknown|does not exist", Pattern.CASE_INSENSITIVE);
    private static final Pattern DENIED =
            Pattern.compile("unauthorized|authentication required|access denied|denied: ", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<Finding> find(Subject subject) {
        for (PodState pod : subject.newPods()) {
            for (ContainerState container : pod.containers()) {
                Optional<ContainerState.Waiting> waiting = container.unpulled();
                if (waiting.isPresent()) {
                    return Optional.of(found(subject, pod, container, waiting.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding found(
            Subject subject, PodState pod, ContainerState container, ContainerState.Waiting waiting) {
        List<Proof> proofs = new ArrayList<>(List.of(new Proof.InPod(pod.key())));
        int failures = subject.warnings("Failed").stream()
                .filter(event -> event.message().contains("pull"))
                .mapToInt(Event::count)
                .sum();
        if (failures > 0) {
            proofs.add(new Proof.InEvents("Failed", failures));
        }
        return new Finding(
                Cause.IMAGE_PULL,
                Remedy.CHANGE_OUTSIDE,
                "%s: the image %s of container \"%s\" %s"
                        .formatted(subject.notReady(), container.image(), container.name(), why(subject, waiting)),
                proofs);
    }

    /** While it backs off, the cluster does not repeat why. */
    private static String why(Subject subject, ContainerState.Waiting waiting) {
        String words = waiting.message()
                + String.join(
                        " ",
                        subject.warnings("Failed").stream().map(Event::message).toList());
        if (waiting.reason().equals("InvalidImageName")) {
            return "has a name that is not valid";
        }
        if (UNKNOWN.matcher(words).find()) {
            return "does not exist";
        }
        return DENIED.matcher(words).find()
                ? "is refused by its registry"
                : "cannot be pulled (%s)".formatted(waiting.reason());
    }
}
