package dev.fairway.sandbox.api.storage;

import java.util.Optional;

/**
 * Something that happened to one object.
 *
 * @param entry the object after it; for a deletion its last state, at the version of the deletion
 * @param previous the object before it, empty for a creation
 */
public record Change(Kind kind, Entry entry, Optional<Entry> previous) {

    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }

    public long version() {
        return entry.version();
    }
}
