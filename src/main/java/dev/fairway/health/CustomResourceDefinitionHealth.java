package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;

/** A definition is healthy when its kind is served. */
final class CustomResourceDefinitionHealth {

    private CustomResourceDefinitionHealth() {}

    static Health assess(Manifest definition) {
        List<Condition> conditions = Condition.of(definition);
        if (conditions.isEmpty()) {
            return Health.progressing("Waiting for the definition to be accepted");
        }
        if (find(conditions, "Terminating").filter(Condition::isTrue).isPresent()) {
            return Health.progressing("The definition is being removed");
        }
        Optional<Condition> names = find(conditions, "NamesAccepted").filter(Condition::isFalse);
        if (names.isPresent()) {
            return Health.degraded(names.get().explanation());
        }
        Optional<Condition> schema = find(conditions, "NonStructuralSchema").filter(Condition::isTrue);
        if (schema.isPresent()) {
            return Health.degraded(schema.get().explanation());
        }
        Optional<Condition> established = find(conditions, "Established");
        if (established
                .filter(condition -> condition.reason().equals("Installing"))
                .isPresent()) {
            return Health.progressing("The kind is being installed");
        }
        return established.filter(Condition::isTrue).isPresent()
                ? Health.healthy("The kind is served")
                : Health.degraded(established.map(Condition::explanation).orElse("The kind is not served"));
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
