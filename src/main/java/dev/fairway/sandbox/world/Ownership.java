package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Who controls whom. */
final class Ownership {

    private Ownership() {}

    static Optional<JsonNode> controllerOf(Manifest object) {
        for (JsonNode reference : object.at("/metadata/ownerReferences")) {
            if (reference.path("controller").asBoolean(false)) {
                return Optional.of(reference);
            }
        }
        return Optional.empty();
    }

    static Manifest controlled(Manifest object, Manifest owner) {
        return object.with(copy -> copy.withObject("/metadata")
                .withArrayProperty("ownerReferences")
                .addObject()
                .put("apiVersion", owner.gvk().apiVersion())
                .put("kind", owner.kind())
                .put("name", owner.name())
                .put("uid", owner.uid().orElse(""))
                .put("controller", true)
                .put("blockOwnerDeletion", true));
    }

    /** Objects that match the owner's selector and have no controller: they become the owner's, not its rivals. */
    static List<Manifest> adoptable(ClusterView view, GroupKind kind, Manifest owner) {
        Selector selector = Selector.of(owner.at("/spec/selector"));
        return view.list(kind, owner.namespace()).stream()
                .filter(object ->
                        !object.isBeingDeleted() && controllerOf(object).isEmpty() && selector.matches(object.labels()))
                .toList();
    }
}
