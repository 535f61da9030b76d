package dev.fairway.rollback;

import dev.fairway.diff.FieldAddress;
import dev.fairway.diff.FieldAddress.Step;
import dev.fairway.diff.FieldChange;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlPlace;
import dev.fairway.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where a field of a rendered object may be written in the files it was rendered from. */
final class FieldInGit {

    private static final int MOST_FILES = 300;
    private static final long LARGEST = 512 * 1024;
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private FieldInGit() {}

    /** A file with the field changed where it may stand; rendering tells. */
    record Place(String path, YamlPlace yaml) {}

    /**
     * @param closure the paths that the application reads
     * @param wanted what is to be written there; empty if the field is to go
     */
    static List<Place> places(
            SourceTree tree,
            List<String> closure,
            ResourceKey resource,
            FieldAddress field,
            Optional<JsonNode> wanted) {
        List<YamlPlace.Step> steps =
                field.steps().stream().map(FieldInGit::step).toList();
        String kind = resource.kind();
        List<Place> places = new ArrayList<>();
        texts(tree, closure).forEach((path, text) -> wanted.map(value -> YamlPlace.writing(text, kind, steps, value))
                .orElseGet(() -> YamlPlace.removing(text, kind, steps))
                .forEach(found -> places.add(new Place(path, found))));
        String name = resource.name();
        List<Place> named = places.stream()
                .filter(place -> place.yaml().object().equals(name))
                .toList();
        // A name may have got a prefix or a suffix on the way.
        return named.isEmpty()
                ? places.stream()
                        .filter(place -> !place.yaml().object().isEmpty()
                                && name.contains(place.yaml().object()))
                        .toList()
                : named;
    }

    /** The files of YAML that an application reads, by their paths; only those that are UTF-8 and of a usual size. */
    static Map<String, String> texts(SourceTree tree, List<String> closure) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String path : files(tree, closure)) {
            byte[] bytes = tree.read(path);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
                texts.put(path, text);
            }
        }
        return texts;
    }

    static boolean isChart(List<String> closure) {
        return closure.stream().anyMatch(path -> path.endsWith("Chart.yaml"));
    }

    private static Set<String> files(SourceTree tree, List<String> closure) {
        Set<String> files = new LinkedHashSet<>();
        for (String path : closure) {
            if (path.endsWith("/")) {
                walk(tree, path.substring(0, path.length() - 1), files);
            } else {
                tree.find(path).filter(entry -> isReadable(entry)).ifPresent(entry -> files.add(path));
            }
        }
        return files;
    }

    private static void walk(SourceTree tree, String folder, Set<String> files) {
        for (SourceTree.Entry entry : tree.list(folder)) {
            if (files.size() >= MOST_FILES) {
                return;
            }
            if (entry.kind() == SourceTree.Kind.FOLDER) {
                walk(tree, entry.path(), files);
            } else if (isReadable(entry)) {
                files.add(entry.path());
            }
        }
    }

    private static boolean isReadable(SourceTree.Entry entry) {
        return entry.kind() == SourceTree.Kind.FILE
                && entry.size() <= LARGEST
                && (entry.name().endsWith(".yaml") || entry.name().endsWith(".yml"));
    }

    private static YamlPlace.Step step(Step step) {
        return switch (step) {
            case Step.Field field -> new YamlPlace.Step.Field(field.name());
            case Step.Place place -> new YamlPlace.Step.Index(place.index());
            case Step.Keyed keyed -> new YamlPlace.Step.Item(keyed.key());
        };
    }

    /** Whether the second render is the first with this field of this object as wanted, and nothing else another. */
    static boolean isOnlyChange(
            RenderedManifests before,
            RenderedManifests after,
            ResourceKey key,
            FieldAddress field,
            Optional<JsonNode> wanted) {
        Map<ResourceKey, Manifest> old = new HashMap<>();
        before.manifests().forEach(manifest -> old.put(manifest.key(), manifest));
        if (before.manifests().size() != after.manifests().size()) {
            return false;
        }
        boolean changed = false;
        for (Manifest manifest : after.manifests()) {
            Optional<Manifest> earlier = Optional.ofNullable(old.get(manifest.key()));
            if (earlier.isEmpty()) {
                return false;
            }
            if (earlier.get().tree().equals(manifest.tree())) {
                continue;
            }
            if (!isAbout(manifest.key(), key)
                    || !field.with(earlier.get().tree(), wanted)
                            .filter(expected -> expected.equals(BY_VALUE, manifest.tree()))
                            .isPresent()) {
                return false;
            }
            changed = true;
        }
        return changed;
    }

    /** What Git does not say of the namespace, the application's destination does. */
    static boolean isAbout(ResourceKey rendered, ResourceKey key) {
        return rendered.groupKind().equals(key.groupKind())
                && rendered.name().equals(key.name())
                && (rendered.namespace().isEmpty() || rendered.namespace().equals(key.namespace()));
    }

    /** A rule as a person would copy it into an Application. */
    static String rules(JsonNode rule) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray("ignoreDifferences").add(rule);
        return Manifests.toYaml(root);
    }

    /** The field alone, as a person would write it into a patch. */
    static String patch(ManagedResource object, FieldAddress field, FieldChange change) {
        Manifest shown = Stream.concat(object.desired().stream(), object.live().stream())
                .findFirst()
                .orElseThrow();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("apiVersion", shown.gvk().apiVersion()).put("kind", shown.gvk().kind());
        root.putObject("metadata").put("name", shown.name());
        JsonNode node = root;
        List<Step> steps = field.steps();
        for (int i = 0; i < steps.size(); i++) {
            JsonNode below = i + 1 == steps.size()
                    ? change.before().orElse(JsonNodeFactory.instance.nullNode())
                    : steps.get(i + 1) instanceof Step.Field
                            ? JsonNodeFactory.instance.objectNode()
                            : JsonNodeFactory.instance.arrayNode();
            node = put(node, steps.get(i), below);
        }
        boolean counted = steps.stream().anyMatch(Step.Place.class::isInstance);
        return (counted ? "# One item of a list; " + change.path() + " tells which.\n" : "") + Manifests.toYaml(root);
    }

    private static JsonNode put(JsonNode holder, Step step, JsonNode below) {
        switch (step) {
            case Step.Field field -> {
                ObjectNode object = (ObjectNode) holder;
                if (object.path(field.name()) instanceof ObjectNode known && below.isObject()) {
                    return known;
                }
                object.set(field.name(), below);
            }
            case Step.Place place -> ((ArrayNode) holder).add(below);
            case Step.Keyed keyed -> {
                if (below instanceof ObjectNode item) {
                    keyed.key().forEach((name, value) -> {
                        if (value.matches("[0-9]{1,9}")) {
                            item.put(name, Integer.parseInt(value));
                        } else {
                            item.put(name, value);
                        }
                    });
                }
                ((ArrayNode) holder).add(below);
            }
        }
        return below;
    }
}
