package dev.fairway.reconciliation;

import dev.fairway.resource.ResourceKey;
import java.util.List;

/**
 * What a person or a script asks for when they sync.
 *
 * @param revisions overrides the target revision of each source; empty means what the application says
 * @param prune delete what Git no longer has
 * @param dryRun ask the server what would happen, change nothing
 * @param applyOnly no hooks (Argo CD's strategy {@code apply})
 * @param force delete and create anew what cannot be applied
 * @param resources only these objects; empty means all
 * @param options sync options for this operation, as in {@code syncOptions}
 * @param retryLimit how often to try again; 0 means never, negative forever
 * @param reason why, in the person's words; may be empty
 */
public record SyncCommand(
        List<String> revisions,
        boolean prune,
        boolean dryRun,
        boolean applyOnly,
        boolean force,
        List<ResourceKey> resources,
        List<String> options,
        int retryLimit,
        String reason) {

    /** Everything, as the application says. */
    public static SyncCommand everything() {
        return new SyncCommand(List.of(), false, false, false, false, List.of(), List.of(), 0, "");
    }
}
