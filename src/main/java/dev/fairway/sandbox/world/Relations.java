package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whose turn it is when an object has changed: its own, its controller's, and that of those who look at it. */
final class Relations {

    /** Workloads that take in what matches their selector and has no controller. */
    private static final Set<GroupKind> ADOPTING = Set.of(Kinds.DEPLOYMENT, Kinds.REPLICA_SET, Kinds.STATEFUL_SET);

    private Relations() {}

    static List<ResourceKey> of(Manifest object, ClusterView view) {
        List<ResourceKey> keys = new ArrayList<>();
        GroupKind kind = object.key().groupKind();
        keys.add(object.key());
        Ownership.controllerOf(object).ifPresent(owner -> keys.add(key(owner, object.namespace())));
        if (kind.equals(Kinds.POD)) {
            all(Kinds.SERVICE, object.namespace(), view, keys);
            all(Kinds.DISRUPTION_BUDGET, object.namespace(), view, keys);
        }
        if (kind.equals(Kinds.POD) || kind.equals(Kinds.REPLICA_SET)) {
            if (Ownership.controllerOf(object).isEmpty()) {
                ADOPTING.forEach(adopting -> all(adopting, object.namespace(), view, keys));
            }
        }
        if (kind.equals(Kinds.DEPLOYMENT) || kind.equals(Kinds.STATEFUL_SET)) {
            all(Kinds.AUTOSCALER, object.namespace(), view, keys);
        }
        if (kind.equals(Kinds.NODE)) {
            all(Kinds.DAEMON_SET, "", view, keys);
        }
        if (kind.equals(Kinds.CLAIM)) {
            all(Kinds.VOLUME, "", view, keys);
        }
        if (kind.equals(Kinds.VOLUME)) {
            keys.add(new ResourceKey(
                    "",
                    "PersistentVolumeClaim",
                    object.text("/spec/claimRef/namespace"),
                    object.text("/spec/claimRef/name")));
        }
        if (kind.equals(Kinds.CONFIG_MAP) || kind.equals(Kinds.SECRET) || kind.equals(Kinds.CLAIM)) {
            view.list(Kinds.POD, object.namespace()).stream()
                    .filter(pod -> pod.text("/status/phase").equals("Pending"))
                    .forEach(pod -> keys.add(pod.key()));
        }
        return keys;
    }

    private static void all(GroupKind kind, String namespace, ClusterView view, List<ResourceKey> keys) {
        view.list(kind, namespace).forEach(object -> keys.add(object.key()));
    }

    private static ResourceKey key(JsonNode owner, String namespace) {
        GroupKind kind = dev.fairway.resource.GroupVersionKind.of(
                        Json.text(owner.path("apiVersion")), Json.text(owner.path("kind")))
                .groupKind();
        return new ResourceKey(kind.group(), kind.kind(), namespace, Json.text(owner.path("name")));
    }
}
