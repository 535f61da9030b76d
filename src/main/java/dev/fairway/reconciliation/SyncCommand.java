package dev.fairway.reconciliation;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Objects;

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
 * @param confirmed one commit per source, at which a person read what this would do: at any others nothing begins. Empty: whatever
 *     the revisions stand for when it begins
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
        String reason,
        List<String> confirmed) {

    /** Commands that were saved before there was anything to confirm have none of it. */
    public SyncCommand {
        confirmed = Objects.requireNonNullElse(confirmed, List.of());
    }

    public SyncCommand(
            List<String> revisions,
            boolean prune,
            boolean dryRun,
            boolean applyOnly,
            boolean force,
            List<ResourceKey> resources,
            List<String> options,
            int retryLimit,
            String reason) {
        this(revisions, prune, dryRun, applyOnly, force, resources, options, retryLimit, reason, List.of());
    }

    /** The same, at just these commits. */
    public SyncCommand asRead(List<String> commits) {
        return new SyncCommand(
                revisions, prune, dryRun, applyOnly, force, resources, options, retryLimit, reason, commits);
    }

    /** Everything, as the application says. */
    public static SyncCommand everything() {
        return new SyncCommand(List.of(), false, false, false, false, List.of(), List.of(), 0, "");
    }
}
