package dev.fairway.metrics.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * From midnight to midnight in one time zone; the end does not belong to it.
 *
 * @param until the last day was not over: what came later does not belong to it. Its length in days is the same
 */
public record Span(LocalDate first, LocalDate end, ZoneId zone, Optional<Instant> until) {

    public Span(LocalDate first, LocalDate end, ZoneId zone) {
        this(first, end, zone, Optional.empty());
    }

    /** The period that ends with the day of this moment. */
    public static Span upTo(Instant now, Period period, ZoneId zone) {
        LocalDate end = now.atZone(zone).toLocalDate().plusDays(1);
        return new Span(end.minus(period), end, zone);
    }

    public Instant from() {
        return first.atStartOfDay(zone).toInstant();
    }

    public Instant to() {
        Instant midnight = end.atStartOfDay(zone).toInstant();
        return until.filter(midnight::isAfter).orElse(midnight);
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
            weeks.add(new Span(start.isBefore(first) ? first : start, last, zone, until));
        }
        Collections.reverse(weeks);
        return weeks;
    }
}
