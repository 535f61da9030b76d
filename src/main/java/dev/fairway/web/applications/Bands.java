package dev.fairway.web.applications;

import dev.fairway.applications.Application;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.web.applications.AppPage.Band;
import dev.fairway.web.view.Age;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person should know at once about an application, the worst first. */
final class Bands {

    private Bands() {}

    /** Ahead of everything else: what is said of it below is about something that goes. */
    static Optional<Band> ofDeletion(Application application, Instant now) {
        return application
                .deletionRequestedAt()
                .map(at -> new Band(
                        "warn",
                        "terminating",
                        "It is being deleted, since %s"
                                .formatted(Age.of(at, now).text()),
                        application.finalizers().isEmpty()
                                ? "What it runs stays in the cluster."
                                : "What it runs goes first, then the application. Nothing is synced any more.",
                        AppLink.to(application.name()) + "/history",
                        "History"));
    }

    static List<Band> of(ApplicationStatus status) {
        List<Band> bands = new ArrayList<>();
        Optional<Band> operation = status.operation().flatMap(Bands::of);
        operation.ifPresent(bands::add);
        for (Condition condition : status.conditions()) {
            bands.add(new Band(
                    condition.isError() ? "bad" : "warn",
                    condition.isError() ? "failed" : "outofsync",
                    words(condition.type()),
                    condition.message(),
                    "",
                    ""));
        }
        boolean degraded = status.health().status() == HealthStatus.DEGRADED;
        if (degraded && !status.health().message().isEmpty()) {
            String rollout =
                    status.operation().map(state -> "/ops/" + state.id()).orElse("");
            bands.add(new Band("bad", "degraded", "Degraded", status.health().message(), rollout, "Diagnose"));
        }
        return bands;
    }

    private static Optional<Band> of(OperationState operation) {
        String href = "/ops/" + operation.id();
        return switch (operation.phase()) {
            case FAILED, ERROR ->
                Optional.of(new Band(
                        "bad",
                        "failed",
                        "Sync failed, attempt " + operation.attempt(),
                        operation.message(),
                        href,
                        "Diagnose"));
            case RUNNING, TERMINATING ->
                Optional.of(new Band("info", "running", "Sync is running", operation.message(), href, "Watch"));
            case SUCCEEDED -> Optional.empty();
        };
    }

    /** {@code SharedResourceWarning} as {@code Shared resource warning}. */
    private static String words(String type) {
        String text = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
