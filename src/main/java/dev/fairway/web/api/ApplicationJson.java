package dev.fairway.web.api;

import dev.fairway.applications.Application;
import dev.fairway.health.Health;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An application as Argo CD's API shows it: metadata, spec, status, operation. */
@Component
public class ApplicationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    public ObjectNode of(Application application, Optional<ApplicationStatus> status) {
        ObjectNode result = application.manifest().tree().deepCopy();
        status.ifPresent(known -> result.set("status", status(application.manifest(), known)));
        return result;
    }

    private ObjectNode status(Manifest application, ApplicationStatus status) {
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
        result.put("sourceType", "");
        status.operation().ifPresent(operation -> result.set("operationState", operation(application, operation)));
        return result;
    }

    private static ObjectNode sync(Manifest application, ApplicationStatus status) {
        ObjectNode sync = NODES.objectNode();
        sync.put("status", status.sync().text());
        revisions(sync, status.revisions());
        ObjectNode comparedTo = sync.putObject("comparedTo");
        for (String field : List.of("source", "sources", "destination", "ignoreDifferences")) {
            JsonNode value = application.tree().path("spec").path(field);
            if (!value.isMissingNode()) {
                comparedTo.set(field, value.deepCopy());
            }
        }
        return sync;
    }

    private static void revisions(ObjectNode node, List<String> revisions) {
        if (revisions.size() == 1) {
            node.put("revision", revisions.getFirst());
        } else if (!revisions.isEmpty()) {
            ArrayNode list = node.putArray("revisions");
            revisions.forEach(list::add);
        }
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

    /** {@code status.operationState}. */
    public ObjectNode operation(Manifest application, OperationState operation) {
        ObjectNode node = NODES.objectNode();
        node.put("id", operation.id());
        node.put("phase", operation.phase().text());
        node.put("message", operation.message());
        node.put("startedAt", time(operation.startedAt()));
        operation.finishedAt().ifPresent(at -> node.put("finishedAt", time(at)));
        node.put("retryCount", operation.attempt() - 1);
        node.put("rollout", operation.rollout().name());
        ObjectNode requested = node.putObject("operation");
        requested
                .putObject("initiatedBy")
                .put("username", operation.actor().name())
                .put("automated", operation.actor().kind() == dev.fairway.resource.Actor.Kind.AUTOMATION);
        revisions(requested.putObject("sync"), operation.revisions());
        ObjectNode result = node.putObject("syncResult");
        revisions(result, operation.revisions());
        JsonNode source = application.tree().path("spec").path("source");
        if (source.isObject()) {
            result.set("source", source.deepCopy());
        }
        ArrayNode resources = result.putArray("resources");
        for (OperationState.Result outcome : operation.results()) {
            // What was never reached is not listed there.
            if (outcome.status().isEmpty() && outcome.message().isEmpty()) {
                continue;
            }
            ObjectNode entry = resources.addObject();
            entry.put("group", outcome.key().group());
            entry.put("version", outcome.version());
            entry.put("kind", outcome.key().kind());
            entry.put("namespace", outcome.key().namespace());
            entry.put("name", outcome.key().name());
            entry.put("syncPhase", outcome.syncPhase());
            if (outcome.hook()) {
                entry.put("hookType", outcome.syncPhase());
                entry.put(
                        "hookPhase",
                        outcome.status().equals("SyncFailed")
                                ? "Failed"
                                : outcome.status().isEmpty() ? "Running" : "Succeeded");
            } else {
                entry.put("status", outcome.status());
            }
            entry.put("message", outcome.message());
        }
        return node;
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
