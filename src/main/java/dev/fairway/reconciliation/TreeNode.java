package dev.fairway.reconciliation;

import dev.fairway.health.Health;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One live object below an application.
 *
 * @param uid its uid, empty for a managed object that is missing
 * @param parents the keys of its owners that are in the tree; empty for a managed object
 * @param health empty if its kind has no rule
 * @param createdAt empty if it is missing
 * @param beingDeleted it is on its way out
 * @param info short facts for people, for example {@code 2/3 ready}
 */
public record TreeNode(
        ResourceKey key,
        String version,
        String uid,
        List<ResourceKey> parents,
        Optional<Health> health,
        Optional<Instant> createdAt,
        boolean beingDeleted,
        List<String> info,
        List<String> images) {

    /** The same, with something else said of its health. */
    public TreeNode withHealth(Optional<Health> other) {
        return new TreeNode(key, version, uid, parents, other, createdAt, beingDeleted, info, images);
    }
}
