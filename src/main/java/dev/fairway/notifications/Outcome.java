package dev.fairway.notifications;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to send. The answer is short, and holds no secret. */
public sealed interface Outcome {

    String answer();

    record Sent(String answer) implements Outcome {}

    /**
     * May pass by itself.
     *
     * @param pause how long the other side wants to be left alone
     */
    record Retry(String answer, Optional<Duration> pause) implements Outcome {}

    /** Nothing but a change by a person helps. */
    record Refused(String answer) implements Outcome {}
}
