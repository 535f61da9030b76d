package dev.fairway.web.applications.history;

import dev.fairway.diff.Comparison;
import dev.fairway.diff.UnifiedDiff;
import dev.fairway.ledger.Deployment;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.SecretText;
import dev.fairway.web.applications.diff.DiffLine;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What differs between two deployments, rendered against rendered.
 *
 * @param images only what changed, before and after
 * @param missing why the objects cannot be compared; empty if they can
 */
record Compared(Side from, Side to, List<String> imagesGone, List<String> imagesNew, List<File> files, String missing) {

    record Side(long id, String revision, Age at, String actor) {}

    record File(String title, String namespace, String effect, int added, int removed, List<DiffLine> lines) {}

    static Compared of(
            Deployment from,
            Deployment to,
            Optional<List<Manifest>> fromManifests,
            Optional<List<Manifest>> toManifests,
            Instant now) {
        boolean kept = fromManifests.isPresent() && toManifests.isPresent();
        return new Compared(
                side(from, now),
                side(to, now),
                without(from.images(), to.images()),
                without(to.images(), from.images()),
                kept ? files(fromManifests.get(), toManifests.get()) : List.of(),
                kept
                        ? ""
                        : "What was rendered for one of them is no longer kept. Renders are kept for a month after their last use.");
    }

    private static Side side(Deployment deployment, Instant now) {
        return new Side(
                deployment.id(),
                deployment.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(deployment.revisions().getFirst()),
                Age.of(deployment.healthyAt(), now),
                deployment.actor().name());
    }

    private static List<String> without(List<String> some, List<String> others) {
        return some.stream().filter(each -> !others.contains(each)).toList();
    }

    private static List<File> files(List<Manifest> from, List<Manifest> to) {
        Map<ResourceKey, Manifest> before = byKey(from);
        Map<ResourceKey, Manifest> after = byKey(to);
        Set<ResourceKey> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<File> files = new ArrayList<>();
        for (ResourceKey key : keys) {
            Optional<Manifest> left = Optional.ofNullable(before.get(key));
            Optional<Manifest> right = Optional.ofNullable(after.get(key));
            if (!left.equals(right)) {
                file(key, left, right).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<File> file(ResourceKey key, Optional<Manifest> left, Optional<Manifest> right) {
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
                : Optional.of(new File(
                        key.kind() + "/" + key.name(),
                        key.namespace(),
                        left.isEmpty() ? "added" : right.isEmpty() ? "removed" : "changed",
                        (int) lines.stream()
                                .filter(line -> line.cssClass().equals("add"))
                                .count(),
                        (int) lines.stream()
                                .filter(line -> line.cssClass().equals("del"))
                                .count(),
                        lines));
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
