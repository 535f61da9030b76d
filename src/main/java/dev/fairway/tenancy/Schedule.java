package dev.fairway.tenancy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Five cron fields: minute, hour, day of the month, month, day of the week. If both days are restricted, either one is enough.
 *
 * <p>Read day by day within bounds, because a general search for the next 30 February takes a library minutes. A time that
 * the change to summer time leaves out comes as much later as the clock was put forward; one that comes twice counts once.
 */
record Schedule(CronField minutes, CronField hours, CronField days, CronField months, CronField weekdays) {

    /** Between two leap days there are eight years at most. */
    private static final int FARTHEST_DAY = 8 * 366;

    /** Empty if these are not five fields, or if no day is ever meant. */
    static Optional<Schedule> parse(String text) {
        String[] fields = text.strip().split("\\s+");
        if (text.length() > 200 || fields.length != 5) {
            return Optional.empty();
        }
        Optional<CronField> minutes = CronField.parse(fields[0], 0, 59, java.util.List.of());
        Optional<CronField> hours = CronField.parse(fields[1], 0, 23, java.util.List.of());
        Optional<CronField> days = CronField.parse(fields[2], 1, 31, java.util.List.of());
        Optional<CronField> months = CronField.parse(fields[3], 1, 12, CronField.MONTHS);
        Optional<CronField> weekdays = CronField.parse(fields[4], 0, 7, CronField.DAYS);
        if (Stream.of(minutes, hours, days, months, weekdays).anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Schedule schedule = new Schedule(
                minutes.orElseThrow(),
                hours.orElseThrow(),
                days.orElseThrow(),
                months.orElseThrow(),
                weekdays.orElseThrow());
        LocalDate anyDay = LocalDate.of(2024, 1, 1);
        return Optional.of(schedule)
                .filter(read -> IntStream.range(0, FARTHEST_DAY).anyMatch(day -> read.isOn(anyDay.plusDays(day))));
    }

    /** The last time at or before now, if it is not longer ago than so many days. */
    Optional<Instant> last(Instant now, ZoneId zone, long withinDays) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.iterate(today, date -> date.minusDays(1))
                .limit(withinDays + 2)
                .filter(this::isOn)
                .flatMap(date ->
                        times(date, zone).filter(time -> !time.isAfter(now)).max(Comparator.naturalOrder()).stream())
                .findFirst();
    }

    /** The next time after now. */
    Optional<Instant> next(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.iterate(today, date -> date.plusDays(1))
                .limit(FARTHEST_DAY)
                .filter(this::isOn)
                .flatMap(date ->
                        times(date, zone).filter(time -> time.isAfter(now)).min(Comparator.naturalOrder()).stream())
                .findFirst();
    }

    private boolean isOn(LocalDate date) {
        boolean isDay = days.has(date.getDayOfMonth());
        int weekday = date.getDayOfWeek().getValue();
        boolean isWeekday = weekdays.has(weekday) || (weekday == 7 && weekdays.has(0));
        boolean matches = days.any() || weekdays.any() ? isDay && isWeekday : isDay || isWeekday;
        return months.has(date.getMonthValue()) && matches;
    }

    private Stream<Instant> times(LocalDate date, ZoneId zone) {
        return hours.values().stream().boxed().flatMap(hour -> minutes.values().stream()
                .mapToObj(minute ->
                        date.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant()));
    }
}
