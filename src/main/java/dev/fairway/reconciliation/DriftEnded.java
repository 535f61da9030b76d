package dev.fairway.reconciliation;

import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A drift is over.
 *
 * @param id of the {@link DriftBegan}
 * @param operation what ended it, if it was an operation
 * @param revisions what Git was at, one per source
 */
public record DriftEnded(
        String id, ApplicationName application, End end, Optional<Long> operation, List<String> revisions, Instant at) {

    public enum End {
        /** Fairway put it back by itself. */
        HEALED,
        /** An operation that somebody, or a new commit, caused put it back. */
        SYNCED,
        /** Git says by now what the cluster said. */
        ACCEPTED,
        /** It went back without an operation. */
        UNDONE,
        /** It became yet another value; that is a drift of its own. */
        CHANGED,
        /** It still differs, and an ignore rule says that it may. */
        IGNORED,
        /** The application is gone, or went to another cluster. */
        GONE
    }
}
