package dev.fairway.diff;

/** What a comparison without the server can say. */
public enum LocalVerdict {
    /** Everything the desired state says holds in the live object, and nothing we once applied is left over. */
    SAME,
    /** The server must be asked. */
    DIFFERENT
}
