package dev.fairway.metrics.figures;

/** Why a state was brought. */
public enum Kind {
    PLANNED,
    /** Not planned: a hotfix or a revert that makes a new state. */
    HOTFIX,
    /** Back to a state that ran before. No deployment, but rework. */
    ROLLBACK;

    public boolean isUnplanned() {
        return this != PLANNED;
    }
}
