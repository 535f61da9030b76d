package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** A Job is healthy when it is complete. */
final class JobHealth {

    private JobHealth() {}

    static Health assess(Manifest job) {
        String message = "";
        boolean complete = false;
        for (Condition condition : Condition.of(job)) {
            if (!condition.isTrue()) {
                continue;
            }
            switch (condition.type()) {
                case "Failed" -> {
                    return Health.degraded(condition.explanation());
                }
                case "Suspended" -> {
                    return Health.suspended(condition.explanation());
                }
                case "Complete" -> {
                    complete = true;
                    message = condition.message();
                }
                default -> {}
            }
        }
        return complete ? Health.healthy(message) : Health.progressing("The job is running");
    }
}
