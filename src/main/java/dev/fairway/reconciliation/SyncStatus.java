package dev.fairway.reconciliation;

/** Whether what runs is what Git says. */
public enum SyncStatus {
    SYNCED("Synced"),
    OUT_OF_SYNC("OutOfSync"),
    UNKNOWN("Unknown");

    private final String text;

    SyncStatus(String text) {
        this.text = text;
    }

    /** Argo CD's spelling. */
    public String text() {
        return text;
    }
}
