package dev.fairway.cluster.driver;

import dev.fairway.cluster.api.Trees;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Moves what other appliers own to our own apply entry, as Kubernetes' own upgrade from client-side apply does: the union
 * of the field sets, without the annotation that records the last client-side apply (an owner that does not send it would
 * remove it).
 */
public final class FieldOwnership {

    /** Those whose fields came from declared files, and who therefore hand over. People's edits stay theirs. */
    private static final Set<String> APPLIERS = Set.of(
            "kubectl-client-side-apply",
            "kubectl-last-applied",
            "kubectl",
            "before-first-apply",
            "argocd-controller",
            "kustomize-controller",
            "helm-controller",
            "flux-client-side-apply",
            "flux",
            "helm");

    private FieldOwnership() {}

    public static boolean isApplier(String manager, String extraManager) {
        return APPLIERS.contains(manager) || (!extraManager.isEmpty() && manager.equals(extraManager));
    }

    /** The new {@code managedFields}; empty if there is nothing to move. */
    static Optional<ArrayNode> moved(JsonNode managedFields, String extraManager) {
        List<ObjectNode> ours = new ArrayList<>();
        List<ObjectNode> theirs = new ArrayList<>();
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (JsonNode node : managedFields) {
            ObjectNode entry = ((ObjectNode) node).deepCopy();
            if (isOurs(entry)) {
                ours.add(entry);
            } else if (isTheirs(entry, extraManager)) {
                theirs.add(entry);
            } else {
                result.add(entry);
            }
        }
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode entry = ours.isEmpty() ? theirs.getLast() : ours.getFirst();
        entry.put("manager", WellKnown.FIELD_MANAGER);
        entry.put("operation", "Apply");
        ObjectNode fields = entry.path("fieldsV1") instanceof ObjectNode own ? own : Trees.object();
        theirs.forEach(other -> union(fields, other.path("fieldsV1")));
        forgetLastApplied(fields);
        entry.set("fieldsV1", fields);
        result.add(entry);
        return Optional.of(result);
    }

    private static boolean isOurs(ObjectNode entry) {
        return Trees.text(entry, "manager").equals(WellKnown.FIELD_MANAGER)
                && Trees.text(entry, "operation").equals("Apply")
                && Trees.text(entry, "subresource").isEmpty();
    }

    /** Status belongs to controllers: entries of a subresource stay. Plain {@code kubectl} is an applier when it applied. */
    private static boolean isTheirs(ObjectNode entry, String extraManager) {
        String manager = Trees.text(entry, "manager");
        boolean applied = Trees.text(entry, "operation").equals("Apply");
        return isApplier(manager, extraManager)
                && Trees.text(entry, "subresource").isEmpty()
                && (applied || !manager.equals("kubectl"));
    }

    private static void union(ObjectNode into, JsonNode from) {
        for (Map.Entry<String, JsonNode> field : from.properties()) {
            JsonNode present = into.path(field.getKey());
            if (present instanceof ObjectNode deeper) {
                union(deeper, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    private static void forgetLastApplied(ObjectNode fields) {
        if (fields.path("f:metadata").path("f:annotations") instanceof ObjectNode annotations) {
            annotations.remove("f:" + WellKnown.LAST_APPLIED);
        }
    }
}
