package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.apply.ApplyConflictException;
import dev.fairway.sandbox.api.apply.Ownership;
import dev.fairway.sandbox.api.apply.Values;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.storage.ObjectJson.Draft;
import dev.fairway.sandbox.api.storage.Shelf;
import dev.fairway.sandbox.api.storage.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writing objects: every write, over HTTP or from this process, goes through here in the same order: change, decode,
 * defaults, system fields, ownership, validation, gate, store. A lost race is tried again with the newer object unless
 * the caller named the version it had read.
 */
public final class Objects {

    private static final int MOST_RACES = 100;
    private static final int MOST_GENERATED_NAMES = 8;

    private final Storage storage;
    private final Defaults defaults = Defaults.load();
    private final KindRules kinds;
    private final Preparation preparation;
    private final Gatekeeper gate;
    private final InstantSource clock;

    public Objects(Storage storage, Gatekeeper gate, InstantSource clock) {
        this.storage = storage;
        this.kinds = new KindRules(storage);
        this.preparation = new Preparation(defaults, kinds, clock);
        this.gate = gate;
        this.clock = clock;
    }

    public Storage storage() {
        return storage;
    }

    public Instant now() {
        return clock.instant();
    }

    public Shelf shelf(ResourceType type) {
        return storage.shelf(type.group() + "/" + type.plural());
    }

    public Optional<Entry> find(Target target) {
        return shelf(target.type()).get(target.namespace(), target.name());
    }

    public Entry get(Target target) {
        return find(target).orElseThrow(() -> StatusException.notFound(target.type(), target.name()));
    }

    public Entry create(Target target, ObjectNode body, WriteOptions options) {
        for (int attempt = 1; ; attempt++) {
            ObjectNode object = body.deepCopy();
            boolean generated = nameIt(object);
            Target named = target.named(object.path("metadata").path("name").asString(""));
            preparation.fresh(named, object, options);
            ownership(named, options).create(object);
            finishNew(named, object);
            Optional<Entry> created = store(named, object, options);
            if (created.isPresent()) {
                return created.get();
            }
            if (!generated || attempt == MOST_GENERATED_NAMES) {
                throw StatusException.alreadyExists(target.type(), named.name());
            }
        }
    }

    private Optional<Entry> store(Target target, ObjectNode object, WriteOptions options) {
        ResourceType type = target.type();
        requireNamespace(target);
        check(target, Validation.ofNew(type, object));
        kinds.allocate(type, object, Optional.empty());
        ask(RequestGate.Verb.CREATE, target, options, Optional.of(object), Optional.empty());
        if (options.dryRun()) {
            return find(target).isPresent()
                    ? Optional.empty()
                    : Optional.of(Draft.of(object).unversioned());
        }
        return storage.create(shelf(type), target.namespace(), target.name(), Draft.of(object));
    }

    private boolean nameIt(ObjectNode object) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (!metadata.path("name").asString("").isEmpty()
                || metadata.path("generateName").asString("").isEmpty()) {
            return false;
        }
        metadata.put("name", GeneratedNames.from(metadata.path("generateName").asString()));
        return true;
    }

    /** What the server adds itself, and nobody owns. */
    private void finishNew(Target target, ObjectNode object) {
        defaults.admit(object, target.type().schema());
        kinds.afterOwnership(target, object, Optional.empty(), clock.instant());
    }

    private void requireNamespace(Target target) {
        if (!target.type().namespaced()) {
            return;
        }
        Entry namespace = storage.shelf("/namespaces")
                .get("", target.namespace())
                .orElseThrow(() -> StatusException.of(
                        404,
                        "NotFound",
                        "namespaces \"" + target.namespace() + "\" not found",
                        "namespaces",
                        target.namespace()));
        if (namespace.deleting()) {
            throw StatusException.forbidden(
                    target.type(),
                    target.name(),
                    "unable to create new content in namespace " + target.namespace()
                            + " because it is being terminated");
        }
    }

    /**
     * Replaces an object or its status with what the function makes of it.
     *
     * @param change gets a copy of the object as it is
     */
    public Entry update(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
        return write(target, change, options, RequestGate.Verb.UPDATE);
    }

    public Entry patch(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
        return write(target, change, options, RequestGate.Verb.PATCH);
    }

    private Entry write(Target target, UnaryOperator<ObjectNode> change, WriteOptions options, RequestGate.Verb verb) {
        return race(
                target,
                entry -> {
                    ObjectNode before = entry.object();
                    ObjectNode after = change.apply(before.deepCopy());
                    boolean versioned = Preconditions.ofWrite(target, entry, after);
                    preparation.changed(target, before, after, options);
                    ownership(target, options).update(before, after);
                    kinds.afterOwnership(target, after, Optional.of(before), clock.instant());
                    return new Attempt(before, after, versioned);
                },
                options,
                verb);
    }

    /**
     * Server-side apply: creates or changes.
     *
     * @param config everything the manager wants
     */
    public Applied apply(Target target, ObjectNode config, Ownership.Conflicts conflicts, WriteOptions options) {
        if (find(target).isEmpty()) {
            if (!target.subresource().isEmpty()) {
                throw StatusException.notFound(target.type(), target.name());
            }
            Optional<Entry> created = applyNew(target, config, conflicts, options);
            if (created.isPresent()) {
                return new Applied(created.get(), true);
            }
        }
        Entry entry = race(
                target,
                current -> {
                    ObjectNode before = current.object();
                    ObjectNode after = merge(target, before, config, conflicts, options);
                    boolean versioned = Preconditions.ofWrite(target, current, config);
                    JsonNode claims = after.path("metadata").path("managedFields");
                    preparation.changed(target, before, after, options);
                    Preparation.restore(after, claims);
                    kinds.afterOwnership(target, after, Optional.of(before), clock.instant());
                    return new Attempt(before, after, versioned);
                },
                options,
                RequestGate.Verb.PATCH);
        return new Applied(entry, false);
    }

    /**
     * @param created there was no such object before
     */
    public record Applied(Entry entry, boolean created) {}

    private Optional<Entry> applyNew(
            Target target, ObjectNode config, Ownership.Conflicts conflicts, WriteOptions options) {
        if (!config.path("metadata").path("resourceVersion").asString("").isEmpty()
                || !config.path("metadata").path("uid").asString("").isEmpty()) {
            throw StatusException.notFound(target.type(), target.name());
        }
        ObjectNode object = merge(target, ObjectJson.MAPPER.createObjectNode(), config, conflicts, options);
        JsonNode claims = object.path("metadata").path("managedFields");
        preparation.fresh(target, object, options);
        Preparation.restore(object, claims);
        finishNew(target, object);
        return store(target, object, options);
    }

    private ObjectNode merge(
            Target target, ObjectNode before, ObjectNode config, Ownership.Conflicts conflicts, WriteOptions options) {
        if (config.path("metadata").has("managedFields")) {
            throw StatusException.badRequest("metadata.managedFields must be nil");
        }
        Preparation.requireFitting(target.type(), config);
        try {
            return ownership(target, options).apply(before, config, conflicts);
        } catch (ApplyConflictException e) {
            throw StatusException.applyConflict(
                    e.description(),
                    e.conflicts().stream()
                            .map(c -> new Cause("FieldManagerConflict", "conflict with " + c.manager(), c.path()))
                            .toList());
        }
    }

    private Ownership ownership(Target target, WriteOptions options) {
        return new Ownership(
                target.type(),
                defaults.skeleton(target.type().schema()),
                new Ownership.Writer(options.manager(), target.subresource(), clock.instant()));
    }

    /** What one try of a write has come to. */
    private record Attempt(ObjectNode before, ObjectNode after, boolean versioned) {}

    @FunctionalInterface
    private interface Change {
        Attempt of(Entry entry);
    }

    private Entry race(Target target, Change change, WriteOptions options, RequestGate.Verb verb) {
        ResourceType type = target.type();
        for (int i = 0; i < MOST_RACES; i++) {
            Entry entry = get(target);
            Attempt attempt = change.of(entry);
            ObjectNode after = attempt.after();
            check(target, Validation.ofChange(target, attempt.before(), after));
            kinds.allocate(type, after, Optional.of(attempt.before()));
            ask(verb, target, options, Optional.of(after), Optional.of(attempt.before()));
            boolean finished = after.path("metadata").has("deletionTimestamp") && Deletion.isFinal(type, after);
            if (!finished && Unchanged.is(attempt.before(), after)) {
                return entry;
            }
            if (options.dryRun()) {
                return dry(after, entry.version());
            }
            Optional<Entry> stored = finished
                    ? storage.remove(shelf(type), entry, Draft.of(after))
                    : storage.replace(shelf(type), entry, Draft.of(after));
            if (stored.isPresent()) {
                return stored.get();
            }
            if (attempt.versioned()) {
                throw StatusException.modified(type, target.name());
            }
        }
        throw StatusException.modified(type, target.name());
    }

    private static void check(Target target, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw StatusException.invalid(target.type(), target.name(), causes);
        }
    }

    private void ask(
            RequestGate.Verb verb,
            Target target,
            WriteOptions options,
            Optional<ObjectNode> object,
            Optional<ObjectNode> before) {
        gate.pass(new RequestGate.Request(
                options.user(),
                verb,
                target.type().groupKind(),
                target.subresource(),
                target.namespace(),
                target.name(),
                options.dryRun(),
                object,
                before));
    }

    private static Entry dry(ObjectNode object, long version) {
        return Draft.of(object).at(version);
    }

    /**
     * Deletes, or begins to: an object with finalizers stays until they are gone.
     *
     * @return the object that is being deleted, or its last state and that it is gone
     */
    public Deleted delete(Target target, DeleteOptions how, WriteOptions options) {
        for (int i = 0; i < MOST_RACES; i++) {
            Entry entry = get(target);
            ObjectNode before = entry.object();
            Preconditions.ofDeletion(target, entry, how);
            ask(RequestGate.Verb.DELETE, target, options, Optional.empty(), Optional.of(before));
            ObjectNode after = Deletion.begin(target.type(), before.deepCopy(), how, clock.instant());
            boolean gone = Deletion.isFinal(target.type(), after);
            if (options.dryRun() || (!gone && Values.same(before, after))) {
                return new Deleted(options.dryRun() ? dry(after, entry.version()) : entry, gone);
            }
            Optional<Entry> stored = gone
                    ? storage.remove(shelf(target.type()), entry, Draft.of(Deletion.last(target.type(), before, after)))
                    : storage.replace(shelf(target.type()), entry, Draft.of(after));
            if (stored.isPresent()) {
                return new Deleted(stored.get(), gone);
            }
        }
        throw StatusException.modified(target.type(), target.name());
    }

    /**
     * @param gone false while finalizers or a grace period keep it
     */
    public record Deleted(Entry entry, boolean gone) {}
}
