package dev.fairway.sync;

/** How far one task is. A stage that ends in SENT is saved before its action is performed. */
public enum TaskStage {
    PENDING,
    /** The dry run was asked. */
    CHECK_SENT,
    /** The dry run passed. */
    READY,
    /** The deletion of what has the name was asked. */
    CLEAR_SENT,
    /** Waits until what had the name is gone. */
    CLEARING,
    /** The write, or for a removal the deletion, was asked. */
    WRITE_SENT,
    /** Written; waits for health, for the end of a hook, for a definition to be established, or for an object to go. */
    RUNNING,
    /** The server's kinds are asked for anew, as a definition was established. */
    KINDS_SENT,
    /** The hook has ended; the removal of its finalizer was asked. */
    UNPIN_SENT,
    DONE,
    /** The hook's removal was asked, by its delete policy or because it was stopped. */
    CLEAN_SENT,
    CLEANED;

    boolean isSent() {
        return switch (this) {
            case CHECK_SENT, CLEAR_SENT, WRITE_SENT, KINDS_SENT, UNPIN_SENT, CLEAN_SENT -> true;
            case PENDING, READY, CLEARING, RUNNING, DONE, CLEANED -> false;
        };
    }

    boolean isDone() {
        return this == DONE || this == CLEAN_SENT || this == CLEANED;
    }
}
