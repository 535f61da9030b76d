package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/** Nothing is known to be wrong, only that it takes too long. */
final class TimedOut implements Rule {

    private static final List<String> WORDS = List.of(
            "Not done when the time for its wave was up",
            "exceeded its progress deadline",
            "DeadlineExceeded",
            "did not accept this definition within a minute");

    @Override
    public Optional<Finding> find(Subject subject) {
        String words = subject.words();
        boolean late = subject.evidence().rollout().stage() == Rollout.Stage.TIMED_OUT
                || subject.hasFailed() && WORDS.stream().anyMatch(words::contains);
        if (!late) {
            return Optional.empty();
        }
        String said = words.isEmpty() ? "" : ": " + Quote.of(words);
        return Optional.of(new Finding(
                Cause.TIMEOUT,
                Remedy.MAY_PASS,
                subject.key().isPresent()
                        ? "did not become ready in time" + said
                        : "The rollout did not end in time" + said,
                Diagnoses.proofs(subject)));
    }
}
