package dev.fairway.web.deployments;

import dev.fairway.access.policy.Sight;
import dev.fairway.ledger.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** How far back a page looks. An address that names none of them means the second. */
public enum Period {
    FOUR_WEEKS("4w", "4 weeks", 28),
    TWELVE_WEEKS("12w", "12 weeks", 84),
    HALF_A_YEAR("26w", "26 weeks", 182),
    A_YEAR("52w", "1 year", 364);

    private final String key;
    private final String text;
    private final int days;

    Period(String key, String text, int days) {
        this.key = key;
        this.text = text;
        this.days = days;
    }

    public static Period of(String key) {
        return Arrays.stream(values())
                .filter(period -> period.key.equals(key))
                .findFirst()
                .orElse(TWELVE_WEEKS);
    }

    public String text() {
        return text;
    }

    public String key() {
        return key;
    }

    public Deliveries.Scope scope(String environment, String application, Sight sight, Instant now) {
        return new Deliveries.Scope(
                now.minus(Duration.ofDays(days)),
                environment,
                application,
                concerned -> sight.sees(concerned.project(), concerned.application()));
    }

    /** One of the periods as a link. */
    public record Choice(String text, String key, boolean current) {}

    public List<Choice> choices() {
        return Arrays.stream(values())
                .map(period -> new Choice(period.text, period.key, period == this))
                .toList();
    }
}
