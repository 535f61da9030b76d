package dev.fairway.notifications;

/** Tells the courier of this replica that something is waiting. */
interface Bell {

    void ring();
}
