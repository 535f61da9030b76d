package dev.fairway.web.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments and spans as an operation's page writes them, in UTC. */
final class Clocks {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM, HH:mm")
            .withLocale(java.util.Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Clocks() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** With the day, if that is not today. */
    static String moment(Instant at, Instant now) {
        return Duration.between(at, now).abs().toHours() < 20 ? TIME.format(at).substring(0, 5) : DAY.format(at);
    }

    static String span(Duration span) {
        if (span.toDays() > 0) {
            return span.toDays() + " d";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h";
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : Math.max(0, span.toSeconds()) + " s";
    }
}
