package dev.fairway.web.view;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a panel does not show everything, for whoever looks at it. What is beside it goes on.
 *
 * @param title what is missing
 * @param text what happened and what to do
 * @param since since when; empty if that is not known
 */
public record Trouble(Kind kind, String title, String text, Optional<Age> since) {

    /** How bad it is. */
    public enum Kind {
        /** Nothing of it could be read. */
        FAILED("failed", "bad"),
        /** Some of it could be read. */
        PARTIAL("outofsync", "warn"),
        /** It was read, and may have changed since. */
        STALE("unknown", "warn"),
        /** It has not been read yet. */
        LOADING("running", "info"),
        /** Reading it is not permitted. */
        DENIED("failed", "warn");

        private final String mark;
        private final String tone;

        Kind(String mark, String tone) {
            this.mark = mark;
            this.tone = tone;
        }

        public String mark() {
            return mark;
        }

        public String tone() {
            return tone;
        }
    }

    /** What of a cluster is not seen, as the watch says it. */
    public static Trouble ofCluster(Problem problem) {
        return switch (problem.code()) {
            case "LiveStateIncomplete" ->
                new Trouble(Kind.LOADING, "The cluster is being read", problem.message(), Optional.empty());
            case "LiveStateStale" ->
                new Trouble(Kind.STALE, "Part of this may be old", problem.message(), Optional.empty());
            case "LiveStatePartial" ->
                new Trouble(Kind.PARTIAL, "Part of the cluster is not seen", problem.message(), Optional.empty());
            case "ClusterRefused" ->
                new Trouble(Kind.FAILED, "The cluster refuses us", problem.message(), Optional.empty());
            default ->
                new Trouble(
                        Kind.FAILED,
                        "The cluster does not answer",
                        problem.message() + " What is shown is what was seen last.",
                        Optional.empty());
        };
    }

    static Trouble of(String what, ProblemException failure) {
        return new Trouble(
                Kind.FAILED, what + " could not be read", failure.problem().message(), Optional.empty());
    }

    static Trouble of(String what, ClusterProblem failure) {
        return failure.reason() == ClusterProblem.Reason.FORBIDDEN
                ? new Trouble(Kind.DENIED, what + " may not be read", failure.text(), Optional.empty())
                : new Trouble(Kind.FAILED, what + " could not be read", failure.text(), Optional.empty());
    }

    /** The same, known to last since then. */
    public Trouble since(Instant at, Instant now) {
        return new Trouble(kind, title, text, Optional.of(Age.of(at, now)));
    }

    /** For templates: whether it is on its way. */
    public boolean isLoading() {
        return kind == Kind.LOADING;
    }
}
