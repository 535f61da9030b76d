package dev.fairway.source;

import java.util.List;

/**
 * A commit that Fairway has made and nobody else has seen.
 *
 * @param sha its name; {@link Sources#tree} and {@link Sources#commit} know it like any other
 * @param base the commit it is made upon, its only parent
 * @param files what it changes, by path; empty if it would change nothing
 */
public record ProposedCommit(String sha, String base, List<ChangedFile> files) {

    public record ChangedFile(String path, Change change) {}

    public enum Change {
        ADDED,
        CHANGED,
        REMOVED
    }
}
