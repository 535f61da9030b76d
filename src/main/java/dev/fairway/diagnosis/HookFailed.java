package dev.fairway.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A hook did not end well. */
final class HookFailed implements Rule {

    private static final List<Rule> REASONS = List.of(new ImagePull(), new OutOfMemory(), new NonZeroExit());

    @Override
    public Optional<Finding> find(Subject subject) {
        return subject.outcome()
                .filter(outcome -> outcome.hook() && outcome.state() == Outcome.State.FAILED)
                .map(outcome -> found(subject, outcome));
    }

    private static Finding found(Subject subject, Outcome outcome) {
        List<Proof> proofs = new ArrayList<>(List.of(new Proof.InResult(outcome.key())));
        String why = Quote.of(outcome.message());
        Optional<Finding> reason =
                REASONS.stream().flatMap(rule -> rule.find(subject).stream()).findFirst();
        if (reason.isPresent()) {
            proofs.addAll(reason.get().proofs());
            why = reason.get().what().substring(reason.get().what().indexOf(": ") + 2);
        }
        return new Finding(Cause.HOOK_FAILED, Remedy.MAY_PASS, "failed" + (why.isEmpty() ? "" : ": " + why), proofs);
    }
}
