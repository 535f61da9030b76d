package dev.fairway.diff;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Facts about built-in kinds, for objects whose managed fields do not tell them. */
final class BuiltIn {

    private static final Set<String> GROUPS = Set.of("", "apps", "batch", "autoscaling", "policy", "extensions");

    /** Lists that are merged item by item, with the fields that tell the items apart. */
    private static final Map<String, List<String>> LIST_KEYS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("resourceClaims", List.of("name")),
            Map.entry("secrets", List.of("name")),
            Map.entry("webhooks", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("ownerReferences", List.of("uid")),
            Map.entry("conditions", List.of("type")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")));

    private static final Set<String> SETS = Set.of("finalizers");

    private static final Map<String, String> DEFAULTS = Map.of(
            "apiVersion", "v1",
            "apiGroup", "rbac.authorization.k8s.io",
            "divisor", "0",
            "protocol", "TCP",
            "scope", "*",
            "volumeMode", "Filesystem");

    private static final Set<String> MAPPINGS = Set.of(
            "annotations",
            "labels",
            "nodeSelector",
            "matchLabels",
            "selector",
            "data",
            "binaryData",
            "limits",
            "requests",
            "parameters");

    /** Mappings that are often written empty and then filled in by the server. */
    private static final Set<String> MERGED_BY_FIELD = Set.of(
            "metadata", "annotations", "labels", "spec", "strategy", "updateStrategy", "securityContext", "resources");

    private BuiltIn() {}

    static boolean isBuiltIn(String group) {
        return GROUPS.contains(group) || group.endsWith(".k8s.io");
    }

    static List<String> listKeys(String field) {
        return LIST_KEYS.getOrDefault(field, List.of());
    }

    static boolean isSet(String field) {
        return SETS.contains(field);
    }

    static boolean isMergedByField(String field) {
        return MERGED_BY_FIELD.contains(field);
    }

    /** Values the server fills in inside lists and mappings that are otherwise replaced as a whole. */
    static boolean isDefault(String field, JsonNode value) {
        return value.isString() && value.stringValue().equals(DEFAULTS.get(field));
    }

    /** Mappings that the server drops when they are empty. */
    static boolean isDroppedWhenEmpty(String field, JsonNode value) {
        return value.isNull()
                || (value.isArray() && value.isEmpty())
                || (value.isObject() && value.isEmpty() && MAPPINGS.contains(field));
    }
}
