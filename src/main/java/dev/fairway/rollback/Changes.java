package dev.fairway.rollback;

import dev.fairway.diff.Comparer;
import dev.fairway.diff.Comparison;
import dev.fairway.diff.ComparisonSettings;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.diff.UnifiedDiff;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.rollback.PreparedRollback.ObjectChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differs between two renders, object by object. */
final class Changes {

    private static final IgnoreRules NOTHING_IGNORED = IgnoreRules.of(List.of(), ComparisonSettings.DEFAULT);

    private Changes() {}

    static List<ObjectChange> between(List<Manifest> before, List<Manifest> after) {
        Map<ResourceKey, Manifest> old = byKey(before);
        Map<ResourceKey, Manifest> wanted = byKey(after);
        Set<ResourceKey> keys = new LinkedHashSet<>(wanted.keySet());
        keys.addAll(old.keySet());
        List<ObjectChange> changes = new ArrayList<>();
        for (ResourceKey key : keys) {
            Optional<Manifest> from = Optional.ofNullable(old.get(key));
            Optional<Manifest> to = Optional.ofNullable(wanted.get(key));
            if (!from.map(Manifest::tree).equals(to.map(Manifest::tree))) {
                Comparison comparison = Comparer.compare(to, to, from, NOTHING_IGNORED);
                changes.add(new ObjectChange(key, UnifiedDiff.of(comparison)));
            }
        }
        return List.copyOf(changes);
    }

    private static Map<ResourceKey, Manifest> byKey(List<Manifest> manifests) {
        Map<ResourceKey, Manifest> result = new LinkedHashMap<>();
        manifests.forEach(manifest -> result.put(manifest.key(), manifest));
        return result;
    }
}
