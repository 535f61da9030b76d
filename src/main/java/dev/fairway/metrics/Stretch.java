package dev.fairway.metrics;

import dev.fairway.metrics.figures.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;

/** Which days figures are asked of. */
public sealed interface Stretch {

    /** The period that ends today; another one tomorrow. */
    record UpToToday(Period length) implements Stretch {}

    /**
     * The same days whenever it is asked.
     *
     * @param last belongs to it
     * @param asOf only what was there by then, if the last day was not over
     */
    record Days(LocalDate first, LocalDate last, Optional<Instant> asOf) implements Stretch {}

    default Span span(Instant now, ZoneId zone) {
        return switch (this) {
            case UpToToday today -> Span.upTo(now, today.length(), zone);
            case Days days -> new Span(days.first(), days.last().plusDays(1), zone, days.asOf());
        };
    }
}
