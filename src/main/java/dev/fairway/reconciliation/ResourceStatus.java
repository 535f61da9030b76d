package dev.fairway.reconciliation;

import dev.fairway.health.Health;
import dev.fairway.resource.ResourceKey;
import java.util.Optional;

/**
 * One object of an application.
 *
 * @param key which object
 * @param version the API version Git writes it at, or the live one
 * @param sync whether it is as Git says
 * @param health empty if its kind has no rule or it is not there
 * @param missing Git has it, the cluster does not
 * @param requiresPruning the cluster has it, Git does not
 * @param hook it is a hook and does not count for the sync status
 * @param wave its sync wave
 * @param message why it counts as it does, if there is more to say; may be empty
 */
public record ResourceStatus(
        ResourceKey key,
        String version,
        SyncStatus sync,
        Optional<Health> health,
        boolean missing,
        boolean requiresPruning,
        boolean hook,
        int wave,
        String message) {}
