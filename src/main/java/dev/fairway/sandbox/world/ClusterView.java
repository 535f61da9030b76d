package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;

/** The cluster as it is at one moment, for reading. */
interface ClusterView {

    Optional<Manifest> find(GroupKind kind, String namespace, String name);

    /** In order of namespace and name; the empty namespace means all. */
    List<Manifest> list(GroupKind kind, String namespace);

    /** Those whose controller reference names this uid, in order of name. */
    List<Manifest> controlledBy(GroupKind kind, String uid);

    default List<Manifest> controlledBy(GroupKind kind, Manifest owner) {
        return owner.uid().map(uid -> controlledBy(kind, uid)).orElse(List.of());
    }

    /** Why the server lately refused to make an object for this owner, if it did. */
    Optional<String> refusal(Manifest owner);

    FaultRules rules();
}
