package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/** Somebody sets back what automation heals, again and again. */
final class DriftLoop implements Rule {

    private static final int LOOP = 3;

    @Override
    public Optional<Finding> find(Subject subject) {
        int heals = subject.evidence().healsInARow();
        if (heals < LOOP || subject.hasFailed()) {
            return Optional.empty();
        }
        List<Outcome> healed = subject.evidence().attempt().outcomes();
        String what = "What Git says";
        Proof proof = new Proof.InAttempt();
        if (!healed.isEmpty()) {
            ResourceKey key = healed.getFirst().key();
            what = key.kind() + "/" + key.name();
            proof = new Proof.InResult(key);
        }
        return Optional.of(new Finding(
                Cause.DRIFT_LOOP,
                Remedy.CHANGE_OUTSIDE,
                "%s was healed %d times in a row: something other than Git keeps changing it back"
                        .formatted(what, heals),
                List.of(proof)));
    }
}
