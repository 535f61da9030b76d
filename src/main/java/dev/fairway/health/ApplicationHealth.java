package dev.fairway.health;

import dev.fairway.resource.Manifest;
import java.util.Optional;

/**
 * A child application is as healthy as it says itself, and on its way while a sync of it runs. Argo CD has no rule for it
 * by default; here waves wait for children.
 */
final class ApplicationHealth {

    private ApplicationHealth() {}

    static Health assess(Manifest application) {
        if (application.text("/status/operationState/phase").equals("Running")
                || application.at("/operation").isObject()) {
            return Health.progressing("A sync of this application is running");
        }
        String message = application.text("/status/health/message");
        return status(application.text("/status/health/status"))
                .map(status -> new Health(status, message))
                .orElseGet(() -> Health.progressing("Waiting for the application to be compared"));
    }

    private static Optional<HealthStatus> status(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(HealthStatus.ofText(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.of(HealthStatus.UNKNOWN);
        }
    }
}
