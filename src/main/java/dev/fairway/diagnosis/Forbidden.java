package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;

/** The account that Fairway uses, or a controller, has no right to do this. */
final class Forbidden implements Rule {

    private static final Refusal REFUSAL = new Refusal(
            Cause.FORBIDDEN,
            Remedy.CHANGE_OUTSIDE,
            List.of(
                    Wording.of(
                            "User \"([^\"]+)\" cannot (\\w+) resource \"([^\"]+)\""
                                    + "(?: in API group \"([^\"]*)\")?(?: in the namespace \"([^\"]+)\")?",
                            Forbidden::right),
                    Wording.of("the cluster's account has no right to \\w+ this", MatchResult::group)));

    @Override
    public Optional<Finding> find(Subject subject) {
        return REFUSAL.in(subject);
    }

    private static String right(MatchResult match) {
        String group = match.group(4);
        String namespace = match.group(5);
        return "the account %s may not %s %s%s%s"
                .formatted(
                        match.group(1),
                        match.group(2),
                        match.group(3),
                        group == null || group.isEmpty() ? "" : "." + group,
                        namespace == null ? "" : " in the namespace " + namespace);
    }
}
