package dev.fairway.web.applications.tree;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All objects of an application by who owns whom, roots in the order of a sync. */
record Forest(List<Branch> roots) {

    /** The order never depends on health, so nothing jumps while a person watches. */
    private static final Comparator<Branch> SIBLINGS = Comparator.comparing(
                    (Branch branch) -> branch.node().place())
            .thenComparing(branch -> branch.node().key().kind())
            .thenComparing(branch -> -branch.node().revision())
            .thenComparing(branch -> branch.node().key().name())
            .thenComparing(branch -> branch.node().key().namespace());

    /**
     * @param status what the last turn saw; without it all objects count as wave 0 and as nobody's
     * @param live the objects that are there, owners before what they own
     */
    static Forest of(Optional<ApplicationStatus> status, List<TreeNode> live) {
        Map<ResourceKey, ResourceStatus> managed = new LinkedHashMap<>();
        Map<ResourceKey, Place> places = new HashMap<>();
        status.ifPresent(known -> {
            known.resources().forEach(resource -> managed.put(resource.key(), resource));
            Map<ResourceKey, String> phases = new HashMap<>();
            known.operation()
                    .map(OperationState::results)
                    .orElse(List.of())
                    .forEach(result -> phases.put(result.key(), result.syncPhase()));
            known.resources()
                    .forEach(resource -> places.put(
                            resource.key(),
                            new Place(
                                    Place.Phase.of(resource.hook() ? phases.getOrDefault(resource.key(), "") : ""),
                                    resource.wave())));
        });
        Map<ResourceKey, Node> nodes = new LinkedHashMap<>();
        for (TreeNode found : live) {
            Place place = places.computeIfAbsent(found.key(), key -> inherited(found, places));
            nodes.put(found.key(), node(found, place, Optional.ofNullable(managed.get(found.key()))));
        }
        managed.forEach((key, resource) ->
                nodes.computeIfAbsent(key, absent -> node(resource, places.getOrDefault(key, Place.FIRST))));
        return grown(nodes);
    }

    /**
     * With what lies beside the application in its namespace and is nobody's, behind everything that has a place in a sync.
     *
     * @param orphans owners before what they own
     */
    Forest with(List<TreeNode> orphans) {
        Map<ResourceKey, Node> nodes = new LinkedHashMap<>();
        for (TreeNode found : orphans) {
            nodes.put(
                    found.key(),
                    node(found, Place.ORPHANED, Optional.empty())
                            .marked(found.parents().isEmpty() ? SyncMark.ORPHANED : SyncMark.NONE));
        }
        List<Branch> all = new ArrayList<>(roots);
        all.addAll(grown(nodes).roots());
        return new Forest(all);
    }

    int size() {
        return roots.stream().mapToInt(Branch::size).sum();
    }

    void each(Consumer<Node> visitor) {
        roots.forEach(root -> root.each(visitor));
    }

    Forest narrowed(Filter filter) {
        return filter.isEmpty()
                ? this
                : new Forest(roots.stream()
                        .flatMap(root -> root.narrowed(filter).stream())
                        .toList());
    }

    private static Place inherited(TreeNode found, Map<ResourceKey, Place> places) {
        return found.parents().stream()
                .map(places::get)
                .filter(place -> place != null)
                .findFirst()
                .orElse(Place.FIRST);
    }

    private static Node node(TreeNode found, Place place, Optional<ResourceStatus> managed) {
        Optional<Health> health = found.health().or(() -> managed.flatMap(ResourceStatus::health));
        boolean hook = managed.map(ResourceStatus::hook).orElse(false);
        boolean absent = found.uid().isEmpty();
        return new Node(
                found.key(),
                absent && !hook
                        ? HealthStatus.MISSING
                        : health.map(Health::status).orElse(HealthStatus.HEALTHY),
                health.map(Health::message).orElse(""),
                found.beingDeleted(),
                managed.map(SyncMark::of).orElse(SyncMark.NONE),
                place,
                hook,
                found.parents(),
                found.createdAt(),
                found.info());
    }

    /** The cluster did not answer; what the last turn saw has to do. */
    private static Node node(ResourceStatus resource, Place place) {
        return new Node(
                resource.key(),
                resource.missing()
                        ? HealthStatus.MISSING
                        : resource.health().map(Health::status).orElse(HealthStatus.HEALTHY),
                resource.message(),
                false,
                SyncMark.of(resource),
                place,
                resource.hook(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private static Forest grown(Map<ResourceKey, Node> nodes) {
        Map<ResourceKey, List<Branch>> below = new HashMap<>();
        nodes.keySet().forEach(key -> below.put(key, new ArrayList<>()));
        List<Branch> roots = new ArrayList<>();
        nodes.forEach((key, node) -> {
            Branch branch = new Branch(node, below.computeIfAbsent(key, absent -> new ArrayList<>()), false);
            List<Branch> siblings = node.parents().isEmpty()
                    ? roots
                    : below.getOrDefault(node.parents().getFirst(), roots);
            siblings.add(branch);
        });
        below.values().forEach(children -> children.sort(SIBLINGS));
        roots.sort(SIBLINGS);
        return new Forest(roots);
    }
}
