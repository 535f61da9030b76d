package dev.fairway.source;

import java.util.List;
import java.util.Optional;

/**
 * The files of one commit or of one unpacked chart, read one by one; nothing is checked out. Paths are relative to the
 * root, separated by {@code /}, without a leading slash, never with {@code .} or {@code ..} segments; the root is the empty
 * path. A symbolic link is followed by {@link #find} and {@link #read} only while it stays inside the tree.
 */
public interface SourceTree {

    /** The commit's SHA, or the digest of the chart. */
    String id();

    /**
     * What a path is, links followed.
     *
     * @throws dev.fairway.resource.ProblemException if a link leaves the tree or goes round in a circle
     */
    Optional<Entry> find(String path);

    /** The entries directly below a folder, by name; empty if there is no such folder. */
    List<Entry> list(String folder);

    /**
     * A file's bytes.
     *
     * @throws dev.fairway.resource.ProblemException if there is no such file or it is larger than the limit for files
     */
    byte[] read(String path);

    /**
     * One entry.
     *
     * @param path where it was asked for
     * @param kind what it is after links were followed; {@code LINK} only in a listing
     * @param objectId names the content: equal ids mean equal bytes (for a folder, equal files all the way down)
     * @param size bytes of a file, 0 for a folder
     */
    record Entry(String path, Kind kind, String objectId, long size) {

        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /** A submodule or anything else that is never followed. */
        OTHER
    }
}
