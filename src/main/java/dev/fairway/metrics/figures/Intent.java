package dev.fairway.metrics.figures;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a deployment was planned, read from what people wrote. What it does not say is planned. */
final class Intent {

    private static final Pattern HOTFIX = Pattern.compile(
            "^(hotfix\\b.*|merge (branch|pull request|remote-tracking branch) .*\\bhotfix[/-].*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern REVERT = Pattern.compile("^revert\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Intent() {}

    /** Why it was not planned; empty if it was. */
    static Optional<String> unplanned(Deployed deployed) {
        if (HOTFIX.matcher(deployed.reason()).matches()) {
            return Optional.of("the sync's reason says hotfix");
        }
        List<String> subjects = deployed.changes().stream().map(Change::subject).toList();
        Optional<String> hotfix = subjects.stream()
                .filter(subject -> HOTFIX.matcher(subject).matches())
                .findFirst();
        if (hotfix.isPresent()) {
            return Optional.of("its commit says hotfix");
        }
        return subjects.stream()
                .filter(subject -> REVERT.matcher(subject).matches())
                .findFirst()
                .map(subject -> "its commit reverts another");
    }
}
