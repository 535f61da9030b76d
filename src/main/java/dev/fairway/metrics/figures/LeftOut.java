package dev.fairway.metrics.figures;

import java.time.Instant;

/**
 * Something that was looked at and not counted.
 *
 * @param id of a deployment, an operation or an incident
 */
public record LeftOut(String id, String label, Because because, Instant at) {

    public enum Because {
        SELF_HEAL("self-heals"),
        SAME_STATE("syncs of a state that ran already"),
        ONLY_PRUNED("syncs that only pruned"),
        ONLY_HOOKS("syncs that only ran hooks"),
        FAILED_ATTEMPT("failed attempts that changed nothing that runs"),
        SUPERSEDED("superseded before they were healthy"),
        ROLLBACK("rollbacks"),
        NEVER_HEALTHY("never healthy"),
        FIRST("first deployments: nothing to compare with"),
        COMMITS_UNKNOWN("with commits that are not known"),
        MORE_COMMITS("with more commits than are kept"),
        BOT("commits of bots"),
        TIME_UNKNOWN("commits without a time"),
        CLOCK("with a clock that ran backwards"),
        ALREADY_LIVE("commits that were live before"),
        OPEN("not recovered yet"),
        UNLINKED("incidents of which no deployment is known");

        private final String text;

        Because(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
