package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.LiveState.LiveRecord;
import dev.fairway.health.Health;
import dev.fairway.reconciliation.registry.RegistryDriver;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a tree tells of an object beside its place. */
record NodeFacts(Optional<Health> health, List<String> info, List<String> images) {

    /**
     * Facts of the objects that were looked at last. A tree of ten thousand would otherwise unpack each of them whenever one
     * of them changes.
     */
    static final class Kept {

        private static final int MOST = 30_000;

        private final Map<String, Known> known = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > MOST;
            }
        });

        private record Known(String resourceVersion, NodeFacts facts) {}

        NodeFacts of(LiveRecord object, Supplier<NodeFacts> read) {
            // The status of an object of the registry changes without its version.
            if (!object.full() || RegistryDriver.serves(object.key().groupKind())) {
                return read.get();
            }
            Known before = known.get(object.uid());
            if (before != null && before.resourceVersion().equals(object.resourceVersion())) {
                return before.facts();
            }
            NodeFacts fresh = read.get();
            known.put(object.uid(), new Known(object.resourceVersion(), fresh));
            return fresh;
        }
    }
}
