package dev.fairway.web.dora;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A duration as people say it, in its two largest units. */
record Took(List<Part> parts) {

    record Part(String number, String unit) {}

    static Took of(double seconds) {
        Duration duration = Duration.ofSeconds(Math.round(seconds));
        List<Part> parts = new ArrayList<>();
        if (duration.toDays() > 0) {
            add(parts, duration.toDays(), "d");
            add(parts, duration.toHoursPart(), "h");
        } else if (duration.toHours() > 0) {
            add(parts, duration.toHours(), "h");
            add(parts, duration.toMinutesPart(), "min");
        } else if (duration.toMinutes() > 0) {
            add(parts, duration.toMinutes(), "min");
        } else {
            parts.add(new Part(String.valueOf(duration.toSeconds()), "s"));
        }
        return new Took(parts);
    }

    private static void add(List<Part> parts, long number, String unit) {
        if (number > 0) {
            parts.add(new Part(String.valueOf(number), unit));
        }
    }

    static String text(double seconds) {
        return of(seconds).parts().stream()
                .map(part -> part.number() + " " + part.unit())
                .collect(Collectors.joining(" "));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.1f", value);
    }
}
