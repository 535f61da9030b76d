package dev.fairway.sync;

/** What became of one object, in Argo CD's words. */
public enum ResultCode {
    SYNCED("Synced"),
    SYNC_FAILED("SyncFailed"),
    PRUNED("Pruned"),
    PRUNE_SKIPPED("PruneSkipped");

    private final String text;

    ResultCode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
