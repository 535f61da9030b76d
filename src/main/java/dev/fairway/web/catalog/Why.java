package dev.fairway.web.catalog;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.sync.OperationPhase;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an application needs attention, in the words of whoever found out. */
final class Why {

    private Why() {}

    /** An error before a failed operation before bad health; empty if there is none of these. */
    static String of(ApplicationStatus status) {
        return Stream.of(error(status), failure(status), sickness(status))
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> error(ApplicationStatus status) {
        return status.conditions().stream()
                .filter(Condition::isError)
                .map(Condition::message)
                .findFirst();
    }

    private static Optional<String> failure(ApplicationStatus status) {
        return status.operation()
                .filter(operation ->
                        operation.phase() == OperationPhase.FAILED || operation.phase() == OperationPhase.ERROR)
                .map(OperationState::message);
    }

    private static Optional<String> sickness(ApplicationStatus status) {
        HealthStatus health = status.health().status();
        return health == HealthStatus.DEGRADED || health == HealthStatus.MISSING
                ? Optional.of(status.health().message())
                : Optional.empty();
    }
}
