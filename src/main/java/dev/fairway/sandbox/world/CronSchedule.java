package dev.fairway.sandbox.world;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When a CronJob runs: five fields or a name such as {@code @hourly}, in a time zone. */
record CronSchedule(ExecutionTime times, ZoneId zone) {

    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** @return empty when the schedule or the zone cannot be read */
    static Optional<CronSchedule> parse(String schedule, String zone) {
        try {
            ZoneId zoneId = zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
            return Optional.of(new CronSchedule(ExecutionTime.forCron(PARSER.parse(fields(schedule.strip()))), zoneId));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String fields(String schedule) {
        return switch (schedule) {
            case "@yearly", "@annually" -> "0 0 1 1 *";
            case "@monthly" -> "0 0 1 * *";
            case "@weekly" -> "0 0 * * 0";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@hourly" -> "0 * * * *";
            default -> schedule;
        };
    }

    Optional<Instant> after(Instant time) {
        return times.nextExecution(time.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    /** The last time that has come, of those after {@code since}. */
    Optional<Instant> latest(Instant since, Instant now) {
        return times.lastExecution(now.plusSeconds(1).atZone(zone))
                .map(ZonedDateTime::toInstant)
                .filter(last -> last.isAfter(since));
    }
}
