package dev.fairway.diagnosis;

/** What has to change before another try of the same revision can end otherwise. */
public enum Remedy {
    /** What Git says: the same revision fails in the same way. */
    CHANGE_IN_GIT,
    /** Something that neither Git nor Fairway decides. */
    CHANGE_OUTSIDE,
    /** Nothing: it may pass. */
    MAY_PASS
}
