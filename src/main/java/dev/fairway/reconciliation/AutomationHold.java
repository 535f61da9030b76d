package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.List;

/** Why automation leaves an application alone for now. People may still sync it. */
public sealed interface AutomationHold {

    Actor by();

    /** In the person's words; may be empty. */
    String reason();

    Instant since();

    /** Whether it still holds. */
    boolean holdsAt(Instant now, List<String> revisions);

    /** Until a time; then automation goes on by itself. */
    record Paused(Actor by, String reason, Instant since, Instant until) implements AutomationHold {

        @Override
        public boolean holdsAt(Instant now, List<String> revisions) {
            return now.isBefore(until);
        }
    }

    /**
     * As long as Git says what was found to be bad; another commit ends it.
     *
     * @param revisions the bad ones, one per source
     */
    record Quarantined(Actor by, String reason, Instant since, List<String> revisions) implements AutomationHold {

        @Override
        public boolean holdsAt(Instant now, List<String> current) {
            return revisions.equals(current);
        }
    }
}
