package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The engine with every controller over a plain map, on a clock moved by hand: at every step that someone asked for, the
 * world runs until it rests.
 */
final class TestWorld implements Writes {

    static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Map<ResourceKey, Manifest> objects = new TreeMap<>();
    private final Engine engine = new Engine(Controllers.all(), this);
    private Optional<String> refusal = Optional.empty();
    private int refused;
    private Instant now = START;
    private long version;

    TestWorld() {
        SandboxNodes.furniture(now).forEach(object -> {
            create(object);
            updateStatus(object);
            engine.saw(objects.get(object.key()));
        });
        engine.run(now);
    }

    /** Creates what is not there, changes what is, and lets the world react. */
    TestWorld apply(String yaml) {
        for (Object document : new Yaml().loadAll(yaml)) {
            Manifest wanted = Manifest.of(JsonMapper.shared().valueToTree(document));
            Manifest object = wanted.namespace().isEmpty() ? wanted.withNamespace("shop") : wanted;
            Manifest present = objects.get(object.key());
            if (present == null) {
                create(object);
            } else {
                store(object.with(copy -> {
                    ObjectNode metadata = copy.withObjectProperty("metadata");
                    metadata.put("uid", present.uid().orElseThrow());
                    metadata.put("generation", present.generation() + 1);
                    metadata.put("creationTimestamp", present.text("/metadata/creationTimestamp"));
                    present.annotations().forEach((name, value) -> metadata.withObjectProperty("annotations")
                            .put(name, value));
                    copy.set("status", present.at("/status"));
                }));
            }
            engine.saw(objects.get(object.key()));
        }
        engine.run(now);
        return this;
    }

    TestWorld change(GroupKind kind, String name, Consumer<ObjectNode> change) {
        Manifest present = get(kind, name);
        store(present.with(copy -> {
            change.accept(copy);
            copy.withObjectProperty("metadata").put("generation", present.generation() + 1);
        }));
        engine.saw(get(kind, name));
        engine.run(now);
        return this;
    }

    /** As a person deletes: dependents follow, running pods get their time. */
    TestWorld remove(GroupKind kind, String name) {
        end(get(kind, name));
        engine.run(now);
        return this;
    }

    TestWorld refuseCreations(String message) {
        refusal = Optional.of(message);
        return this;
    }

    /** How often the server had to refuse something. */
    int refused() {
        return refused;
    }

    TestWorld allowCreations() {
        refusal = Optional.empty();
        return this;
    }

    TestWorld advance(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Instant> next = engine.next();
                next.isPresent() && !next.get().isAfter(end);
                next = engine.next()) {
            now = next.get();
            engine.run(now);
        }
        now = end;
        engine.run(now);
        return this;
    }

    TestWorld seconds(int seconds) {
        return advance(Duration.ofSeconds(seconds));
    }

    Instant now() {
        return now;
    }

    ClusterView view() {
        return engine.view();
    }

    Manifest get(GroupKind kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    Optional<Manifest> find(GroupKind kind, String name) {
        return all(kind).stream().filter(object -> object.name().equals(name)).findFirst();
    }

    List<Manifest> all(GroupKind kind) {
        return objects.values().stream()
                .filter(object -> object.key().groupKind().equals(kind))
                .toList();
    }

    List<Manifest> pods(String namePrefix) {
        return all(Kinds.POD).stream()
                .filter(pod -> pod.name().startsWith(namePrefix))
                .toList();
    }

    /** What was told about an object, oldest first: reason, then how often if more than once. */
    List<String> reasons(String about) {
        return events(about).stream()
                .map(event -> event.text("/reason")
                        + (event.at("/count").asInt() > 1
                                ? " x" + event.at("/count").asInt()
                                : ""))
                .toList();
    }

    List<String> messages(String about) {
        return events(about).stream().map(event -> event.text("/message")).toList();
    }

    private List<Manifest> events(String about) {
        return all(Kinds.EVENT).stream()
                .filter(event -> event.text("/involvedObject/name").equals(about))
                .sorted(Comparator.comparing(Manifest::name))
                .toList();
    }

    private void end(Manifest object) {
        boolean graceful = object.kind().equals("Pod")
                && !object.text("/spec/nodeName").isEmpty()
                && !PodController.isFinished(object)
                && !object.isBeingDeleted();
        if (graceful) {
            store(object.with(copy -> copy.withObjectProperty("metadata")
                    .put("deletionTimestamp", Json.time(now.plusSeconds(30)))
                    .put("deletionGracePeriodSeconds", 30)));
            engine.saw(objects.get(object.key()));
            return;
        }
        objects.remove(object.key());
        engine.sawGone(object);
        List<Manifest> dependents = new ArrayList<>();
        for (Manifest other : objects.values()) {
            Ownership.controllerOf(other)
                    .filter(owner -> object.uid().equals(Optional.of(Json.text(owner.path("uid")))))
                    .ifPresent(owner -> dependents.add(other));
        }
        dependents.forEach(this::end);
    }

    private Manifest store(Manifest object) {
        version++;
        Manifest stored = object.with(
                copy -> copy.withObjectProperty("metadata").put("resourceVersion", String.valueOf(version)));
        objects.put(stored.key(), stored);
        return stored;
    }

    @Override
    public Outcome create(Manifest object) {
        if (refusal.isPresent() && object.kind().equals("Pod")) {
            refused++;
            return new Outcome.Refused(refusal.get());
        }
        if (objects.containsKey(object.key())) {
            return new Outcome.Overtaken();
        }
        return new Outcome.Stored(store(object.with(copy -> {
            copy.withObjectProperty("metadata")
                    .put("uid", String.format("00000000-0000-4000-8000-%012d", version + 1))
                    .put("creationTimestamp", Json.time(now))
                    .put("generation", 1);
            copy.remove("status");
        })));
    }

    @Override
    public Outcome update(Manifest object) {
        Manifest present = objects.get(object.key());
        if (present == null) {
            return new Outcome.Gone();
        }
        if (!present.resourceVersion().equals(object.resourceVersion())) {
            return new Outcome.Overtaken();
        }
        boolean wishChanged = !present.at("/spec").equals(object.at("/spec"));
        return new Outcome.Stored(store(object.with(copy -> {
            if (present.tree().has("status")) {
                copy.set("status", present.at("/status"));
            }
            copy.withObjectProperty("metadata").put("generation", present.generation() + (wishChanged ? 1 : 0));
        })));
    }

    @Override
    public Outcome updateStatus(Manifest object) {
        Manifest present = objects.get(object.key());
        return present == null
                ? new Outcome.Gone()
                : new Outcome.Stored(store(present.with(copy -> copy.set("status", object.at("/status")))));
    }

    @Override
    public Outcome delete(Manifest object) {
        Manifest present = objects.get(object.key());
        if (present == null) {
            return new Outcome.Gone();
        }
        end(present);
        return objects.containsKey(object.key()) ? new Outcome.Stored(objects.get(object.key())) : new Outcome.Gone();
    }
}
