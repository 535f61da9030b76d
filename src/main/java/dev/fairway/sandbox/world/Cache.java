package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything the world has seen, read once per change and kept in order. Not safe for threads: the engine's alone.
 *
 * <p>News may come twice and late, from the watch and from the engine's own writes: the higher resourceVersion wins, and
 * what is gone stays gone.
 */
final class Cache implements ClusterView {

    private final Map<GroupKind, TreeMap<String, TreeMap<String, Manifest>>> objects = new HashMap<>();
    private final Map<String, Set<ResourceKey>> byController = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private final Map<ResourceKey, Refusal> refusals = new HashMap<>();
    private FaultRules rules = FaultRules.NONE;
    private Instant now = Instant.EPOCH;

    private record Refusal(String message, Instant until) {}

    /** @return whether this was news */
    boolean put(Manifest object) {
        ResourceKey key = object.key();
        Optional<Manifest> present = find(key.groupKind(), key.namespace(), key.name());
        boolean late = present.filter(p -> version(p) >= version(object)).isPresent()
                || object.uid().filter(gone::contains).isPresent();
        if (late) {
            return false;
        }
        present.ifPresent(this::unlink);
        objects.computeIfAbsent(key.groupKind(), kind -> new TreeMap<>())
                .computeIfAbsent(key.namespace(), namespace -> new TreeMap<>())
                .put(key.name(), object);
        controllerUid(object).ifPresent(uid -> byController
                .computeIfAbsent(uid, owner -> new TreeSet<>())
                .add(key));
        return true;
    }

    /**
     * @param certain it comes from the watch: nothing older can follow
     * @return whether this was news
     */
    boolean remove(Manifest object, boolean certain) {
        object.uid().ifPresent(uid -> {
            if (certain) {
                gone.remove(uid);
            } else {
                gone.add(uid);
            }
        });
        ResourceKey key = object.key();
        Optional<Manifest> present = find(key.groupKind(), key.namespace(), key.name())
                .filter(p -> p.uid().equals(object.uid()));
        present.ifPresent(p -> {
            unlink(p);
            objects.computeIfPresent(key.groupKind(), (kind, spaces) -> {
                spaces.computeIfPresent(key.namespace(), (space, named) -> {
                    named.remove(key.name());
                    return named;
                });
                return spaces;
            });
        });
        return present.isPresent();
    }

    private void unlink(Manifest object) {
        controllerUid(object)
                .ifPresent(uid -> byController.computeIfPresent(uid, (owner, keys) -> {
                    keys.remove(object.key());
                    return keys.isEmpty() ? null : keys;
                }));
    }

    private static Optional<String> controllerUid(Manifest object) {
        return Ownership.controllerOf(object).map(reference -> Json.text(reference.path("uid")));
    }

    private static long version(Manifest object) {
        return Long.parseLong(object.resourceVersion().orElse("0"));
    }

    @Override
    public Optional<Manifest> find(GroupKind kind, String namespace, String name) {
        return Optional.ofNullable(objects.getOrDefault(kind, new TreeMap<>())
                .getOrDefault(namespace, new TreeMap<>())
                .get(name));
    }

    @Override
    public List<Manifest> list(GroupKind kind, String namespace) {
        TreeMap<String, TreeMap<String, Manifest>> all = objects.getOrDefault(kind, new TreeMap<>());
        if (!namespace.isEmpty()) {
            return List.copyOf(all.getOrDefault(namespace, new TreeMap<>()).values());
        }
        return all.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    @Override
    public List<Manifest> controlledBy(GroupKind kind, String uid) {
        return byController.getOrDefault(uid, Set.of()).stream()
                .filter(key -> key.groupKind().equals(kind))
                .flatMap(key -> find(kind, key.namespace(), key.name()).stream())
                .toList();
    }

    @Override
    public Optional<String> refusal(Manifest owner) {
        return Optional.ofNullable(refusals.get(owner.key()))
                .filter(refusal -> now.isBefore(refusal.until()))
                .map(Refusal::message);
    }

    void refuse(Manifest owner, String message, Instant until) {
        refusals.put(owner.key(), new Refusal(message, until));
    }

    void setTime(Instant time) {
        now = time;
        refusals.values().removeIf(refusal -> !time.isBefore(refusal.until()));
    }

    @Override
    public FaultRules rules() {
        return rules;
    }

    void setRules(FaultRules newRules) {
        rules = newRules;
    }
}
