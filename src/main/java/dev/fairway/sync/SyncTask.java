package dev.fairway.sync;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.Optional;

/**
 * One element of a plan: one object in one phase and wave.
 *
 * @param id its place in the plan
 * @param key the object; for a hook with a {@code generateName} the name is made already
 * @param apiVersion for example {@code apps/v1}
 * @param check what the dry run does with it
 * @param refusal why it must not be done; the operation then fails before anything is changed
 */
public record SyncTask(
        int id,
        SyncPhase phase,
        int wave,
        ResourceKey key,
        String apiVersion,
        Work work,
        Check check,
        Optional<Problem> refusal) {

    /** What the dry run does with a task. */
    public enum Check {
        FULL,
        /** A kind that is not served passes: its definition may arrive by other means. */
        MISSING_KIND_PASSES,
        /** Cannot be checked before: its kind, its namespace or a free name only comes with this operation. */
        NONE
    }

    public boolean isHook() {
        return work instanceof Work.RunHook;
    }

    public boolean isRemoval() {
        return work instanceof Work.Remove;
    }

    boolean isDefinition() {
        return key.kind().equals("CustomResourceDefinition") && !isRemoval() && !isHook();
    }

    boolean isWrite() {
        return !(work instanceof Work.Remove || work instanceof Work.Keep);
    }

    boolean deletes(HookDeletePolicy policy) {
        return work instanceof Work.RunHook hook && hook.deletePolicies().contains(policy);
    }

    boolean isInStepOf(SyncTask other) {
        return phase == other.phase && wave == other.wave;
    }

    SyncTask at(SyncPhase otherPhase, int otherWave) {
        return new SyncTask(id, otherPhase, otherWave, key, apiVersion, work, check, refusal);
    }

    SyncTask numbered(int place) {
        return new SyncTask(place, phase, wave, key, apiVersion, work, check, refusal);
    }

    /** One line for people and tests: {@code Sync 0 Deployment/shop/web apply}. */
    public String describe() {
        return phase.text() + " " + wave + " " + key.display() + " " + verb()
                + refusal.map(problem -> " refused: " + problem.message()).orElse("");
    }

    private String verb() {
        return switch (work) {
            case Work.Apply apply ->
                apply.way().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            case Work.RunHook hook -> "hook";
            case Work.EnsureNamespace namespace -> "ensure";
            case Work.Remove remove -> remove.approval() == Work.Approval.AWAITED ? "remove after approval" : "remove";
            case Work.Keep keep -> "keep: " + keep.why();
        };
    }
}
