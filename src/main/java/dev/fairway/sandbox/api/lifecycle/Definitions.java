package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.resource.GroupKind;
import dev.fairway.sandbox.api.ObjectStore.Propagation;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.CustomSchema;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Change;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.Shelf;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves the kinds that CustomResourceDefinitions define, from the moment they are stored; a definition that goes takes
 * its objects along. One worker, as on a real server the condition Established comes a moment after the object.
 */
public final class Definitions implements AutoCloseable {

    static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    private static final Logger log = LoggerFactory.getLogger(Definitions.class);
    private static final GroupKind KIND = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

    private final Objects objects;
    private final Catalog catalog;
    private final CustomSchema schemas;
    private final Shelf shelf;
    private final WriteOptions options = WriteOptions.of("kube-apiserver");
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    public Definitions(Objects objects, Catalog catalog) {
        this.objects = objects;
        this.catalog = catalog;
        this.schemas = new CustomSchema(catalog.builtin());
        this.shelf = objects.shelf(catalog.storageOf(KIND).orElseThrow());
        objects.storage().listen(this::note);
        for (Entry entry : objects.storage().list(shelf, "").entries()) {
            serve(entry);
            changed.add(entry.name());
        }
    }

    public void start() {
        Thread.ofVirtual().name("sandbox-definitions").start(this::run);
    }

    private void note(Shelf where, Change change) {
        if (where == shelf) {
            changed.add(change.entry().name());
        }
    }

    private void run() {
        while (!closed) {
            try {
                String name = changed.poll(200, TimeUnit.MILLISECONDS);
                if (name != null) {
                    shelf.get("", name).ifPresentOrElse(this::settle, () -> catalog.define(name, List.of()));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("A CustomResourceDefinition could not be served", e);
            }
        }
    }

    private void settle(Entry entry) {
        ObjectNode definition = entry.object();
        if (entry.deleting()) {
            clear(entry);
            return;
        }
        serve(entry);
        if (established(definition)) {
            return;
        }
        Target target = new Target(catalog.storageOf(KIND).orElseThrow(), "status", "", entry.name());
        try {
            objects.update(target, this::establish, options);
        } catch (StatusException e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    private void serve(Entry entry) {
        catalog.define(entry.name(), schemas.types(entry.object()));
    }

    private static boolean established(JsonNode definition) {
        JsonNode status = definition.path("status");
        return status.path("conditions")
                        .valueStream()
                        .anyMatch(
                                condition -> condition.path("type").asString("").equals("Established"))
                && status.path("acceptedNames").equals(definition.path("spec").path("names"));
    }

    private ObjectNode establish(ObjectNode definition) {
        ObjectNode status = definition.withObjectProperty("status");
        status.set("acceptedNames", definition.path("spec").path("names").deepCopy());
        Set<String> stored = new LinkedHashSet<>();
        status.path("storedVersions").forEach(version -> stored.add(version.asString()));
        definition.path("spec").path("versions").forEach(version -> {
            if (version.path("storage").asBoolean(false)) {
                stored.add(version.path("name").asString(""));
            }
        });
        ArrayNode versions = status.putArray("storedVersions");
        stored.forEach(versions::add);
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found");
        condition(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted");
        return definition;
    }

    private void condition(ArrayNode conditions, String type, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put(
                        "lastTransitionTime",
                        objects.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("reason", reason)
                .put("message", message);
    }

    /** Its objects go first, then the definition itself. */
    private void clear(Entry entry) {
        List<ResourceType> types = schemas.types(entry.object());
        Optional<ResourceType> type = types.stream().findFirst();
        boolean empty = true;
        if (type.isPresent()) {
            Shelf content = objects.shelf(type.get());
            for (Entry object :
                    new ArrayList<>(objects.storage().list(content, "").entries())) {
                if (!object.deleting()) {
                    deleteQuietly(new Target(type.get(), "", object.namespace(), object.name()));
                }
            }
            empty = content.isEmpty();
        }
        if (empty) {
            objects.update(
                    new Target(catalog.storageOf(KIND).orElseThrow(), "", "", entry.name()),
                    definition -> {
                        Set<String> kept = new LinkedHashSet<>();
                        definition.path("metadata").path("finalizers").forEach(name -> kept.add(name.asString()));
                        kept.remove(CLEANUP);
                        Deletion.setFinalizers(definition.withObjectProperty("metadata"), kept);
                        return definition;
                    },
                    options);
        } else {
            changed.add(entry.name());
        }
    }

    private void deleteQuietly(Target target) {
        try {
            objects.delete(target, DeleteOptions.of(Propagation.BACKGROUND), options);
        } catch (StatusException e) {
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
