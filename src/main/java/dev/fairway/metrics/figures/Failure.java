package dev.fairway.metrics.figures;

import java.time.Instant;

/**
 * Why a deployment counts as failed.
 *
 * @param evidence the id of the deployment, operation or incident that shows it; may be empty
 */
public record Failure(Why why, Instant at, String evidence, String text) {

    public enum Why {
        ROLLED_BACK("rolled back"),
        HOTFIXED("followed by a hotfix"),
        DEGRADED("Degraded soon after it was healthy"),
        AFTERWARDS("a hook after the sync failed"),
        NEVER_HEALTHY("applied, but never healthy"),
        INCIDENT("linked to an incident"),
        BY_A_PERSON("counted as failed by a person");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
