package dev.fairway.tenancy;

import dev.fairway.resource.Problem;
import java.util.Optional;

/**
 * Whether a project permits something.
 *
 * @param rule which of its rules decided, as it stands in the project
 * @param problem what to tell people; empty if it is permitted
 */
public record Verdict(String rule, Optional<Problem> problem) {

    public boolean isPermitted() {
        return problem.isEmpty();
    }

    static Verdict permitted(String rule) {
        return new Verdict(rule, Optional.empty());
    }

    static Verdict refused(String rule, String message) {
        return new Verdict(rule, Optional.of(Problem.stalled("NotPermitted", message)));
    }
}
