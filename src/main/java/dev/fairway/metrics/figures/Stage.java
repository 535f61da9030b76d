package dev.fairway.metrics.figures;

/** A part of the way of a change. */
public enum Stage {
    COMMIT_TO_MERGE,
    MERGE_TO_SYNC,
    SYNC_TO_HEALTHY
}
