package dev.fairway.reconciliation.pipeline;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each live object was last known to fulfil, so that the server is not asked the same again. In memory: whatever is not
 * known here is asked.
 */
@Component
public class Confirmations {

    private static final int KEPT = 100_000;

    private final Map<Slot, Fulfilled> known = Collections.synchronizedMap(new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Slot, Fulfilled> eldest) {
            return size() > KEPT;
        }
    });

    private record Slot(String cluster, ResourceKey key, String uid) {}

    /**
     * @param desired hash of the desired object
     * @param settled the version that an apply of it was answered with; empty if it was never applied from here
     * @param live what the live object said
     */
    private record Fulfilled(String desired, Optional<String> settled, Said live) {}

    /**
     * What an object says besides its metadata, of which every field has an owner of its own, and its status.
     *
     * @param version the latest that said so; it spares the hash
     */
    private record Said(Optional<String> version, String content) {

        private static final Set<String> NOT_COUNTED = Set.of("apiVersion", "metadata", "status");

        static Said by(Manifest object) {
            ObjectNode told = JsonNodeFactory.instance.objectNode();
            object.tree().properties().stream()
                    .filter(field -> !NOT_COUNTED.contains(field.getKey()))
                    .forEach(field -> told.set(field.getKey(), field.getValue()));
            return new Said(object.resourceVersion(), Hashes.sha256(Manifest.of(told)));
        }

        boolean isStillSaidBy(Manifest object) {
            return version.isPresent() && version.equals(object.resourceVersion())
                    || content.equals(Said.by(object).content());
        }
    }

    /** The server has said that the live object fulfils the desired one. */
    void confirm(String cluster, Manifest desired, Manifest live) {
        String hash = Hashes.sha256(desired);
        known.compute(
                slot(cluster, live),
                (slot, before) -> new Fulfilled(
                        hash,
                        before != null && before.desired().equals(hash) ? before.settled() : Optional.empty(),
                        Said.by(live)));
    }

    /**
     * Whether that was the last word on the two: neither says anything else since. Where somebody has added a field to the
     * live object, only the server knows whether the mapping that holds it is merged or is ours as a whole, as the selector
     * of a Service is.
     */
    boolean isConfirmed(String cluster, Manifest desired, Manifest live) {
        Fulfilled last = known.get(slot(cluster, live));
        return last != null
                && last.desired().equals(Hashes.sha256(desired))
                && last.live().isStillSaidBy(live);
    }

    /**
     * The server took an apply by us, or said that it would change nothing.
     *
     * @param stored the object after it
     */
    public void settle(String cluster, Manifest desired, Manifest stored) {
        known.put(
                slot(cluster, stored),
                new Fulfilled(Hashes.sha256(desired), stored.resourceVersion(), Said.by(stored)));
    }

    /** Whether just this apply led to just this version: sent once more, it would change nothing, not even an owner. */
    public boolean isSettled(String cluster, Manifest desired, Manifest live) {
        Fulfilled last = known.get(slot(cluster, live));
        return last != null
                && last.settled().isPresent()
                && last.settled().equals(live.resourceVersion())
                && last.desired().equals(Hashes.sha256(desired));
    }

    private static Slot slot(String cluster, Manifest live) {
        return new Slot(cluster, live.key(), live.uid().orElse(""));
    }
}
