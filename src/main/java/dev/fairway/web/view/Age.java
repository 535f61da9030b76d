package dev.fairway.web.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A moment as people say it.
 *
 * @param instant for machines
 * @param absolute for a tooltip, in UTC
 * @param text how long ago, in its largest unit
 */
public record Age(String instant, String absolute, String text) {

    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    public static Age of(Instant at, Instant now) {
        return new Age(
                at.truncatedTo(ChronoUnit.SECONDS).toString(), ABSOLUTE.format(at), words(Duration.between(at, now)));
    }

    private static String words(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        if (age.toMinutes() > 0) {
            return age.toMinutes() + " min";
        }
        return Math.max(0, age.toSeconds()) + " s";
    }
}
