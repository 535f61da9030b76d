package dev.fairway.metrics.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * From midnight to midnight in one time zone; the end does not belong to it.
 */
public record Span(LocalDate first, LocalDate end, ZoneId zone) {

    /** The period that ends with the day of this moment. */
    public static Span upTo(Instant now, Period period, ZoneId zone) {
        LocalDate end = now.atZone(zone).toLocalDate().plusDays(1);
        return new Span(end.minus(period), end, zone);
    }

    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    public Instant to() {
        return end.atStartOfDay(zone).toInstant();
    }

    public long days() {
        return end.toEpochDay() - first.toEpochDay();
    }

    /** As many days, right before. */
    public Span previous() {
        return new Span(first.minusDays(days()), first, zone);
    }

    public boolean holds(Instant at) {
        return !at.isBefore(from()) && at.isBefore(to());
    }

    /** Its weeks, oldest first, counted back from its end; the first may be shorter. */
    public List<Span> weeks() {
        List<Span> weeks = new ArrayList<>();
        for (LocalDate last = end; last.isAfter(first); last = last.minusDays(7)) {
            LocalDate start = last.minusDays(7);
            weeks.add(new Span(start.isBefore(first) ? first : start, last, zone));
        }
        Collections.reverse(weeks);
        return weeks;
    }
}
