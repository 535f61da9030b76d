package dev.fairway.reconciliation;

import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What must be remembered between turns to tell drift from a new commit, and the same drift from another one.
 *
 * @param settledKey the render that was last seen wholly in sync
 * @param settledHash the desired state that it gives
 * @param settledAfter the last operation before that; 0 if there was none
 * @param lastRan the last operation that was to change something
 * @param open drifts that have begun and not ended
 * @param recent those that began in the last hour or so, to bound a field that goes back and forth
 */
public record DriftMemory(
        String settledKey, String settledHash, Long settledAfter, Ran lastRan, List<Open> open, List<Recent> recent) {

    public static final DriftMemory NONE = new DriftMemory("", "", 0L, Ran.NOTHING, List.of(), List.of());

    public DriftMemory {
        settledKey = Objects.requireNonNullElse(settledKey, "");
        settledHash = Objects.requireNonNullElse(settledHash, "");
        settledAfter = Objects.requireNonNullElse(settledAfter, 0L);
        lastRan = Objects.requireNonNullElse(lastRan, Ran.NOTHING);
        open = List.copyOf(Objects.requireNonNullElse(open, List.of()));
        recent = List.copyOf(Objects.requireNonNullElse(recent, List.of()));
    }

    /**
     * A field that departs from Git.
     *
     * @param id names the drift
     * @param field as {@code FieldChange.path}; empty for the object as a whole
     * @param live names the value it has, as it may be shown
     * @param desired names what Git says of the object
     */
    public record Open(String id, ResourceKey key, String field, String live, String desired, Instant beganAt) {

        public boolean isAbout(ResourceKey otherKey, String otherField) {
            return key.equals(otherKey) && field.equals(otherField);
        }
    }

    /** @param what names object and field */
    public record Recent(String what, Instant at) {}

    /**
     * An operation that is over.
     *
     * @param renderedHash the desired state it was to bring; empty if it came to none
     */
    public record Ran(long id, String renderedHash) {

        static final Ran NOTHING = new Ran(0, "");
    }

    public DriftMemory settled(String key, String hash) {
        return new DriftMemory(key, hash, lastRan.id(), lastRan, open, recent);
    }

    public DriftMemory ran(Ran run) {
        return new DriftMemory(settledKey, settledHash, settledAfter, run, open, recent);
    }
}
