package dev.fairway.sandbox.git;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who added and changed what in a sample repository, oldest commit first. Only the last state of each file is kept as a
 * file; earlier states follow from undoing the changes.
 *
 * @param authors by short name, each as {@code Name <mail>}
 */
record SampleHistory(Map<String, String> authors, List<SampleCommit> commits) {

    /**
     * One commit.
     *
     * @param author a short name of {@link #authors}
     * @param ago how long before the repository is made
     * @param adds files that appear with this commit
     * @param changes what differs after it in files that were there, in any order
     */
    record SampleCommit(String author, Duration ago, String message, List<String> adds, List<Change> changes) {

        @SuppressWarnings("NullAway") // a list left out of the file arrives as null
        SampleCommit {
            adds = adds == null ? List.of() : List.copyOf(adds);
            changes = changes == null ? List.of() : List.copyOf(changes);
        }
    }

    /**
     * A change to one file.
     *
     * @param was the text before, empty when text was only added
     * @param is the text after; occurs once in the file after the commit
     */
    record Change(String file, String was, String is) {

        String undo(String after) {
            int at = after.indexOf(is);
            if (is.isEmpty() || at < 0 || after.indexOf(is, at + 1) >= 0) {
                throw new IllegalStateException("The sample history expects this once in " + file + ": " + is);
            }
            return after.substring(0, at) + was + after.substring(at + is.length());
        }
    }
}
