package dev.fairway.web.ledger;

import dev.fairway.resource.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A moment as people write it in an address: with its offset, or as a form sends it. */
public final class Instants {

    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private Instants() {}

    /**
     * @param text empty for now
     * @param zone that a time without an offset is in
     */
    public static Instant read(String text, ZoneId zone, Instant now) {
        if (text.isBlank()) {
            return now;
        }
        return withOffset(text.strip())
                .or(() -> local(text.strip(), zone))
                .filter(moment -> moment.isAfter(FIRST) && moment.isBefore(LAST))
                .orElseThrow(() -> Problem.stalled(
                                "InvalidRequest", "Write the moment like 2026-03-03T14:05 or 2026-03-03T14:05:00Z.")
                        .asException());
    }

    private static Optional<Instant> withOffset(String text) {
        try {
            // A plus sign in an address is a blank once it is read.
            return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As a form sends it, or a date alone. */
    private static Optional<Instant> local(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T'))
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
