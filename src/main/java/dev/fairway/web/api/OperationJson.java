package dev.fairway.web.api;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An operation in the shape of Argo CD's API. */
final class OperationJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private OperationJson() {}

    /** {@code status.operationState}. Its {@code id} and {@code rollout} are ours: the number in the record, the second verdict. */
    static ObjectNode of(Manifest application, OperationState operation) {
        ObjectNode node = NODES.objectNode();
        node.put("id", operation.id());
        node.put("phase", operation.phase().text());
        node.put("message", operation.message());
        node.put("startedAt", ApplicationJson.time(operation.startedAt()));
        operation.finishedAt().ifPresent(at -> node.put("finishedAt", ApplicationJson.time(at)));
        node.put("retryCount", operation.attempt() - 1);
        node.put("rollout", operation.rollout().name());
        node.set("operation", requested(operation));
        ObjectNode result = node.putObject("syncResult");
        revisions(result, operation.revisions());
        for (String field : List.of("source", "sources")) {
            JsonNode source = application.tree().path("spec").path(field);
            if (!source.isMissingNode()) {
                result.set(field, source.deepCopy());
            }
        }
        ArrayNode resources = result.putArray("resources");
        operation.results().stream()
                // What was never reached is not listed there.
                .filter(outcome ->
                        !outcome.status().isEmpty() || !outcome.message().isEmpty())
                .forEach(outcome -> resources.add(outcome(outcome)));
        return node;
    }

    /** What was asked for; also shown as {@code operation} of the application as long as it runs. */
    static ObjectNode requested(OperationState operation) {
        ObjectNode requested = NODES.objectNode();
        requested.set("initiatedBy", initiator(operation.actor()));
        ObjectNode sync = requested.putObject("sync");
        revisions(sync, operation.revisions());
        if (operation.dryRun()) {
            sync.put("dryRun", true);
        }
        return requested;
    }

    static ObjectNode initiator(Actor actor) {
        return NODES.objectNode().put("username", actor.name()).put("automated", actor.kind() == Actor.Kind.AUTOMATION);
    }

    /** One source has {@code revision}, several have {@code revisions}. */
    static void revisions(ObjectNode node, List<String> revisions) {
        if (revisions.size() == 1) {
            node.put("revision", revisions.getFirst());
        } else if (!revisions.isEmpty()) {
            ArrayNode list = node.putArray("revisions");
            revisions.forEach(list::add);
        }
    }

    private static ObjectNode outcome(OperationState.Result outcome) {
        ObjectNode entry = NODES.objectNode();
        entry.put("group", outcome.key().group());
        entry.put("version", outcome.version());
        entry.put("kind", outcome.key().kind());
        entry.put("namespace", outcome.key().namespace());
        entry.put("name", outcome.key().name());
        entry.put("syncPhase", outcome.syncPhase());
        if (outcome.hook()) {
            entry.put("hookType", outcome.syncPhase());
            entry.put("hookPhase", hookPhase(outcome.status()));
        } else {
            entry.put("status", outcome.status());
        }
        return entry.put("message", outcome.message());
    }

    private static String hookPhase(String status) {
        return switch (status) {
            case "" -> "Running";
            case "SyncFailed" -> "Failed";
            default -> "Succeeded";
        };
    }
}
