package dev.fairway.web.applications;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.web.view.Mark;
import java.util.List;

/** One object in the list of an application. */
record ResourceRow(
        int wave, String kind, String name, String namespace, String href, Mark health, Mark sync, String message) {

    static List<ResourceRow> of(ApplicationStatus status) {
        return status.resources().stream().map(resource -> of(status, resource)).toList();
    }

    private static ResourceRow of(ApplicationStatus status, ResourceStatus resource) {
        Mark sync = resource.requiresPruning()
                ? Mark.WILL_PRUNE
                : resource.missing() ? Mark.MISSING_LIVE : Mark.of(resource.sync());
        return new ResourceRow(
                resource.wave(),
                resource.key().kind() + (resource.hook() ? " · hook" : ""),
                resource.key().name(),
                resource.key().namespace(),
                AppLink.to(status.application(), resource.key()),
                resource.health().map(health -> Mark.of(health.status())).orElse(Mark.NONE),
                resource.hook() ? Mark.NONE : sync,
                resource.health()
                        .map(health -> health.message())
                        .filter(message -> !message.isEmpty())
                        .orElse(resource.message()));
    }
}
