package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;

/** Where effects go: the writing half of a cluster. */
interface Writes {

    Outcome create(Manifest object);

    /** Everything but the status; refuses to overwrite a version it does not know. */
    Outcome update(Manifest object);

    /** The status alone, over whatever version there is. */
    Outcome updateStatus(Manifest object);

    /** Begins a deletion; for a pod that is being deleted, ends it. */
    Outcome delete(Manifest object);

    /** What became of a write. */
    sealed interface Outcome {

        /** @param object as it is stored now */
        record Stored(Manifest object) implements Outcome {}

        /** The object is not there, or no longer. */
        record Gone() implements Outcome {}

        /** Someone else was faster; what they wrote arrives by the watch. */
        record Overtaken() implements Outcome {}

        /** The server said no, in its words. */
        record Refused(String message) implements Outcome {}
    }
}
