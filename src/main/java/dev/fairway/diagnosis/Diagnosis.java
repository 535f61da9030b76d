package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * Why an operation failed, or is about to.
 *
 * @param sentence object, phase, cause and consequence
 * @param resource what failed first, in sync order; empty if the attempt failed as a whole
 * @param alsoFailed what failed after it
 * @param waiting what was not reached because of it
 * @param radius how many pods are hit
 */
public record Diagnosis(
        Cause cause,
        Remedy remedy,
        String sentence,
        Optional<ResourceKey> resource,
        List<Proof> proofs,
        List<ResourceKey> alsoFailed,
        List<ResourceKey> waiting,
        BlastRadius radius) {

    /** Another try of the same revision is pointless. */
    public boolean isDeterministic() {
        return remedy == Remedy.CHANGE_IN_GIT;
    }
}
