package dev.fairway.cluster.live;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Which kinds the CustomResourceDefinitions promise and which they promised once. Discovery learns of both some time after
 * the definition has changed.
 */
final class CrdKinds {

    private final Map<String, GroupKind> established = new ConcurrentHashMap<>();
    private final Set<GroupKind> withdrawn = ConcurrentHashMap.newKeySet();

    /** Returns whether the set of promised kinds is another now. */
    boolean seen(Manifest crd) {
        boolean isEstablished = false;
        for (JsonNode condition : crd.at("/status/conditions")) {
            isEstablished |= condition.path("type").asString("").equals("Established")
                    && condition.path("status").asString("").equals("True");
        }
        GroupKind kind = new GroupKind(crd.text("/spec/group"), crd.text("/spec/names/kind"));
        if (!isEstablished || crd.isBeingDeleted()) {
            return gone(crd.name());
        }
        withdrawn.remove(kind);
        return !kind.equals(established.put(crd.name(), kind));
    }

    boolean gone(String name) {
        GroupKind kind = established.remove(name);
        if (kind != null) {
            withdrawn.add(kind);
        }
        return kind != null;
    }

    /** Whether what is served is what the definitions say. */
    boolean isIn(Set<GroupKind> served) {
        withdrawn.retainAll(served);
        return withdrawn.isEmpty() && served.containsAll(established.values());
    }
}
