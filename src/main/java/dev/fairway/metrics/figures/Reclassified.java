package dev.fairway.metrics.figures;

import java.time.Instant;

/** A person's word on a deployment, with the reason. The latest counts. */
public record Reclassified(String deployment, As as, String by, String reason, Instant at) {

    /** The same, said of another target of the same deployment. */
    Reclassified about(String target) {
        return new Reclassified(target, as, by, reason, at);
    }

    public enum As {
        FAILED,
        NOT_FAILED,
        PLANNED,
        UNPLANNED;

        boolean isAboutFailure() {
            return this == FAILED || this == NOT_FAILED;
        }
    }
}
