package dev.fairway.web.applications.tree;

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
    UNKNOWN;

    static SyncMark of(ResourceStatus resource) {
        if (resource.hook()) {
            return NONE;
        }
        if (resource.requiresPruning()) {
            return WILL_PRUNE;
        }
        if (resource.missing()) {
            return ABSENT;
        }
        return switch (resource.sync()) {
            case SYNCED -> SYNCED;
            case OUT_OF_SYNC -> OUT_OF_SYNC;
            case UNKNOWN -> UNKNOWN;
        };
    }

    boolean differs() {
        return switch (this) {
            case OUT_OF_SYNC, ABSENT, WILL_PRUNE -> true;
            case NONE, SYNCED, UNKNOWN -> false;
        };
    }

    Optional<Mark> mark() {
        return switch (this) {
            case NONE -> Optional.empty();
            case SYNCED -> Optional.of(new Mark("synced", "ok", "Synced"));
            case OUT_OF_SYNC -> Optional.of(new Mark("outofsync", "warn", "Out of sync"));
            case ABSENT -> Optional.of(Mark.MISSING_LIVE);
            case WILL_PRUNE -> Optional.of(Mark.WILL_PRUNE);
            case UNKNOWN -> Optional.of(new Mark("syncunknown", "unk", "Sync unknown"));
        };
    }
}
