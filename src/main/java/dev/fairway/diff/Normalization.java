package dev.fairway.diff;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of an object what is never a difference: the server's own bookkeeping and equal spellings. */
final class Normalization {

    private static final List<String> BOOKKEEPING = List.of(
            "creationTimestamp",
            "managedFields",
            "resourceVersion",
            "uid",
            "generation",
            "selfLink",
            // The namespace names the object; where it is not written, the destination's is meant.
            "namespace");

    private static final Set<String> CONTROLLER_ANNOTATIONS = Set.of(
            WellKnown.LAST_APPLIED,
            "deployment.kubernetes.io/revision",
            "autoscaling.alpha.kubernetes.io/conditions",
            "autoscaling.alpha.kubernetes.io/current-metrics");

    private final ComparisonSettings settings;

    Normalization(ComparisonSettings settings) {
        this.settings = settings;
    }

    Manifest of(Manifest manifest) {
        return manifest.with(tree -> {
            metadata(tree);
            status(manifest, tree);
            template(tree.path("spec").path("template"));
            switch (manifest.kind()) {
                case "Secret" -> secret(manifest, tree);
                case "Role", "ClusterRole" -> role(manifest, tree);
                case "RoleBinding", "ClusterRoleBinding" -> emptyList(tree, "subjects");
                case "Endpoints" -> endpoints(tree);
                case "StatefulSet" -> volumeClaimTemplates(tree);
                case "CronJob" -> template(tree.at("/spec/jobTemplate/spec/template"));
                default -> {}
            }
        });
    }

    private static void metadata(ObjectNode tree) {
        if (tree.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
            if (metadata.path("annotations") instanceof ObjectNode annotations) {
                annotations.remove(CONTROLLER_ANNOTATIONS);
            }
            removeIfEmpty(metadata, "annotations");
            removeIfEmpty(metadata, "labels");
        }
    }

    private void status(Manifest manifest, ObjectNode tree) {
        boolean ignored =
                switch (settings.status()) {
                    case ALL -> true;
                    case CUSTOM_RESOURCE_DEFINITIONS -> manifest.kind().equals("CustomResourceDefinition");
                    case NONE -> false;
                };
        if (ignored) {
            tree.remove("status");
        }
    }

    private static void template(JsonNode template) {
        if (template.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("creationTimestamp");
            removeIfEmpty(metadata, "annotations");
            if (metadata.isEmpty()) {
                ((ObjectNode) template).remove("metadata");
            }
        }
    }

    private static void secret(Manifest manifest, ObjectNode tree) {
        if (!manifest.isSecret() || !(tree.path("data") instanceof ObjectNode data)) {
            return;
        }
        for (String key : Set.copyOf(data.propertyNames())) {
            JsonNode value = data.path(key);
            data.put(key, value.isString() ? SecretText.comparable(value.stringValue()) : "");
        }
    }

    private void role(Manifest manifest, ObjectNode tree) {
        if (settings.ignoreAggregatedRoles() && tree.path("aggregationRule").isObject()) {
            tree.remove("rules");
        } else if (manifest.group().equals("rbac.authorization.k8s.io")) {
            emptyList(tree, "rules");
        }
    }

    private static void emptyList(ObjectNode tree, String field) {
        if (tree.path(field).isNull() || tree.path(field).isMissingNode()) {
            tree.putArray(field);
        }
    }

    /** The server sorts addresses and ports, and fills in the protocol. */
    private static void endpoints(ObjectNode tree) {
        for (JsonNode subset : tree.path("subsets")) {
            for (JsonNode port : subset.path("ports")) {
                if (port instanceof ObjectNode object && !object.has("protocol")) {
                    object.put("protocol", "TCP");
                }
            }
            sort(subset.path("ports"));
            sort(subset.path("addresses"));
            sort(subset.path("notReadyAddresses"));
        }
        sort(tree.path("subsets"));
    }

    private static void sort(JsonNode list) {
        if (list instanceof ArrayNode array) {
            List<JsonNode> sorted = new ArrayList<>(array.values());
            sorted.sort(Comparator.comparing(dev.fairway.resource.CanonicalJson::of));
            array.removeAll();
            array.addAll(sorted);
        }
    }

    private static void volumeClaimTemplates(ObjectNode tree) {
        for (JsonNode claim : tree.at("/spec/volumeClaimTemplates")) {
            if (claim instanceof ObjectNode object) {
                object.remove(List.of("status", "apiVersion", "kind"));
                if (object.path("spec") instanceof ObjectNode spec
                        && spec.path("volumeMode").asString("").equals("Filesystem")) {
                    spec.remove("volumeMode");
                }
                if (object.path("metadata") instanceof ObjectNode metadata) {
                    metadata.remove("creationTimestamp");
                }
            }
        }
    }

    private static void removeIfEmpty(ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isNull() || (value.isObject() && value.isEmpty())) {
            object.remove(field);
        }
    }
}
