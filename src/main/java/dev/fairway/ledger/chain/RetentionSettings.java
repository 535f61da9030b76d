package dev.fairway.ledger.chain;

import dev.fairway.configuration.SettingProblem;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.ledger}.
 *
 * @param retention how long the record is kept, at least 90 days: figures compare a period with the one before. Two years if not
 *     set
 */
@ConfigurationProperties("fairway.ledger")
record RetentionSettings(@DefaultValue("2y") Period retention) {

    /** What ran before the periods that are compared is part of their figures. */
    private static final Duration LEAD_IN = Duration.ofDays(60);

    private static final int SHORTEST_DAYS = 90;
    private static final int LONGEST_YEARS = 100;

    RetentionSettings {
        if (days(retention) < SHORTEST_DAYS || retention.toTotalMonths() > LONGEST_YEARS * 12L) {
            throw new SettingProblem(
                    "fairway.ledger.retention",
                    "The record is kept for %s.".formatted(retention),
                    "Set at least 90d and at most 100y; without the setting it is 2y.");
        }
    }

    /** With the time before, which the oldest figures are made of too. */
    Duration kept() {
        return Duration.ofDays(days(retention)).plus(LEAD_IN);
    }

    /** Rather a day too long than too short. */
    private static long days(Period period) {
        return period.toTotalMonths() / 12 * 366 + period.toTotalMonths() % 12 * 31 + period.getDays();
    }
}
