package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The project lets nothing change at this hour. */
final class WindowClosed implements Rule {

    private static final Pattern WORDS = Pattern.compile("^(?:Closed by|Waiting for) the (?:deny|allow) window ");

    @Override
    public Optional<Finding> find(Subject subject) {
        Attempt attempt = subject.evidence().attempt();
        boolean closed = attempt.code().equals("SyncWindowClosed")
                || attempt.state() != Attempt.State.SUCCEEDED
                        && WORDS.matcher(attempt.message()).find();
        return closed
                ? Optional.of(new Finding(
                        Cause.SYNC_WINDOW,
                        Remedy.MAY_PASS,
                        "The sync waits: " + lower(Quote.of(attempt.message())),
                        List.of(new Proof.InAttempt())))
                : Optional.empty();
    }

    private static String lower(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
