package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Entry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A field selector. Which fields may be asked for depends on the kind, as on a real server. */
final class FieldSelector {

    private static final Map<String, Set<String>> SELECTABLE = Map.of(
            "pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "events.events.k8s.io",
            Set.of("regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "reason", "type"),
            "secrets",
            Set.of("type"),
            "namespaces",
            Set.of("status.phase"),
            "nodes",
            Set.of("spec.unschedulable"),
            "replicationcontrollers",
            Set.of("status.replicas"),
            "replicasets.apps",
            Set.of("status.replicas"),
            "jobs.batch",
            Set.of("status.successful"),
            "certificatesigningrequests.certificates.k8s.io",
            Set.of("spec.signerName"));

    private FieldSelector() {}

    static Predicate<Entry> parse(ResourceType type, String text) {
        Predicate<Entry> all = entry -> true;
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                all = all.and(requirement(type, part));
            }
        }
        return all;
    }

    private static Predicate<Entry> requirement(ResourceType type, String text) {
        boolean negated = text.contains("!=");
        String[] sides = text.split("!=|==?", 2);
        if (sides.length < 2) {
            throw StatusException.badRequest("invalid selector: '" + text + "'; can't understand '" + text + "'");
        }
        String field = sides[0].trim();
        String value = sides[1].trim();
        Predicate<Entry> matches =
                switch (field) {
                    case "metadata.name" -> entry -> entry.name().equals(value);
                    case "metadata.namespace" -> entry -> entry.namespace().equals(value);
                    default -> {
                        if (!SELECTABLE
                                .getOrDefault(type.qualifiedName(), Set.of())
                                .contains(field)) {
                            throw StatusException.badRequest(
                                    SELECTABLE.containsKey(type.qualifiedName()) || type.custom()
                                            ? "field label not supported: " + field
                                            : '"' + field + "\" is not a known field selector: only \"metadata.name\","
                                                    + " \"metadata.namespace\"");
                        }
                        List<String> path = List.of(field.split("\\."));
                        yield entry -> text(entry.object(), path).equals(value);
                    }
                };
        return negated ? matches.negate() : matches;
    }

    private static String text(JsonNode object, List<String> path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node.asString(node.isMissingNode() && path.contains("unschedulable") ? "false" : "");
    }
}
