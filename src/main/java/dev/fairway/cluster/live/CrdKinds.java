package dev.fairway.cluster.live;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** Which kinds the CustomResourceDefinitions promise. A server tells of them a moment before it serves them. */
final class CrdKinds {

    private final Map<String, GroupKind> established = new ConcurrentHashMap<>();

    /** Returns whether the set of promised kinds is another now. */
    boolean seen(Manifest crd) {
        boolean isEstablished = false;
        for (JsonNode condition : crd.at("/status/conditions")) {
            isEstablished |= condition.path("type").asString("").equals("Established")
                    && condition.path("status").asString("").equals("True");
        }
        GroupKind kind = new GroupKind(crd.text("/spec/group"), crd.text("/spec/names/kind"));
        return isEstablished && !crd.isBeingDeleted()
                ? !kind.equals(established.put(crd.name(), kind))
                : gone(crd.name());
    }

    boolean gone(String name) {
        return established.remove(name) != null;
    }

    Set<GroupKind> promised() {
        return Set.copyOf(established.values());
    }
}
