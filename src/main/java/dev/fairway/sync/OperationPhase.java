package dev.fairway.sync;

/** How an operation goes, in Argo CD's words. */
public enum OperationPhase {
    RUNNING("Running"),
    TERMINATING("Terminating"),
    /** The objects, the hooks or a person ended it. */
    FAILED("Failed"),
    /** It could not be carried out: an object vanished, a cluster did not answer. */
    ERROR("Error"),
    SUCCEEDED("Succeeded");

    private final String text;

    OperationPhase(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public boolean isOver() {
        return this == FAILED || this == ERROR || this == SUCCEEDED;
    }
}
