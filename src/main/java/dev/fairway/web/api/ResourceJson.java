package dev.fairway.web.api;

import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects below an application in the shape of Argo CD's API. */
final class ResourceJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String MASK = "++++++++";

    private ResourceJson() {}

    static ObjectNode key(ResourceKey key) {
        return NODES.objectNode()
                .put("group", key.group())
                .put("kind", key.kind())
                .put("namespace", key.namespace())
                .put("name", key.name());
    }

    static ObjectNode tree(List<TreeNode> nodes, List<ResourceKey> orphans) {
        Map<ResourceKey, TreeNode> byKey =
                nodes.stream().collect(Collectors.toMap(TreeNode::key, Function.identity(), (first, second) -> first));
        ObjectNode result = NODES.objectNode();
        ArrayNode list = result.putArray("nodes");
        nodes.forEach(node -> list.add(node(node, byKey)));
        ArrayNode orphaned = result.putArray("orphanedNodes");
        orphans.forEach(orphan -> orphaned.add(key(orphan)));
        result.putArray("hosts");
        return result;
    }

    private static ObjectNode node(TreeNode node, Map<ResourceKey, TreeNode> byKey) {
        ObjectNode result = key(node.key()).put("version", node.version()).put("uid", node.uid());
        if (!node.parents().isEmpty()) {
            ArrayNode parents = result.putArray("parentRefs");
            node.parents()
                    .forEach(parent -> parents.add(key(parent)
                            .put(
                                    "uid",
                                    byKey.containsKey(parent)
                                            ? byKey.get(parent).uid()
                                            : "")));
        }
        node.health().ifPresent(health -> result.set("health", ApplicationJson.health(health)));
        node.createdAt().ifPresent(at -> result.put("createdAt", ApplicationJson.time(at)));
        ArrayNode info = result.putArray("info");
        node.info().forEach(text -> info.addObject().put("name", "Info").put("value", text));
        ArrayNode images = result.putArray("images");
        node.images().forEach(images::add);
        return result;
    }

    /** The states are JSON texts; where there is none, the text is {@code null}, as Argo CD's clients expect. */
    static ObjectNode managed(ManagedResource resource) {
        ObjectNode result = key(resource.key());
        result.put("liveState", text(resource.live()));
        result.put("targetState", text(resource.desired()));
        result.put("normalizedLiveState", text(resource.comparison().live()));
        result.put("predictedLiveState", text(resource.comparison().target()));
        result.put("modified", !resource.comparison().isSynced());
        resource.live().flatMap(Manifest::resourceVersion).ifPresent(version -> result.put("resourceVersion", version));
        return result;
    }

    private static String text(Optional<Manifest> object) {
        return object.map(ResourceJson::text).orElse("null");
    }

    /** The object as JSON text. The values of a Secret are masked; that they differ is told by {@code modified}. */
    static String text(Manifest object) {
        if (!object.isSecret()) {
            return object.tree().toString();
        }
        return object.with(tree -> {
                    for (String field : List.of("data", "stringData")) {
                        if (tree.path(field) instanceof ObjectNode values) {
                            values.propertyNames().stream().toList().forEach(name -> values.put(name, MASK));
                        }
                    }
                    if (tree.path("metadata").path("annotations") instanceof ObjectNode annotations) {
                        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
                    }
                })
                .tree()
                .toString();
    }
}
