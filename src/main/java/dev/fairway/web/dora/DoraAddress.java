package dev.fairway.web.dora;

import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * What figures are asked of, as an address says it: pages, API and exports alike.
 *
 * @param period as ISO 8601 writes it, {@code P12W}
 * @param history {@code record} or {@code samples}; empty for the samples where there are some, else the record
 */
public record DoraAddress(
        String period, String team, String service, String application, String environment, String history) {

    private static final String USUAL = "P12W";
    private static final int LONGEST = 200;
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
                length(),
                team,
                service,
                application,
                environment,
                samples ? Scope.Source.SAMPLES : Scope.Source.RECORD);
    }

    private Period length() {
        try {
            // 12w, as other pages write it, is P12W.
            Period length = Period.parse(period.matches("[0-9]{1,4}[dwmyDWMY]") ? "P" + period : period);
            LocalDate any = LocalDate.of(2026, 1, 1);
            long days = any.plus(length).toEpochDay() - any.toEpochDay();
            if (days >= 1 && days <= MOST_DAYS) {
                return length;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw Problem.stalled(
                        "InvalidRequest", "The period is written like P12W or P30D, and is one day to two years long.")
                .asException();
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
