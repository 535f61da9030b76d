package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.Stretch;
import dev.fairway.metrics.figures.Span;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What figures are asked of, as an address says it: pages, API and exports alike.
 *
 * @param period as ISO 8601 writes it: {@code P12W}, which ends today, or {@code 2026-09-05/2026-11-27}, whose days both belong to
 *     it. Instead of the last day there may be a moment of it, {@code 2026-09-05/2026-11-27T14:05:00Z}: then as of that moment
 * @param history {@code record} or {@code samples}; empty for the samples where there are some, else the record
 */
public record DoraAddress(
        String period, String team, String service, String application, String environment, String history) {

    private static final String USUAL = "P12W";
    private static final int LONGEST = 200;
    private static final int DAY_LENGTH = "2026-11-27".length();
    private static final Instant ANY = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MOST_DAYS = 366 * 2;

    public static DoraAddress read(MultiValueMap<String, String> parameters) {
        Function<String, String> text = name -> {
            String value =
                    Optional.ofNullable(parameters.getFirst(name)).orElse("").strip();
            return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        };
        String period = text.apply("period");
        return new DoraAddress(
                period.isEmpty() ? USUAL : period,
                text.apply("team"),
                text.apply("service"),
                text.apply("application"),
                text.apply("environment").isEmpty() ? text.apply("env") : text.apply("environment"),
                text.apply("history"));
    }

    /** @throws dev.fairway.resource.ProblemException if the period is none */
    public Scope scope(DeliveryMetrics metrics) {
        // Once they are removed there are none to show, whatever is asked for.
        boolean samples = !history.equals("record") && metrics.hasSamples();
        return new Scope(
                stretch(metrics.zone()),
                team,
                service,
                application,
                environment,
                samples ? Scope.Source.SAMPLES : Scope.Source.RECORD);
    }

    private Stretch stretch(ZoneId zone) {
        try {
            Stretch stretch = period.contains("/") ? days(zone) : upToToday();
            Span any = stretch.span(ANY, zone);
            if (any.days() >= 1 && any.days() <= MOST_DAYS) {
                return stretch;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw Problem.stalled(
                        "InvalidRequest",
                        "The period is written like P12W or P30D, or from day to day like 2026-09-05/2026-11-27, and is one day to two years long.")
                .asException();
    }

    /** 12w, as other pages write it, is P12W. */
    private Stretch upToToday() {
        return new Stretch.UpToToday(Period.parse(period.matches("[0-9]{1,4}[dwmyDWMY]") ? "P" + period : period));
    }

    private Stretch days(ZoneId zone) {
        String from = period.substring(0, period.indexOf('/'));
        String to = period.substring(period.indexOf('/') + 1);
        Optional<Instant> asOf = to.contains("T") ? Optional.of(Instant.parse(to)) : Optional.empty();
        LocalDate last = asOf.map(moment -> moment.atZone(zone).toLocalDate()).orElseGet(() -> day(to));
        return new Stretch.Days(day(from), last, asOf);
    }

    private static LocalDate day(String text) {
        if (text.length() > DAY_LENGTH) {
            throw new DateTimeException("Not a year that anything was deployed in");
        }
        return LocalDate.parse(text);
    }

    /** The same figures on any other day. */
    public DoraAddress fixed(Delivery delivery) {
        return fixed(delivery.span(), delivery.asOf());
    }

    /** The days that they are of, and as of when if the last of them is not over, by name. */
    DoraAddress fixed(Span span, Instant asOf) {
        if (span.until().isPresent()) {
            return this;
        }
        LocalDate last = span.end().minusDays(1);
        // What was there at that very moment was counted.
        Instant counted = asOf.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        boolean isUnderWay = counted.atZone(span.zone()).toLocalDate().equals(last);
        return over(span.first() + "/" + (isUnderWay ? counted : last));
    }

    public DoraAddress over(String other) {
        return new DoraAddress(other, team, service, application, environment, history);
    }

    public DoraAddress of(String otherHistory) {
        return new DoraAddress(USUAL, "", "", "", "", otherHistory);
    }

    /** This scope at a path, with more parameters as name and value in turn. */
    public String at(String path, String... more) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        add(address, "period", period.equals(USUAL) ? "" : period);
        add(address, "team", team);
        add(address, "service", service);
        add(address, "application", application);
        add(address, "environment", environment);
        add(address, "history", history);
        for (int at = 0; at + 1 < more.length; at += 2) {
            add(address, more[at], more[at + 1]);
        }
        return address.build(true).toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
