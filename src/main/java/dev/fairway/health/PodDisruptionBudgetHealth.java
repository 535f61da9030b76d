package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** A budget that allows no disruption right now works as it should; one that cannot be computed does not. */
final class PodDisruptionBudgetHealth {

    private PodDisruptionBudgetHealth() {}

    static Health assess(Manifest budget) {
        if (Condition.of(budget).isEmpty()) {
            return Health.progressing("Waiting for the budget to be observed");
        }
        for (Condition condition : Condition.of(budget)) {
            if (condition.isFalse() && !condition.reason().equals("InsufficientPods")) {
                return Health.degraded(condition.explanation());
            }
        }
        return Health.healthy("");
    }
}
