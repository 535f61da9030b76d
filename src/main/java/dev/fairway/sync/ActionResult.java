package dev.fairway.sync;

import java.util.Optional;

/** What came of an action. */
public sealed interface ActionResult {

    /**
     * The dry run passed.
     *
     * @param changes whether the write would change anything, field ownership included; say true when not known
     */
    record CheckPassed(boolean changes) implements ActionResult {}

    /**
     * The object was written.
     *
     * @param changed whether the server stored anything new
     */
    record Written(String uid, String resourceVersion, boolean changed) implements ActionResult {}

    /** The deletion was accepted (or the object was gone), the finalizer is off, the kinds are known. */
    record Accepted() implements ActionResult {}

    /** A creation met an object of the same name. */
    record NameTaken() implements ActionResult {}

    /** @param message the server's words, cleaned of secrets */
    record Failed(Failure failure, String message) implements ActionResult {}

    /**
     * The answer to {@link SyncAction.Inspect}.
     *
     * @param live empty if the server has no such object
     * @param asDesired whether the object already is what the task's write would make of it
     */
    record Inspected(Optional<LiveObject> live, boolean asDesired) implements ActionResult {}

    /** Kinds of failure, as far as the run does something different. */
    enum Failure {
        /** The same call may succeed later; whether it had an effect is not known. */
        MAY_PASS,
        /** The server refuses to change this live object: an immutable field. */
        CANNOT_CHANGE,
        /** The server does not serve the kind. */
        KIND_MISSING,
        /** Only a change by a person helps. */
        FINAL
    }
}
