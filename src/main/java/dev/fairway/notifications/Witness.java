package dev.fairway.notifications;

import dev.fairway.applications.Application;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** What was known of an application when something happened to it. */
@Component
class Witness {

    private final Reconciliations reconciliations;

    Witness(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    Facts of(Trigger trigger, Application application, OptionalLong operation, Instant at) {
        Map<String, String> facts = new HashMap<>();
        facts.put(Facts.TRIGGER, trigger.word());
        facts.put(Facts.AT, at.truncatedTo(ChronoUnit.SECONDS).toString());
        operation.ifPresent(id -> facts.put(Facts.OPERATION, String.valueOf(id)));
        manifest(application, facts);
        if (trigger != Trigger.ON_DELETED) {
            status(application).ifPresent(status -> status(trigger, status, facts));
        }
        return new Facts(facts);
    }

    private static void manifest(Application application, Map<String, String> facts) {
        Manifest manifest = application.manifest();
        String source = manifest.at("/spec/source").isObject() ? "/spec/source" : "/spec/sources/0";
        facts.put(Facts.NAME, application.name().name());
        facts.put(Facts.NAMESPACE, application.name().namespace());
        facts.put(Facts.PROJECT, application.project());
        facts.put(Facts.REPOSITORY, manifest.text(source + "/repoURL"));
        facts.put(Facts.PATH, manifest.text(source + "/path"));
        facts.put(Facts.TARGET, manifest.text(source + "/targetRevision"));
        facts.put(Facts.SERVER, manifest.text("/spec/destination/server"));
        facts.put(Facts.CLUSTER, manifest.text("/spec/destination/name"));
        facts.put(Facts.DESTINATION, manifest.text("/spec/destination/namespace"));
        facts.put(Facts.TEAM, manifest.label("fairway.dev/team").orElse(application.project()));
        facts.put(
                Facts.SERVICE,
                manifest.label("fairway.dev/service").orElse(application.name().name()));
        facts.put(Facts.ENVIRONMENT, manifest.label("fairway.dev/environment").orElse(""));
        facts.put(
                Facts.RUNBOOK,
                manifest.annotation("fairway.dev/runbook")
                        .filter(address -> address.startsWith("https://"))
                        .orElse(""));
    }

    private static void status(Trigger trigger, ApplicationStatus status, Map<String, String> facts) {
        facts.put(Facts.SYNC, status.sync().text());
        facts.put(Facts.HEALTH, status.health().status().text());
        facts.put(Facts.HEALTH_MESSAGE, status.health().message());
        if (!status.revisions().isEmpty()) {
            facts.put(Facts.REVISION, status.revisions().getFirst());
        }
        if (trigger == Trigger.ON_SYNC_STATUS_UNKNOWN) {
            status.conditions().stream()
                    .filter(Condition::isError)
                    .findFirst()
                    .ifPresent(condition -> facts.put(Facts.SENTENCE, condition.message()));
        }
    }

    private Optional<ApplicationStatus> status(Application application) {
        try {
            return reconciliations.status(application.name());
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }
}
