package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.DroppedException;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.StatusException;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Effects on a running API, in its own process. */
record StoreWrites(ObjectStore store) implements Writes {

    @Override
    public Outcome create(Manifest object) {
        return outcome(() -> Optional.of(store.create(object.tree().deepCopy())));
    }

    @Override
    public Outcome update(Manifest object) {
        return outcome(() -> Optional.of(store.update(object.tree().deepCopy())));
    }

    @Override
    public Outcome updateStatus(Manifest object) {
        return outcome(() -> store.changeStatus(object.gvk().groupKind(), object.namespace(), object.name(), live -> {
            ObjectNode changed = live.deepCopy();
            changed.set("status", object.tree().path("status").deepCopy());
            return changed.equals(live) ? Optional.empty() : Optional.of(changed);
        }));
    }

    @Override
    public Outcome delete(Manifest object) {
        return outcome(() -> {
            if (object.isBeingDeleted()) {
                store.remove(object.gvk().groupKind(), object.namespace(), object.name());
            } else {
                store.delete(
                        object.gvk().groupKind(),
                        object.namespace(),
                        object.name(),
                        ObjectStore.Propagation.BACKGROUND);
            }
            return store.get(object.gvk().groupKind(), object.namespace(), object.name())
                    .filter(live -> live.path("metadata")
                            .path("uid")
                            .asString("")
                            .equals(object.uid().orElse("")));
        });
    }

    private static Outcome outcome(Supplier<Optional<ObjectNode>> write) {
        try {
            return write.get()
                    .<Outcome>map(stored -> new Outcome.Stored(Trimmed.of(stored)))
                    .orElseGet(Outcome.Gone::new);
        } catch (DroppedException dropped) {
            return new Outcome.Refused(String.valueOf(dropped.getMessage()));
        } catch (StatusException failure) {
            return switch (failure.code()) {
                case 404 -> new Outcome.Gone();
                case 409 -> new Outcome.Overtaken();
                default -> new Outcome.Refused(String.valueOf(failure.getMessage()));
            };
        }
    }
}
