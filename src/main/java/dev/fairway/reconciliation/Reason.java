package dev.fairway.reconciliation;

/** Why an application needs a turn. All of them go through the same queue and the same pipeline. */
public enum Reason {
    /** A person or a script waits for it. */
    REQUESTED(Lane.INTERACTIVE),
    /** A running operation has a next step. */
    OPERATION(Lane.INTERACTIVE),
    /** A revision moved. */
    PUSHED(Lane.CHANGED),
    /** The application itself was written. */
    EDITED(Lane.CHANGED),
    /** Something in the cluster changed. */
    DRIFTED(Lane.CHANGED),
    /** A child or a parent in the registry changed. */
    RELATED(Lane.CHANGED),
    /** Time has come: a wait is over, a window opens, a poll is due. */
    TIMER(Lane.SWEEP),
    /** An earlier turn failed in a way that may pass. */
    RETRY(Lane.RETRY);

    private final Lane lane;

    Reason(Lane lane) {
        this.lane = lane;
    }

    public Lane lane() {
        return lane;
    }

    /** Lanes are served in this order, so that failing applications cannot starve the others. */
    public enum Lane {
        INTERACTIVE,
        CHANGED,
        SWEEP,
        RETRY
    }
}
