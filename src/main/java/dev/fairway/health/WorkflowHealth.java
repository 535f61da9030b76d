package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** An Argo Workflow is healthy when it has succeeded. */
final class WorkflowHealth {

    private WorkflowHealth() {}

    static Health assess(Manifest workflow) {
        String message = workflow.text("/status/message");
        return switch (workflow.text("/status/phase")) {
            case "", "Pending", "Running" -> Health.progressing(message);
            case "Succeeded" -> Health.healthy(message);
            case "Failed", "Error" -> Health.degraded(message);
            default -> Health.unknown(message);
        };
    }
}
