package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The health of a kind nobody wrote a rule for, by the conventions most controllers keep: {@code Ready} and its synonyms
 * say how it is, {@code Stalled} and {@code Reconciling} say what to expect, {@code observedGeneration} says whether that
 * is about the newest spec.
 */
final class GenericConditions {

    /** In this order; the first that an object carries decides. */
    private static final List<String> GOOD = List.of(
            "Ready",
            "Healthy",
            "Available",
            "Reconciled",
            "Succeeded",
            "Complete",
            "Completed",
            "Established",
            "Accepted",
            "Programmed",
            "Synced",
            "Deployed",
            "Valid");

    private static final List<String> BAD = List.of("Stalled", "Failed", "Failure", "Degraded", "Error");
    private static final List<String> BUSY = List.of("Reconciling", "Progressing", "Updating");

    /** Reasons by which a controller says "not yet" rather than "no". */
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?i).*(pending|progress|creating|waiting|initiali[sz]|reconciling|issuing|provision|starting|installing"
                    + "|updating|deploying|notyet|inprogress|scheduling|unknown|dependencynotready).*");

    private GenericConditions() {}

    /** Empty if the object carries no condition this rule knows. */
    static Optional<Health> assess(Manifest object) {
        List<Condition> conditions = Condition.of(object);
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        long observed = object.at("/status/observedGeneration").asLong(0);
        if (observed > 0 && observed < object.generation()) {
            return Optional.of(Health.progressing("Waiting for the newest change to be observed"));
        }
        Optional<Condition> bad = first(conditions, BAD).filter(Condition::isTrue);
        if (bad.isPresent()) {
            return Optional.of(Health.degraded(bad.get().explanation()));
        }
        Optional<Condition> verdict = first(conditions, GOOD);
        Optional<Condition> busy = first(conditions, BUSY).filter(Condition::isTrue);
        if (verdict.isEmpty()) {
            return busy.map(condition -> Health.progressing(condition.explanation()));
        }
        Condition condition = verdict.get();
        if (condition.observedGeneration() > 0 && condition.observedGeneration() < object.generation()) {
            return Optional.of(Health.progressing("Waiting for the newest change to be observed"));
        }
        if (condition.isTrue()) {
            return Optional.of(Health.healthy(condition.message()));
        }
        boolean mayPass = busy.isPresent()
                || !condition.isFalse()
                || TEMPORARY.matcher(condition.reason()).matches();
        return Optional.of(
                mayPass ? Health.progressing(condition.explanation()) : Health.degraded(condition.explanation()));
    }

    private static Optional<Condition> first(List<Condition> conditions, List<String> types) {
        return types.stream()
                .flatMap(type ->
                        conditions.stream().filter(condition -> condition.type().equals(type)))
                .findFirst();
    }
}
