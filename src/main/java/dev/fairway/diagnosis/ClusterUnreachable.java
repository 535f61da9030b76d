package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The API server gave no answer, or none that says anything about the object. */
final class ClusterUnreachable implements Rule {

    private static final Set<String> CODES = Set.of(
            "UNREACHABLE",
            "TOO_MANY_REQUESTS",
            "SERVER_ERROR",
            "UNAUTHORIZED",
            "ClusterUnreachable",
            "ClusterNotListed",
            "LiveStateIncomplete",
            "UnknownCluster");

    private static final Pattern WORDS = Pattern.compile(
            "The cluster at \\S+ (?:has a name that does not resolve|shows a certificate|could not agree on TLS"
                    + "|did not answer in time|refuses the connection|broke the connection off)"
                    + "|the cluster (?:did not answer in time|is too busy|does not accept the stored credential|failed \\()");

    @Override
    public Optional<Finding> find(Subject subject) {
        Attempt attempt = subject.evidence().attempt();
        if (CODES.contains(attempt.code())) {
            return found("The cluster could not be asked: " + Quote.of(attempt.message()), new Proof.InAttempt());
        }
        boolean held = attempt.state() == Attempt.State.UNDER_WAY
                && WORDS.matcher(attempt.message()).find();
        if (held) {
            return found("The sync waits for its cluster: " + Quote.of(attempt.message()), new Proof.InAttempt());
        }
        return subject.outcome()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED
                        && WORDS.matcher(outcome.message()).find())
                .flatMap(outcome -> found(
                        subject.notApplied() + ": " + Quote.of(outcome.message()), new Proof.InResult(outcome.key())));
    }

    private static Optional<Finding> found(String what, Proof proof) {
        return Optional.of(new Finding(Cause.CLUSTER_UNREACHABLE, Remedy.MAY_PASS, what, List.of(proof)));
    }
}
