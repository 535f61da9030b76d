package dev.fairway.diff;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * How one object differs from what Git says.
 *
 * @param key the object
 * @param status whether it counts as out of sync
 * @param difference what kind of difference there is; an ignored extra object is SYNCED and still EXTRA
 * @param live the live object, normalised for display; Secret values are masked
 * @param target what a sync would make of it, likewise
 * @param changes the fields that differ, empty unless both sides exist
 * @param warnings for people: ignore rules that could not be used on this object
 */
public record Comparison(
        ResourceKey key,
        Status status,
        Difference difference,
        Optional<Manifest> live,
        Optional<Manifest> target,
        List<FieldChange> changes,
        List<String> warnings) {

    public Comparison {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    public enum Status {
        SYNCED,
        OUT_OF_SYNC
    }

    public enum Difference {
        NONE,
        /** Git has it, the cluster does not. */
        MISSING,
        /** The cluster has it, Git no longer does. */
        EXTRA,
        MODIFIED
    }

    public boolean requiresPruning() {
        return difference == Difference.EXTRA;
    }

    public boolean isSynced() {
        return status == Status.SYNCED;
    }
}
