package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.ObjectStore.Propagation;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Change;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import dev.fairway.sandbox.api.storage.Storage.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finishes deletions: dependents go after (or before) their owner or are set free, the content of a namespace goes with
 * it. One worker, fed by the changes; what was under way at a stop is found again at the next start.
 */
public final class Collector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private final Objects objects;
    private final Catalog catalog;
    private final Storage storage;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final WriteOptions options = WriteOptions.of("kube-controller-manager");
    private final Thread worker = Thread.ofVirtual().name("sandbox-collector").unstarted(this::run);
    private volatile boolean closed;

    /** Something to look at. */
    private sealed interface Work {

        /** This object is gone. */
        record Gone(Shelf shelf, Entry entry) implements Work {}

        /** This object is being deleted, or is new and names an owner. */
        record Look(Reference reference) implements Work {}
    }

    public Collector(Objects objects, Catalog catalog) {
        this.objects = objects;
        this.catalog = catalog;
        this.storage = objects.storage();
        storage.listen(this::note);
        for (Shelf shelf : storage.shelves()) {
            for (Entry entry : storage.list(shelf, "").entries()) {
                if (entry.deleting() || !entry.owners().isEmpty()) {
                    queue.add(new Work.Look(new Reference(shelf, entry.key())));
                }
            }
        }
    }

    public void start() {
        worker.start();
    }

    private void note(Shelf shelf, Change change) {
        if (change.kind() == Change.Kind.DELETED) {
            queue.add(new Work.Gone(shelf, change.entry()));
        } else if (change.entry().deleting()
                || (change.kind() == Change.Kind.ADDED
                        && !change.entry().owners().isEmpty())) {
            queue.add(new Work.Look(new Reference(shelf, change.entry().key())));
        }
    }

    private void run() {
        while (!closed) {
            try {
                Work work = queue.poll(200, TimeUnit.MILLISECONDS);
                if (work != null) {
                    handle(work);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.debug("The collector will see this again with the next change: {}", e.getMessage());
            }
        }
    }

    private void handle(Work work) {
        switch (work) {
            case Work.Gone gone -> {
                for (Reference dependent : storage.dependentsOf(gone.entry().uid())) {
                    withoutOwners(dependent);
                }
                gone.entry().owners().forEach(uid -> storage.byUid(uid).ifPresent(this::look));
                if (!gone.entry().namespace().isEmpty()) {
                    storage.shelf("/namespaces")
                            .get("", gone.entry().namespace())
                            .filter(Entry::deleting)
                            .ifPresent(this::emptyNamespace);
                }
            }
            case Work.Look look -> look(look.reference());
        }
    }

    private void look(Reference reference) {
        Optional<Entry> found = reference.entry();
        if (found.isEmpty()) {
            return;
        }
        Entry entry = found.get();
        if (!entry.deleting()) {
            withoutOwners(reference);
            return;
        }
        JsonNode finalizers = entry.object().path("metadata").path("finalizers");
        if (has(finalizers, Deletion.ORPHAN)) {
            storage.dependentsOf(entry.uid()).forEach(dependent -> release(dependent, Set.of(entry.uid())));
            dropFinalizer(reference, Deletion.ORPHAN);
        } else if (has(finalizers, Deletion.FOREGROUND)) {
            foreground(reference, entry);
        }
        // Nothing here mounts a volume, so nothing protects one.
        for (String protection : List.of("kubernetes.io/pvc-protection", "kubernetes.io/pv-protection")) {
            if (has(finalizers, protection)) {
                dropFinalizer(reference, protection);
            }
        }
        if (reference.shelf().resource().equals("/namespaces")) {
            emptyNamespace(entry);
        }
    }

    private void foreground(Reference reference, Entry owner) {
        boolean blocked = false;
        for (Reference dependent : storage.dependentsOf(owner.uid())) {
            Optional<Entry> entry = dependent.entry();
            if (entry.isPresent()) {
                if (!entry.get().deleting()) {
                    delete(dependent, Propagation.FOREGROUND);
                }
                blocked |= dependent.entry().isPresent() && blocks(entry.get(), owner.uid());
            }
        }
        if (!blocked) {
            dropFinalizer(reference, Deletion.FOREGROUND);
        }
    }

    private static boolean blocks(Entry dependent, String owner) {
        return dependent
                .object()
                .path("metadata")
                .path("ownerReferences")
                .valueStream()
                .anyMatch(reference -> reference.path("uid").asString("").equals(owner)
                        && reference.path("blockOwnerDeletion").asBoolean(false));
    }

    /** Deletes a dependent whose owners are all gone; one that has others left only forgets the missing. */
    private void withoutOwners(Reference dependent) {
        Optional<Entry> entry = dependent.entry();
        if (entry.isEmpty() || entry.get().owners().isEmpty()) {
            return;
        }
        Set<String> missing = new LinkedHashSet<>(entry.get().owners());
        missing.removeIf(uid -> storage.byUid(uid).isPresent());
        if (missing.size() == entry.get().owners().size()) {
            if (!entry.get().deleting()) {
                delete(dependent, Propagation.BACKGROUND);
            }
        } else if (!missing.isEmpty()) {
            release(dependent, missing);
        }
    }

    private void release(Reference dependent, Set<String> owners) {
        change(dependent, metadata -> {
            ArrayNode kept = metadata.arrayNode();
            metadata.path("ownerReferences").forEach(reference -> {
                if (!owners.contains(reference.path("uid").asString(""))) {
                    kept.add(reference);
                }
            });
            if (kept.isEmpty()) {
                metadata.remove("ownerReferences");
            } else {
                metadata.set("ownerReferences", kept);
            }
        });
    }

    private void dropFinalizer(Reference reference, String finalizer) {
        change(reference, metadata -> {
            Set<String> kept = new LinkedHashSet<>();
            metadata.path("finalizers").forEach(name -> kept.add(name.asString()));
            kept.remove(finalizer);
            Deletion.setFinalizers(metadata, kept);
        });
    }

    private void change(Reference reference, Consumer<ObjectNode> change) {
        target(reference)
                .ifPresent(target -> ifThere(() -> objects.update(
                        target,
                        object -> {
                            change.accept(object.withObjectProperty("metadata"));
                            return object;
                        },
                        options)));
    }

    private void delete(Reference reference, Propagation propagation) {
        target(reference)
                .ifPresent(target -> ifThere(() -> objects.delete(target, DeleteOptions.of(propagation), options)));
    }

    private static void ifThere(Runnable action) {
        try {
            action.run();
        } catch (StatusException e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private Optional<Target> target(Reference reference) {
        int slash = reference.key().indexOf('/');
        return type(reference.shelf().resource())
                .map(type -> new Target(
                        type,
                        "",
                        reference.key().substring(0, slash),
                        reference.key().substring(slash + 1)));
    }

    private Optional<ResourceType> type(String resource) {
        return catalog.all().stream()
                .filter(type -> (type.group() + "/" + type.plural()).equals(resource))
                .findFirst();
    }

    private void emptyNamespace(Entry namespace) {
        boolean empty = true;
        for (Shelf shelf : new ArrayList<>(storage.shelves())) {
            List<Entry> content = storage.list(shelf, namespace.name()).entries();
            for (Entry entry : content) {
                Reference reference = new Reference(shelf, entry.key());
                if (!entry.deleting()) {
                    delete(reference, Propagation.BACKGROUND);
                }
                empty &= reference.entry().isEmpty();
            }
        }
        if (empty) {
            Reference reference = new Reference(storage.shelf("/namespaces"), namespace.key());
            target(reference)
                    .ifPresent(target -> ifThere(() -> objects.update(
                            new Target(target.type(), "finalize", "", target.name()),
                            object -> {
                                object.withObjectProperty("spec").remove("finalizers");
                                return object;
                            },
                            options)));
        }
    }

    private static boolean has(JsonNode finalizers, String name) {
        return finalizers
                .valueStream()
                .anyMatch(finalizer -> finalizer.asString("").equals(name));
    }

    @Override
    public void close() {
        closed = true;
    }
}
