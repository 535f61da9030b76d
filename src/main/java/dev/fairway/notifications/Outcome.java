package dev.fairway.notifications;

import java.time.Duration;

/** What came of one attempt to send. The answer is short, and holds no secret. */
public sealed interface Outcome {

    String answer();

    record Sent(String answer) implements Outcome {}

    /** May pass by itself. */
    record Retry(String answer) implements Outcome {}

    /**
     * The other side wants to be left alone, by all that would be sent to it.
     *
     * @param pause how long
     */
    record Busy(String answer, Duration pause) implements Outcome {}

    /** Nothing but a change by a person helps. */
    record Refused(String answer) implements Outcome {}
}
