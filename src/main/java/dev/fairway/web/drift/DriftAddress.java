package dev.fairway.web.drift;

import dev.fairway.ledger.DriftQuery;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Which drifts are asked for, as an address says it: page and API alike.
 *
 * @param period how far back, as ISO 8601 writes it
 */
public record DriftAddress(
        String period,
        String application,
        String project,
        String team,
        String kind,
        String field,
        String manager,
        String state) {

    private static final String USUAL = "P12W";
    private static final int LONGEST = 300;
    private static final int MOST_YEARS = 5;

    public static DriftAddress read(MultiValueMap<String, String> parameters) {
        return new DriftAddress(
                text(parameters, "period").isEmpty() ? USUAL : text(parameters, "period"),
                text(parameters, "application"),
                text(parameters, "project"),
                text(parameters, "team"),
                text(parameters, "kind"),
                text(parameters, "field"),
                text(parameters, "manager"),
                text(parameters, "state"));
    }

    private static String text(MultiValueMap<String, String> parameters, String name) {
        String value = Optional.ofNullable(parameters.getFirst(name))
                .orElse("")
                .strip()
                .replace("\0", "");
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }

    /** @throws dev.fairway.resource.ProblemException if the period is none */
    public DriftQuery query(Instant now) {
        return new DriftQuery(application, project, team, kind, field, manager, state, since(now));
    }

    private Instant since(Instant now) {
        try {
            LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
            LocalDate first = today.minus(Period.parse(period));
            if (first.isBefore(today) && first.isAfter(today.minusYears(MOST_YEARS))) {
                return first.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
        } catch (DateTimeException | ArithmeticException e) {
            // told below
        }
        throw Problem.stalled(
                        "InvalidRequest", "The period is written like P12W or P30D, and is one day to five years long.")
                .asException();
    }

    DriftAddress with(String name, String value) {
        Map<String, String> parts = parts();
        parts.put(name, value);
        return new DriftAddress(
                parts.getOrDefault("period", USUAL),
                parts.getOrDefault("application", ""),
                parts.getOrDefault("project", ""),
                parts.getOrDefault("team", ""),
                parts.getOrDefault("kind", ""),
                parts.getOrDefault("field", ""),
                parts.getOrDefault("manager", ""),
                parts.getOrDefault("state", ""));
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("period", period);
        parts.put("application", application);
        parts.put("project", project);
        parts.put("team", team);
        parts.put("kind", kind);
        parts.put("field", field);
        parts.put("manager", manager);
        parts.put("state", state);
        return parts;
    }

    public boolean isFiltering() {
        return !(application + project + team + kind + field + manager + state).isEmpty();
    }

    /** This choice at a path, with more parameters as name and value in turn. */
    public String at(String path, String... more) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        parts().forEach((name, value) -> add(address, name, name.equals("period") && value.equals(USUAL) ? "" : value));
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
