package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Git says, made ready for one destination: objects without a namespace are in the destination's, cluster-scoped
 * objects in none, every object carries its tracking id, and no object is there twice.
 *
 * @param manifests in the order they were rendered; a sync refers to them by their place here
 * @param duplicates objects that were given more than once; the last one won
 * @param byKey the named ones by their key
 */
public record DesiredState(List<Manifest> manifests, List<ResourceKey> duplicates, Map<ResourceKey, Manifest> byKey) {

    private static final List<String> WORKLOADS =
            List.of("/spec/template/spec", "/spec/jobTemplate/spec/template/spec", "/spec");

    public static DesiredState of(
            ApplicationName application, String destinationNamespace, List<Manifest> rendered, ApiCatalog catalog) {
        Map<String, Manifest> byKey = new LinkedHashMap<>();
        List<ResourceKey> duplicates = new ArrayList<>();
        int unnamed = 0;
        Set<GroupKind> clusterWide = clusterWideKindsIn(rendered);
        for (Manifest manifest : rendered) {
            boolean namespaced = isNamespaced(manifest, catalog, clusterWide);
            Manifest placed = place(manifest, destinationNamespace, namespaced);
            // Hooks with a generateName have no name yet: each is an object of its own.
            String slot = placed.name().isEmpty()
                    ? "generated " + unnamed++
                    : placed.key().toString();
            Manifest tracked = placed.name().isEmpty() ? placed : track(application, destinationNamespace, placed);
            if (byKey.put(slot, tracked) != null) {
                duplicates.add(tracked.key());
            }
        }
        Map<ResourceKey, Manifest> named = new LinkedHashMap<>();
        byKey.values().stream()
                .filter(manifest -> !manifest.name().isEmpty())
                .forEach(manifest -> named.put(manifest.key(), manifest));
        return new DesiredState(List.copyOf(byKey.values()), List.copyOf(duplicates), named);
    }

    public Optional<Manifest> find(ResourceKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** A kind that only arrives with its definition is in no catalog yet. */
    private static boolean isNamespaced(Manifest manifest, ApiCatalog catalog, Set<GroupKind> clusterWide) {
        GroupKind kind = manifest.gvk().groupKind();
        return !isDefinition(manifest)
                && catalog.find(kind).map(ApiCatalog.ApiKind::namespaced).orElseGet(() -> !clusterWide.contains(kind));
    }

    private static Set<GroupKind> clusterWideKindsIn(List<Manifest> rendered) {
        return rendered.stream()
                .filter(DesiredState::isDefinition)
                .filter(definition -> definition.text("/spec/scope").equals("Cluster"))
                .map(definition -> new GroupKind(definition.text("/spec/group"), definition.text("/spec/names/kind")))
                .collect(Collectors.toSet());
    }

    private static Manifest place(Manifest manifest, String destinationNamespace, boolean namespaced) {
        if (!namespaced) {
            return manifest.namespace().isEmpty()
                    ? manifest
                    : manifest.with(tree -> ((ObjectNode) tree.path("metadata")).remove("namespace"));
        }
        return manifest.namespace().isEmpty() && !destinationNamespace.isEmpty()
                ? manifest.withNamespace(destinationNamespace)
                : manifest;
    }

    private static boolean isDefinition(Manifest manifest) {
        return manifest.kind().equals("CustomResourceDefinition");
    }

    public static Manifest track(ApplicationName application, String destinationNamespace, Manifest manifest) {
        String id =
                TrackingId.of(application, manifest.key(), destinationNamespace).toString();
        return manifest.withAnnotation(WellKnown.TRACKING_ID, id);
    }

    /** Every image that a workload names, sorted. A name may hold anything; Postgres has no text with a zero in it. */
    public List<String> images() {
        TreeSet<String> images = new TreeSet<>();
        for (Manifest manifest : manifests) {
            for (String podSpec : WORKLOADS) {
                for (String containers : List.of("containers", "initContainers")) {
                    for (JsonNode container : manifest.at(podSpec).path(containers)) {
                        String image = container.path("image").asString("").replace('\0', '\uFFFD');
                        if (!image.isEmpty()) {
                            images.add(image);
                        }
                    }
                }
            }
        }
        return List.copyOf(images);
    }

    /**
     * Names the desired state: equal hashes mean that nothing different would run. Labels and annotations that carry one of
     * the revisions are left out, else every commit would look like a change.
     */
    public String hash(List<String> revisions) {
        List<String> parts = manifests.stream()
                .map(manifest -> Hashes.sha256(withoutRevisions(manifest, revisions)))
                .sorted()
                .toList();
        return Hashes.sha256(String.join("\n", parts));
    }

    /** Nearly every object carries none, and is not copied then. */
    private static Manifest withoutRevisions(Manifest manifest, List<String> revisions) {
        return maps(manifest.tree()).anyMatch(map -> !carriers(map, revisions).isEmpty())
                ? manifest.with(tree ->
                        maps(tree).forEach(map -> carriers(map, revisions).forEach(map::remove)))
                : manifest;
    }

    private static Stream<ObjectNode> maps(ObjectNode tree) {
        return Stream.of(
                        tree.path("metadata"),
                        tree.path("spec").path("template").path("metadata"))
                .flatMap(metadata -> Stream.of(metadata.path("labels"), metadata.path("annotations")))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private static List<String> carriers(ObjectNode map, List<String> revisions) {
        return map.properties().stream()
                .filter(entry -> carries(entry.getValue().asString(""), revisions))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean carries(String value, List<String> revisions) {
        return revisions.stream()
                .filter(revision -> revision.length() >= 7)
                .anyMatch(revision -> value.contains(revision.substring(0, 7)));
    }
}
