package dev.fairway.web.audit;

import dev.fairway.audit.AuditFilter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The filters of the audit as its address says them. Times are in UTC, as the field of a form writes them, a day, or an instant;
 * what cannot be read is left out.
 */
record AuditAddress(String actor, String action, String target, String result, String from, String to) {

    private static final int LONGEST = 200;

    /** What a form or a link sends; all of it may be missing. */
    record Form(
            Optional<String> actor,
            Optional<String> action,
            Optional<String> target,
            Optional<String> result,
            Optional<String> from,
            Optional<String> to) {

        AuditAddress address() {
            return new AuditAddress(
                    text(actor), text(action), text(target), text(result), time(text(from)), time(text(to)));
        }

        private static String text(Optional<String> given) {
            String text = given.orElse("").strip();
            return text.substring(0, Math.min(text.length(), LONGEST)).replace("\0", "");
        }

        private static String time(String text) {
            return instant(text).isPresent() ? text : "";
        }
    }

    AuditFilter filter() {
        return new AuditFilter("", actor, action, target, result, instant(from), instant(to));
    }

    public boolean isFiltering() {
        return !(actor + action + target + result + from + to).isEmpty();
    }

    /** The query of links that keep the filters; empty, or begins with a question mark. */
    String query() {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        add(query, "actor", actor);
        add(query, "action", action);
        add(query, "target", target);
        add(query, "result", result);
        add(query, "from", from);
        add(query, "to", to);
        return query.encode().toUriString();
    }

    /** With a place to begin at. */
    String query(String name, long id) {
        String query = query();
        return query + (query.isEmpty() ? "?" : "&") + name + "=" + id;
    }

    private static void add(UriComponentsBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }

    private static Optional<Instant> instant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (text.endsWith("Z")) {
                return Optional.of(Instant.parse(text));
            }
            return Optional.of(
                    text.contains("T")
                            ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
