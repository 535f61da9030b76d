package dev.fairway.diagnosis;

import java.util.Locale;

/** Why an operation failed. */
public enum Cause {
    SOURCE_OR_RENDER,
    CLUSTER_UNREACHABLE,
    ADMISSION_DENIED,
    FORBIDDEN,
    IMMUTABLE_FIELD,
    MISSING_DEPENDENCY,
    APPLY_CONFLICT,
    HOOK_FAILED,
    IMAGE_PULL,
    OUT_OF_MEMORY,
    NON_ZERO_EXIT,
    PROBE_FAILING,
    SCHEDULING,
    TIMEOUT,
    SYNC_WINDOW,
    DRIFT_LOOP,
    NOT_CLASSIFIED;

    /** As people search for it: {@code non-zero-exit}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
