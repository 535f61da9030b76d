package dev.fairway.metrics.figures;

/** What an operation did to the objects that run. */
public enum Effect {
    APPLIED,
    ONLY_PRUNED,
    ONLY_HOOKS,
    NOTHING
}
