package dev.fairway.source.webhook;

import java.util.List;

/** What a call turned out to be. */
public sealed interface WebhookOutcome {

    /** One or more refs were pushed. */
    record Pushed(WebhookHost host, List<PushEvent> events) implements WebhookOutcome {

        public Pushed {
            events = List.copyOf(events);
        }
    }

    /** A valid call that does not concern us, such as a ping. */
    record NotForUs(WebhookHost host) implements WebhookOutcome {}

    /**
     * @param status the HTTP status to answer with: 400, 401 or 413
     * @param reason one sentence, safe to send back
     */
    record Refused(int status, String reason) implements WebhookOutcome {}
}
