package dev.fairway.web.ledger;

import dev.fairway.resource.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A moment as people write it in an address: with its offset, or as a form sends it. */
public final class Instants {

    private Instants() {}

    /**
     * @param text empty for now
     * @param zone that a time without an offset is in
     */
    public static Instant read(String text, ZoneId zone, Instant now) {
        if (text.isBlank()) {
            return now;
        }
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            // As a form sends it, or a date alone.
        }
        try {
            String full = text.strip().length() == 10 ? text.strip() + "T00:00" : text.strip();
            return LocalDateTime.parse(full).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw Problem.stalled("InvalidRequest", "Write the moment like 2026-03-03T14:05 or 2026-03-03T14:05:00Z.")
                    .asException();
        }
    }
}
