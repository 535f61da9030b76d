package dev.fairway.tenancy;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a window is open. A window opens when the wall clock of its zone shows the scheduled time and stays open for its
 * duration in real time, also across a change to or from summer time.
 */
final class WindowClock {

    private static final int LONGEST_SCHEDULE = 200;
    private static final int MOST_KEPT = 1_000;
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final ConcurrentHashMap<String, ExecutionTime> KEPT = new ConcurrentHashMap<>();

    private WindowClock() {}

    static Optional<ExecutionTime> parse(String schedule) {
        if (schedule.length() > LONGEST_SCHEDULE || schedule.strip().split("\\s+").length != 5) {
            return Optional.empty();
        }
        try {
            Cron cron = PARSER.parse(schedule.strip()).validate();
            return Optional.of(ExecutionTime.forCron(cron));
        } catch (IllegalArgumentException notACron) {
            return Optional.empty();
        }
    }

    static boolean isOpen(SyncWindow window, Instant now) {
        return lastOpening(window, now)
                .filter(opened -> now.isBefore(opened.plus(window.duration())))
                .isPresent();
    }

    /** The next time the window opens, or closes if it is open and does not open again before. */
    static Optional<Instant> nextChange(SyncWindow window, Instant now) {
        Optional<Instant> opens =
                times(window).nextExecution(now.atZone(window.zone())).map(ZonedDateTime::toInstant);
        Optional<Instant> closes = lastOpening(window, now)
                .map(opened -> opened.plus(window.duration()))
                .filter(now::isBefore);
        return closes.filter(end -> opens.filter(start -> start.isBefore(end)).isEmpty())
                .or(() -> opens);
    }

    private static Optional<Instant> lastOpening(SyncWindow window, Instant now) {
        ZonedDateTime local = now.atZone(window.zone());
        ExecutionTime times = times(window);
        ZonedDateTime minute = local.withSecond(0).withNano(0);
        return times.isMatch(minute)
                ? Optional.of(minute.toInstant())
                : times.lastExecution(local).map(ZonedDateTime::toInstant);
    }

    private static ExecutionTime times(SyncWindow window) {
        if (KEPT.size() > MOST_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(window.schedule(), schedule -> parse(schedule)
                .orElseThrow(() -> new IllegalStateException("The schedule was read before: " + schedule)));
    }
}
