package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.ObjectStore;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Change;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import dev.fairway.sandbox.api.storage.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link ObjectStore} over {@link Objects}, for one named manager. */
public final class LocalStore implements ObjectStore {

    private static final Logger log = LoggerFactory.getLogger(LocalStore.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Objects objects;
    private final Catalog catalog;
    private final WriteOptions options;

    public LocalStore(Objects objects, Catalog catalog, String manager) {
        this.objects = objects;
        this.catalog = catalog;
        this.options = WriteOptions.of(manager);
    }

    @Override
    public ObjectStore as(String manager) {
        return new LocalStore(objects, catalog, manager);
    }

    private ResourceType type(GroupKind kind) {
        return catalog.storageOf(kind)
                .orElseThrow(() -> StatusException.badRequest("the sandbox serves no kind " + kind));
    }

    private Shelf shelf(GroupKind kind) {
        return objects.shelf(type(kind));
    }

    private Target target(ObjectNode object) {
        ResourceType type = type(dev.fairway.resource.GroupVersionKind.of(
                        object.path("apiVersion").asString(""),
                        object.path("kind").asString(""))
                .groupKind());
        return new Target(
                type,
                "",
                type.namespaced() ? object.path("metadata").path("namespace").asString("default") : "",
                object.path("metadata").path("name").asString(""));
    }

    private static Target status(Target target) {
        return new Target(target.type(), "status", target.namespace(), target.name());
    }

    @Override
    public Optional<ObjectNode> get(GroupKind kind, String namespace, String name) {
        return shelf(kind).get(namespace, name).map(Entry::object);
    }

    @Override
    public List<ObjectNode> list(GroupKind kind, String namespace) {
        return objects.storage().list(shelf(kind), namespace).entries().stream()
                .map(Entry::object)
                .toList();
    }

    @Override
    public List<ObjectNode> ownedBy(String uid, GroupKind kind) {
        Shelf shelf = shelf(kind);
        return objects.storage().dependentsOf(uid).stream()
                .filter(reference -> reference.shelf() == shelf)
                .sorted(java.util.Comparator.comparing(Storage.Reference::key))
                .flatMap(reference -> reference.entry().stream())
                .map(Entry::object)
                .toList();
    }

    @Override
    public ObjectNode create(ObjectNode object) {
        return objects.create(target(object), object, options).object();
    }

    @Override
    public ObjectNode update(ObjectNode object) {
        return objects.update(target(object), current -> object.deepCopy(), options)
                .object();
    }

    @Override
    public ObjectNode updateStatus(ObjectNode object) {
        return objects.update(status(target(object)), current -> object.deepCopy(), options)
                .object();
    }

    @Override
    public Optional<ObjectNode> changeStatus(
            GroupKind kind, String namespace, String name, Function<ObjectNode, Optional<ObjectNode>> change) {
        return changed(new Target(type(kind), "status", namespace, name), change);
    }

    @Override
    public Optional<ObjectNode> change(
            GroupKind kind, String namespace, String name, Function<ObjectNode, Optional<ObjectNode>> change) {
        return changed(new Target(type(kind), "", namespace, name), change);
    }

    private Optional<ObjectNode> changed(Target target, Function<ObjectNode, Optional<ObjectNode>> change) {
        if (objects.find(target).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(objects.update(
                            target, current -> change.apply(current.deepCopy()).orElse(current), options)
                    .object());
        } catch (StatusException e) {
            if (e.code() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void delete(GroupKind kind, String namespace, String name, Propagation propagation) {
        delete(new Target(type(kind), "", namespace, name), DeleteOptions.of(propagation));
    }

    @Override
    public void remove(GroupKind kind, String namespace, String name) {
        delete(new Target(type(kind), "", namespace, name), DeleteOptions.NOW);
    }

    private void delete(Target target, DeleteOptions how) {
        try {
            objects.delete(target, how, options);
        } catch (StatusException e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    @Override
    public Observation observe(GroupKind kind, Consumer<ObjectChange> listener) {
        Shelf shelf = shelf(kind);
        Storage.Listing listing = objects.storage().list(shelf, "");
        Subscription subscription = objects.storage()
                .watch(shelf, listing.version())
                .orElseThrow(() -> new IllegalStateException("The history is shorter than one call"));
        Thread.ofVirtual().name("sandbox-observe-" + kind).start(() -> {
            listing.entries().forEach(entry -> tell(listener, ObjectChange.Kind.ADDED, entry));
            follow(subscription, listener);
        });
        return subscription::close;
    }

    private static void follow(Subscription subscription, Consumer<ObjectChange> listener) {
        try {
            while (subscription.isOpen()) {
                subscription.next(PATIENCE).ifPresent(change -> tell(listener, kind(change), change.entry()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectChange.Kind kind(Change change) {
        return switch (change.kind()) {
            case ADDED -> ObjectChange.Kind.ADDED;
            case MODIFIED -> ObjectChange.Kind.MODIFIED;
            case DELETED -> ObjectChange.Kind.DELETED;
        };
    }

    private static void tell(Consumer<ObjectChange> listener, ObjectChange.Kind kind, Entry entry) {
        try {
            listener.accept(new ObjectChange(kind, entry.object()));
        } catch (RuntimeException e) {
            log.warn("A controller of the sandbox failed on {}/{}", entry.namespace(), entry.name(), e);
        }
    }
}
