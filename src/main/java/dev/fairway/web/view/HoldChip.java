package dev.fairway.web.view;

import dev.fairway.reconciliation.AutomationHold;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Why automation leaves an application alone, in a few words.
 *
 * @param title who wanted it and why
 */
public record HoldChip(String text, String title) {

    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public static HoldChip of(AutomationHold hold) {
        String title = "By " + hold.by().name() + (hold.reason().isEmpty() ? "" : ": " + hold.reason());
        return switch (hold) {
            case AutomationHold.Paused paused -> new HoldChip("Paused until " + until(paused.until()), title);
            case AutomationHold.Quarantined quarantined -> new HoldChip("Held until the next commit", title);
        };
    }

    private static String until(Instant at) {
        return UNTIL.format(at);
    }
}
