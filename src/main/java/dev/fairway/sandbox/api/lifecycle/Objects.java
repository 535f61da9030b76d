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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final Gatekeeper gate;
    private final InstantSource clock;

    public Objects(Storage storage, Gatekeeper gate, InstantSource clock) {
        this.storage = storage;
        this.kinds = new KindRules(storage);
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
            prepareNew(named, object, options);
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

    private void prepareNew(Target target, ObjectNode object, WriteOptions options) {
        ResourceType type = target.type();
        decode(type, object, options);
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (metadata.has("resourceVersion")
                && !metadata.path("resourceVersion").asString("").isEmpty()) {
            throw StatusException.of(500, "", "resourceVersion should not be set on objects to be created");
        }
        metadata.remove(List.of(
                "resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"));
        if (type.namespaced()) {
            metadata.put("namespace", target.namespace());
        } else {
            metadata.remove("namespace");
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put(
                "creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        if (type.generation()) {
            metadata.put("generation", 1);
        }
        if (type.hasSubresource("status")) {
            object.remove("status");
        }
        kinds.beforeDefaults(type, object, Optional.empty());
        defaults.apply(object, type.schema());
    }

    /** What the server adds itself, and nobody owns. */
    private void finishNew(Target target, ObjectNode object) {
        defaults.admit(object, target.type().schema());
        kinds.afterOwnership(target, object, Optional.empty(), clock.instant());
    }

    private void decode(ResourceType type, ObjectNode object, WriteOptions options) {
        List<String> unknown = Decoder.decode(type, object);
        if (unknown.isEmpty()) {
            return;
        }
        switch (options.validation()) {
            case STRICT ->
                throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                        + "\" cannot be handled as a " + type.kind() + ": strict decoding error: "
                        + String.join(
                                ", ",
                                unknown.stream()
                                        .map(path -> "unknown field \"" + path + "\"")
                                        .toList()));
            case WARN -> unknown.forEach(path -> options.warnings().accept("unknown field \"" + path + "\""));
            case IGNORE -> {}
        }
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
                    boolean versioned = requireVersion(target, entry, after);
                    complete(target, before, after, options);
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
                    boolean versioned = requireVersion(target, current, config);
                    JsonNode claims = after.path("metadata").path("managedFields");
                    complete(target, before, after, options);
                    restore(after, claims);
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
        prepareNew(target, object, options);
        restore(object, claims);
        finishNew(target, object);
        return store(target, object, options);
    }

    private static void restore(ObjectNode object, JsonNode claims) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (claims.isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", claims);
        }
    }

    private ObjectNode merge(
            Target target, ObjectNode before, ObjectNode config, Ownership.Conflicts conflicts, WriteOptions options) {
        if (config.path("metadata").has("managedFields")) {
            throw StatusException.badRequest("metadata.managedFields must be nil");
        }
        requireDeclared(target.type(), config);
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

    /** An apply says whole truth about fields, so one that the kind does not have is an error, not a slip. */
    private static void requireDeclared(ResourceType type, ObjectNode config) {
        List<String> unknown = Decoder.decode(type, config.deepCopy());
        if (!unknown.isEmpty()) {
            List<String> each = unknown.stream()
                    .map(path -> "." + path + ": field not declared in schema")
                    .toList();
            JsonNode metadata = config.path("metadata");
            throw StatusException.of(
                    500,
                    "",
                    "failed to create typed patch object ("
                            + metadata.path("namespace").asString("") + "/"
                            + metadata.path("name").asString("") + "; " + type.apiVersion() + ", Kind=" + type.kind()
                            + "): "
                            + (each.size() == 1 ? each.getFirst() : "errors:\n  " + String.join("\n  ", each)));
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

    private boolean requireVersion(Target target, Entry entry, ObjectNode sent) {
        JsonNode metadata = sent.path("metadata");
        String uid = metadata.path("uid").asString("");
        if (!uid.isEmpty() && !uid.equals(entry.uid())) {
            throw StatusException.conflict(
                    target.type(),
                    target.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + entry.uid());
        }
        String wanted = metadata.path("resourceVersion").asString("");
        if (wanted.isEmpty() || wanted.equals("0")) {
            return false;
        }
        if (!wanted.equals(Long.toString(entry.version()))) {
            throw StatusException.modified(target.type(), target.name());
        }
        return true;
    }

    /** Everything a writer cannot decide comes from the object as it was. */
    private void complete(Target target, ObjectNode before, ObjectNode after, WriteOptions options) {
        ResourceType type = target.type();
        if (target.isStatus()) {
            JsonNode claims = after.path("metadata").path("managedFields").deepCopy();
            decode(type, after, options);
            JsonNode status = after.path("status");
            after.removeAll();
            after.setAll(before.deepCopy());
            after.remove("status");
            if (!status.isMissingNode()) {
                after.set("status", status);
            }
            restore(after, claims);
        } else {
            decode(type, after, options);
            if (type.hasSubresource("status")) {
                after.remove("status");
                if (before.has("status")) {
                    after.set("status", before.get("status").deepCopy());
                }
            }
        }
        ObjectNode metadata = after.withObjectProperty("metadata");
        ObjectNode old = before.withObjectProperty("metadata");
        for (String kept : List.of(
                "name",
                "namespace",
                "uid",
                "creationTimestamp",
                "deletionTimestamp",
                "deletionGracePeriodSeconds",
                "generation",
                "generateName",
                "resourceVersion")) {
            if (old.has(kept)) {
                metadata.set(kept, old.get(kept));
            } else {
                metadata.remove(kept);
            }
        }
        kinds.beforeDefaults(type, after, Optional.of(before));
        defaults.apply(after, type.schema());
        if (type.generation() && !target.isStatus() && wishChanged(type, before, after)) {
            metadata.put("generation", old.path("generation").asLong(0) + 1);
        }
    }

    /** Of a Deployment the annotations count, too. */
    private static boolean wishChanged(ResourceType type, ObjectNode before, ObjectNode after) {
        boolean annotated = KindRules.is(type, "apps", "Deployment")
                && !Values.same(
                        before.path("metadata").path("annotations"),
                        after.path("metadata").path("annotations"));
        return annotated || !Values.same(wish(before), wish(after));
    }

    private static ObjectNode wish(ObjectNode object) {
        ObjectNode copy = ObjectJson.MAPPER.createObjectNode();
        object.properties().forEach(field -> {
            if (!List.of("metadata", "status", "apiVersion", "kind").contains(field.getKey())) {
                copy.set(field.getKey(), field.getValue());
            }
        });
        return copy;
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
            requirePreconditions(target, entry, how);
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

    private static void requirePreconditions(Target target, Entry entry, DeleteOptions how) {
        how.uid().filter(uid -> !uid.equals(entry.uid())).ifPresent(uid -> {
            throw StatusException.otherObject(target.type(), target.name(), uid, entry.uid());
        });
        how.resourceVersion()
                .filter(v -> !v.equals(Long.toString(entry.version())))
                .ifPresent(v -> {
                    throw StatusException.conflict(
                            target.type(),
                            target.name(),
                            "Precondition failed: ResourceVersion in precondition: " + v
                                    + ", ResourceVersion in object meta: " + entry.version());
                });
    }
}
