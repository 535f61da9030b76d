package dev.fairway.sync;

import java.util.Arrays;
import java.util.Optional;

/** The parts of an operation, in their order. */
public enum SyncPhase {
    PRE_SYNC("PreSync"),
    SYNC("Sync"),
    POST_SYNC("PostSync"),
    /** Only after a failure. */
    SYNC_FAIL("SyncFail"),
    /** Before an application's objects are deleted. */
    PRE_DELETE("PreDelete"),
    /** The objects of an application that is being deleted. */
    DELETE("Delete"),
    /** After they are gone. */
    POST_DELETE("PostDelete");

    private final String text;

    SyncPhase(String text) {
        this.text = text;
    }

    /** As it is written in {@code argocd.argoproj.io/hook}. */
    public String text() {
        return text;
    }

    static Optional<SyncPhase> ofHookType(String text) {
        return Arrays.stream(values())
                .filter(phase -> phase != DELETE && phase.text.equals(text))
                .findFirst();
    }

    boolean isOfDeletion() {
        return this == PRE_DELETE || this == DELETE || this == POST_DELETE;
    }
}
