package dev.fairway.web.applications.tree;

import dev.fairway.reconciliation.Inventory;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.web.view.Mark;
import java.util.Optional;

/** How an object stands to Git. */
enum SyncMark {
    /** Git does not write it: something else in the tree owns it, or it is a hook. */
    NONE,
    SYNCED,
    OUT_OF_SYNC,
    ABSENT,
    WILL_PRUNE,
    /** It lies in the application's namespace and belongs to no application and to no other object. */
    ORPHANED,
    UNKNOWN;

    static SyncMark of(ResourceStatus resource) {
        if (resource.hook()) {
            return NONE;
        }
        return switch (Inventory.Sync.of(resource)) {
            case SYNCED -> SYNCED;
            case OUT_OF_SYNC -> OUT_OF_SYNC;
            case ABSENT -> ABSENT;
            case WILL_PRUNE -> WILL_PRUNE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    boolean differs() {
        return switch (this) {
            case OUT_OF_SYNC, ABSENT, WILL_PRUNE -> true;
            case NONE, SYNCED, ORPHANED, UNKNOWN -> false;
        };
    }

    Optional<Mark> mark() {
        return switch (this) {
            case NONE -> Optional.empty();
            case ORPHANED -> Optional.of(new Mark("syncunknown", "unk", "Orphan"));
            case SYNCED -> Optional.of(Mark.of(Inventory.Sync.SYNCED));
            case OUT_OF_SYNC -> Optional.of(Mark.of(Inventory.Sync.OUT_OF_SYNC));
            case ABSENT -> Optional.of(Mark.of(Inventory.Sync.ABSENT));
            case WILL_PRUNE -> Optional.of(Mark.of(Inventory.Sync.WILL_PRUNE));
            case UNKNOWN -> Optional.of(Mark.of(Inventory.Sync.UNKNOWN));
        };
    }
}
