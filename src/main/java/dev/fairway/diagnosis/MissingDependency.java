package dev.fairway.diagnosis;

import dev.fairway.diagnosis.ContainerState.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Something that the object needs is not there: its definition, its namespace, or what its containers refer to. */
final class MissingDependency implements Rule {

    private static final Refusal REFUSAL = new Refusal(
            Cause.MISSING_DEPENDENCY,
            Remedy.CHANGE_OUTSIDE,
            List.of(
                    Wording.of("namespaces? \"([^\"]+)\" not found", match -> "the namespace %s does not exist"
                            .formatted(match.group(1))),
                    new Wording(
                            Pattern.compile("(?i)the cluster does not (serve|know the kind) |no matches for kind "),
                            (subject, match) -> unknownKind(subject))));

    @Override
    public Optional<Finding> find(Subject subject) {
        return REFUSAL.in(subject).or(() -> reference(subject)).or(() -> mount(subject));
    }

    private static String unknownKind(Subject subject) {
        String kind = subject.key()
                .map(key -> "the kind " + key.kind() + (key.group().isEmpty() ? "" : "." + key.group()))
                .orElse("a kind");
        return "the cluster does not know %s, its CustomResourceDefinition is missing".formatted(kind);
    }

    private static Optional<Finding> reference(Subject subject) {
        for (PodState pod : subject.newPods()) {
            for (ContainerState container : pod.containers()) {
                Optional<Waiting> waiting = container.unconfigured();
                if (waiting.isPresent()) {
                    return Optional.of(new Finding(
                            Cause.MISSING_DEPENDENCY,
                            Remedy.CHANGE_OUTSIDE,
                            "%s: container \"%s\" cannot be made: %s"
                                    .formatted(
                                            subject.notReady(),
                                            container.name(),
                                            Quote.of(waiting.get().message())),
                            List.of(new Proof.InPod(pod.key()))));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> mount(Subject subject) {
        List<Event> events = subject.newPods().stream().anyMatch(pod -> !pod.ready())
                ? subject.warnings("FailedMount").stream()
                        .filter(event -> event.message().endsWith("not found"))
                        .toList()
                : List.of();
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Cause.MISSING_DEPENDENCY,
                        Remedy.CHANGE_OUTSIDE,
                        "%s: a volume cannot be mounted: %s"
                                .formatted(
                                        subject.notReady(),
                                        Quote.of(events.getLast().message())),
                        List.of(new Proof.InEvents(
                                "FailedMount",
                                events.stream().mapToInt(Event::count).sum()))));
    }
}
