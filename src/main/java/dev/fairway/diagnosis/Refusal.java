package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * How the API server refuses an object: when it is applied, or later when the cluster's own controllers make pods for it.
 *
 * @param wordings the first that fits is taken, so the one that tells most stands first
 */
record Refusal(Cause cause, Remedy remedy, List<Wording> wordings) {

    /** Under this reason controllers tell that they may not make what they should. */
    static final String NOT_MADE = "FailedCreate";

    Optional<Finding> in(Subject subject) {
        return applied(subject).or(() -> wholly(subject)).or(() -> later(subject));
    }

    private Optional<Finding> applied(Subject subject) {
        return subject.outcome()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                .flatMap(outcome -> read(subject, outcome.message())
                        .map(why -> found(subject.notApplied() + ": " + why, new Proof.InResult(outcome.key()))));
    }

    /** The attempt failed before any object was told apart. */
    private Optional<Finding> wholly(Subject subject) {
        Attempt attempt = subject.evidence().attempt();
        return subject.key().isPresent() || !attempt.state().isLost()
                ? Optional.empty()
                : read(subject, attempt.message())
                        .map(why -> found("The sync could not begin: " + why, new Proof.InAttempt()));
    }

    private Optional<Finding> later(Subject subject) {
        List<PodState> pods = subject.newPods();
        boolean recovered = !pods.isEmpty() && pods.stream().allMatch(PodState::ready);
        List<Event> events = recovered ? List.of() : subject.warnings(NOT_MADE);
        int count = events.stream().mapToInt(Event::count).sum();
        return events.reversed().stream()
                .flatMap(event -> read(subject, event.message()).stream())
                .findFirst()
                .map(why -> found("gets no pods: " + why, new Proof.InEvents(NOT_MADE, count)));
    }

    private Optional<String> read(Subject subject, String words) {
        return wordings.stream()
                .flatMap(wording -> wording.read(subject, words).stream())
                .findFirst();
    }

    private Finding found(String what, Proof proof) {
        return new Finding(cause, remedy, what, List.of(proof));
    }
}
