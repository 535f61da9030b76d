package dev.fairway.web.applications.diff;

import dev.fairway.diff.Comparison;
import dev.fairway.diff.UnifiedDiff;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * How one object differs between two renders.
 *
 * @param title {@code Deployment/web}
 * @param effect {@code added}, {@code removed} or {@code changed}
 */
public record RenderedFile(
        String title, String namespace, String effect, int added, int removed, List<DiffLine> lines) {

    /** What differs, by kind and name; objects that are the same are not in it. Says nothing of the values of Secrets. */
    public static List<RenderedFile> between(List<Manifest> from, List<Manifest> to) {
        Map<ResourceKey, Manifest> before = byKey(from);
        Map<ResourceKey, Manifest> after = byKey(to);
        Set<ResourceKey> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<RenderedFile> files = new ArrayList<>();
        for (ResourceKey key : keys) {
            Optional<Manifest> left = Optional.ofNullable(before.get(key));
            Optional<Manifest> right = Optional.ofNullable(after.get(key));
            if (!left.equals(right)) {
                file(key, left, right).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<RenderedFile> file(ResourceKey key, Optional<Manifest> left, Optional<Manifest> right) {
        List<DiffLine> lines = DiffLine.of(UnifiedDiff.of(new Comparison(
                key,
                Comparison.Status.OUT_OF_SYNC,
                Comparison.Difference.MODIFIED,
                left.map(object -> covered(object, right, "the earlier value")),
                right.map(object -> covered(object, left, "the later value")),
                List.of(),
                List.of())));
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new RenderedFile(
                        key.kind() + "/" + key.name(),
                        key.namespace(),
                        left.isEmpty() ? "added" : right.isEmpty() ? "removed" : "changed",
                        count(lines, "add"),
                        count(lines, "del"),
                        lines));
    }

    private static int count(List<DiffLine> lines, String cssClass) {
        return (int)
                lines.stream().filter(line -> line.cssClass().equals(cssClass)).count();
    }

    /** Says that a Secret's values differ without a trace of either. */
    private static Manifest covered(Manifest object, Optional<Manifest> other, String name) {
        if (!object.isSecret()) {
            return object;
        }
        return object.with(tree -> {
            if (tree.path("data") instanceof ObjectNode data) {
                for (String key : Set.copyOf(data.propertyNames())) {
                    String mine = SecretText.comparable(data.path(key).asString(""));
                    boolean same = other.map(
                                    manifest -> manifest.at("/data").path(key).asString(""))
                            .map(SecretText::comparable)
                            .filter(mine::equals)
                            .isPresent();
                    data.put(key, same ? "(not shown, the same)" : "(not shown, " + name + ")");
                }
            }
        });
    }

    private static Map<ResourceKey, Manifest> byKey(List<Manifest> manifests) {
        Map<ResourceKey, Manifest> map = new TreeMap<>();
        manifests.forEach(manifest -> map.put(manifest.key(), manifest));
        return map;
    }
}
