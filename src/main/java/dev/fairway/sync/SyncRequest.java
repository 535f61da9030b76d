package dev.fairway.sync;

import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.spec.SyncOptions;
import java.util.List;

/**
 * What one operation shall do.
 *
 * @param revisions one per source; for the record and for names of hooks
 * @param prune delete what Git no longer has
 * @param dryRun ask the server about every object and change nothing
 * @param strategy with or without hooks
 * @param selection only these objects; empty means all. A selection makes the operation partial: no hooks
 * @param options stronger than the application's, weaker than an object's
 * @param origin who began it
 */
public record SyncRequest(
        List<String> revisions,
        boolean prune,
        boolean dryRun,
        Strategy strategy,
        List<ResourceKey> selection,
        SyncOptions options,
        Origin origin) {

    public enum Strategy {
        HOOK,
        APPLY
    }

    public enum Origin {
        REQUESTED,
        AUTOMATED,
        /** Undoes what was changed in the cluster; always a selection. */
        SELF_HEAL
    }

    public static SyncRequest everything(List<String> revisions) {
        return new SyncRequest(revisions, false, false, Strategy.HOOK, List.of(), SyncOptions.NONE, Origin.REQUESTED);
    }

    public SyncRequest withPrune() {
        return new SyncRequest(revisions, true, dryRun, strategy, selection, options, origin);
    }

    public SyncRequest asDryRun() {
        return new SyncRequest(revisions, prune, true, strategy, selection, options, origin);
    }

    public SyncRequest only(ResourceKey... keys) {
        return new SyncRequest(revisions, prune, dryRun, strategy, List.of(keys), options, origin);
    }

    public SyncRequest withOptions(String... entries) {
        return new SyncRequest(revisions, prune, dryRun, strategy, selection, SyncOptions.of(entries), origin);
    }

    public SyncRequest withoutHooks() {
        return new SyncRequest(revisions, prune, dryRun, Strategy.APPLY, selection, options, origin);
    }

    public boolean isPartial() {
        return !selection.isEmpty();
    }

    boolean runsHooks() {
        return strategy == Strategy.HOOK && !isPartial();
    }

    boolean selects(ResourceKey key) {
        return selection.isEmpty() || selection.contains(key);
    }
}
