package dev.fairway.web.applications.timeline;

import dev.fairway.web.applications.timeline.Moment.Source;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happened, newest first, by day. */
record TimelinePage(List<Day> days, List<Choice> choices, boolean cut) {

    static final int MOST = 200;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    record Day(String text, List<Row> rows) {}

    record Row(String clock, Age age, Optional<Mark> mark, boolean round, String title, String text, String href) {}

    record Choice(String value, String text, boolean chosen) {}

    static TimelinePage of(List<Moment> moments, Set<Source> wanted, Instant now) {
        Set<Source> shown = wanted.isEmpty() ? EnumSet.allOf(Source.class) : wanted;
        List<Moment> found = moments.stream()
                .filter(moment -> shown.contains(moment.source()))
                .sorted(Comparator.comparing(Moment::at).reversed())
                .toList();
        List<Day> days = new ArrayList<>();
        String current = "";
        for (Moment moment : found.subList(0, Math.min(MOST, found.size()))) {
            String day = DAY.format(moment.at());
            if (!day.equals(current)) {
                days.add(new Day(day, new ArrayList<>()));
                current = day;
            }
            days.getLast().rows().add(row(moment, now));
        }
        return new TimelinePage(
                days,
                Arrays.stream(Source.values())
                        .map(source -> new Choice(source.name(), source.text(), shown.contains(source)))
                        .toList(),
                found.size() > MOST);
    }

    private static Row row(Moment moment, Instant now) {
        return new Row(
                CLOCK.format(moment.at()),
                Age.of(moment.at(), now),
                moment.mark(),
                moment.source() == Source.PEOPLE,
                moment.title(),
                moment.text(),
                moment.href());
    }
}
