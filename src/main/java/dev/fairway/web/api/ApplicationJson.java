package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.health.Health;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Telling;
import dev.fairway.web.query.ApplicationsQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An application as Argo CD's API shows it: metadata, spec, status, operation. */
@Component
class ApplicationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** So many entries of history are shown where the spec does not say, as Argo CD keeps. */
    static final int HISTORY = 10;

    private final Reconciliations reconciliations;
    private final Ledger ledger;
    private final Kin kin;

    ApplicationJson(Reconciliations reconciliations, Ledger ledger, Kin kin) {
        this.kin = kin;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
    }

    /** As it is now, as far as that person may be told. */
    ObjectNode now(Application application, Principal who) {
        Telling telling = kin.tellingTo(who);
        Optional<ApplicationStatus> status = reconciliations.status(application.name());
        ObjectNode result = of(telling, application, status, ledger.deployments(application.name(), HISTORY));
        if (status.isEmpty()) {
            reconciliations
                    .operation(application.name())
                    .map(telling::operation)
                    .ifPresent(operation -> operation(result, result.putObject("status"), application, operation));
        }
        return result;
    }

    List<ObjectNode> all(List<ApplicationsQuery.Row> rows, Principal who) {
        Telling telling = kin.tellingTo(who);
        Map<ApplicationName, List<Deployment>> history = ledger.deployments(
                rows.stream().map(row -> row.application().name()).toList(), HISTORY);
        return rows.stream()
                .map(row -> of(
                        telling,
                        row.application(),
                        row.status(),
                        history.getOrDefault(row.application().name(), List.of())))
                .toList();
    }

    private static ObjectNode of(
            Telling telling, Application application, Optional<ApplicationStatus> known, List<Deployment> deployments) {
        ObjectNode result = telling.manifest(application).tree().deepCopy();
        Optional<ApplicationStatus> status = known.map(telling::status);
        if (status.isPresent()) {
            ObjectNode shown = status(application.manifest(), status.get());
            ArrayNode history = shown.putArray("history");
            deployments.reversed().forEach(deployment -> history.add(deployment(deployment)));
            result.set("status", shown);
            status.get().operation().ifPresent(operation -> operation(result, shown, application, operation));
        }
        return result;
    }

    /** The last operation in the status, and beside the spec as long as it is under way: from the moment it is asked for. */
    private static void operation(
            ObjectNode result, ObjectNode status, Application application, OperationState operation) {
        status.set("operationState", OperationJson.of(application.manifest(), operation));
        if (operation.finishedAt().isEmpty()) {
            result.set("operation", OperationJson.requested(operation));
        }
    }

    private static ObjectNode deployment(Deployment deployment) {
        ObjectNode entry = NODES.objectNode().put("id", deployment.id());
        OperationJson.revisions(entry, deployment.revisions());
        entry.put("deployedAt", time(deployment.liveAt()));
        entry.set("initiatedBy", OperationJson.initiator(deployment.actor()));
        return entry;
    }

    private static ObjectNode status(Manifest application, ApplicationStatus status) {
        ObjectNode result = NODES.objectNode();
        result.set("sync", sync(application, status));
        result.set("health", health(status.health()));
        ArrayNode resources = result.putArray("resources");
        status.resources().stream()
                .filter(resource -> !resource.hook())
                .forEach(resource -> resources.add(resource(resource)));
        ArrayNode conditions = result.putArray("conditions");
        status.conditions().forEach(condition -> conditions
                .addObject()
                .put("type", condition.type())
                .put("message", condition.message())
                .put("lastTransitionTime", time(condition.since())));
        ObjectNode summary = result.putObject("summary");
        ArrayNode images = summary.putArray("images");
        status.images().forEach(images::add);
        result.put("reconciledAt", time(status.reconciledAt()));
        return result;
    }

    private static ObjectNode sync(Manifest application, ApplicationStatus status) {
        ObjectNode sync = NODES.objectNode();
        sync.put("status", status.sync().text());
        OperationJson.revisions(sync, status.revisions());
        ObjectNode comparedTo = sync.putObject("comparedTo");
        for (String field : List.of("source", "sources", "destination", "ignoreDifferences")) {
            JsonNode value = application.tree().path("spec").path(field);
            if (!value.isMissingNode()) {
                comparedTo.set(field, value.deepCopy());
            }
        }
        return sync;
    }

    static ObjectNode health(Health health) {
        ObjectNode node = NODES.objectNode().put("status", health.status().text());
        if (!health.message().isEmpty()) {
            node.put("message", health.message());
        }
        return node;
    }

    private static ObjectNode resource(ResourceStatus resource) {
        ObjectNode node = NODES.objectNode();
        node.put("group", resource.key().group());
        node.put("version", resource.version());
        node.put("kind", resource.key().kind());
        node.put("namespace", resource.key().namespace());
        node.put("name", resource.key().name());
        node.put("status", resource.sync().text());
        if (resource.requiresPruning()) {
            node.put("requiresPruning", true);
        }
        if (resource.wave() != 0) {
            node.put("syncWave", resource.wave());
        }
        resource.health().ifPresent(health -> node.set("health", health(health)));
        return node;
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
