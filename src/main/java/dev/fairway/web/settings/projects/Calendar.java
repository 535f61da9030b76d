package dev.fairway.web.settings.projects;

import dev.fairway.resource.GoDuration;
import dev.fairway.tenancy.SyncWindow;
import dev.fairway.tenancy.WindowCalendar;
import dev.fairway.tenancy.WindowCalendar.Span;
import dev.fairway.web.view.Age;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sync windows of a project over the next two weeks, day by day of one zone. A day is as long as its zone makes it: 23 or
 * 25 hours when the clocks change.
 *
 * @param zone whose days and times these are
 */
public record Calendar(String zone, List<Window> windows, List<Day> days) {

    private static final int DAYS = 14;
    private static final int WIDTH = 240;
    private static final int LANE = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /**
     * One window, in words.
     *
     * @param number its lane in the calendar
     * @param now whether it is open, and until when
     */
    public record Window(
            int number,
            boolean allows,
            String schedule,
            String length,
            String about,
            String details,
            boolean open,
            String now) {}

    /**
     * One day.
     *
     * @param note that the day is not of 24 hours; empty if it is
     * @param words the same in words, for those who do not see the bars
     */
    public record Day(String date, String note, int height, List<Bar> bars, String words) {}

    /** @param title what it is, on hover */
    public record Bar(String tone, int x, int y, int width, String title) {}

    /** By the zone that is asked for, else by that of the first window. */
    static Calendar of(List<SyncWindow> windows, Optional<ZoneId> wanted, Instant now) {
        ZoneId zone = wanted.or(() -> windows.stream().map(SyncWindow::zone).findFirst())
                .orElse(ZoneId.of("UTC"));
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant from = today.atStartOfDay(zone).toInstant();
        Instant to = today.plusDays(DAYS).atStartOfDay(zone).toInstant();
        List<List<Span>> openings = windows.stream()
                .map(window -> WindowCalendar.openings(window, from, to))
                .toList();
        List<Day> days = new ArrayList<>();
        for (int day = 0; day < DAYS && !windows.isEmpty(); day++) {
            days.add(day(today.plusDays(day), zone, windows, openings));
        }
        List<Window> shown = new ArrayList<>();
        for (int number = 0; number < windows.size(); number++) {
            shown.add(window(number + 1, windows.get(number), now));
        }
        return new Calendar(zone.getId(), shown, days);
    }

    private static Day day(LocalDate date, ZoneId zone, List<SyncWindow> windows, List<List<Span>> openings) {
        Instant begins = date.atStartOfDay(zone).toInstant();
        Instant ends = date.plusDays(1).atStartOfDay(zone).toInstant();
        long hours = Duration.between(begins, ends).toHours();
        List<Bar> bars = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int lane = 0; lane < windows.size(); lane++) {
            boolean allows = windows.get(lane).kind() == SyncWindow.Kind.ALLOW;
            for (Span span : openings.get(lane)) {
                if (span.from().isBefore(ends) && span.to().isAfter(begins)) {
                    Instant from = span.from().isBefore(begins) ? begins : span.from();
                    Instant to = span.to().isAfter(ends) ? ends : span.to();
                    String said = "%s–%s %s by window %d"
                            .formatted(
                                    time(from, zone),
                                    to.equals(ends) ? "24:00" : time(to, zone),
                                    allows ? "allowed" : "denied",
                                    lane + 1);
                    int x = place(begins, ends, from);
                    bars.add(new Bar(
                            allows ? "ok" : "bad", x, lane * LANE, Math.max(1, place(begins, ends, to) - x), said));
                    words.add(said);
                }
            }
        }
        return new Day(
                DAY.format(date),
                hours == 24 ? "" : hours + " hours: the clocks change",
                windows.size() * LANE,
                bars,
                words.isEmpty()
                        ? "no window"
                        : String.join("; ", words.size() > 6 ? words.subList(0, 6) : words)
                                + (words.size() > 6 ? "; and %d more".formatted(words.size() - 6) : ""));
    }

    private static int place(Instant begins, Instant ends, Instant at) {
        return (int) (WIDTH
                * Duration.between(begins, at).toMinutes()
                / Duration.between(begins, ends).toMinutes());
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    private static Window window(int number, SyncWindow window, Instant now) {
        WindowCalendar.State state = WindowCalendar.state(window, now);
        List<String> about = new ArrayList<>();
        add(about, "applications", window.applications());
        add(about, "namespaces", window.namespaces());
        add(about, "clusters", window.clusters());
        List<String> details = new ArrayList<>();
        if (window.match() == SyncWindow.Match.ALL) {
            details.add("all of these must match");
        }
        if (window.manual() == SyncWindow.Manual.ALLOWED) {
            details.add("people may sync all the same");
        }
        if (window.overrun() == SyncWindow.Overrun.ALLOWED) {
            details.add("what began in time may go on");
        }
        if (!window.description().isEmpty()) {
            details.add(window.description());
        }
        return new Window(
                number,
                window.kind() == SyncWindow.Kind.ALLOW,
                window.cron() + " (" + window.zone() + ")",
                GoDuration.text(window.duration()),
                about.isEmpty() ? "nothing: name applications, namespaces or clusters" : String.join("; ", about),
                String.join("; ", details),
                state.open(),
                state.changesAt()
                        .map(at -> "%s, for %s"
                                .formatted(
                                        state.open() ? "open" : "closed",
                                        Age.of(now, at).text()))
                        .orElse(state.open() ? "open" : "closed"));
    }

    private static void add(List<String> about, String what, List<String> patterns) {
        if (!patterns.isEmpty()) {
            about.add(what + " " + String.join(", ", patterns));
        }
    }
}
