package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Failure;
import dev.fairway.metrics.figures.Kind;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.metrics.strands.Cut;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a figure's rows are spread: over doubling times, weekdays, reasons or kinds. */
final class Buckets {

    /** Upper ends in minutes; what is longer is in the last bucket. */
    private static final int[] MINUTES = {15, 30, 60, 120, 240, 480, 960, 1920, 3840};

    private Buckets() {}

    /** @param key in addresses */
    record Bucket(String key, String text) {}

    static List<Bucket> of(Metric metric) {
        return switch (metric) {
            case CHANGE_LEAD_TIME, FAILED_DEPLOYMENT_RECOVERY_TIME -> times();
            case DEPLOYMENT_FREQUENCY ->
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new Bucket(day.name().toLowerCase(Locale.ROOT), name(day)))
                        .toList();
            case CHANGE_FAIL_RATE -> {
                List<Bucket> reasons = new ArrayList<>(Arrays.stream(Failure.Why.values())
                        .map(why -> new Bucket(key(why), why.text()))
                        .toList());
                reasons.add(new Bucket("good", "did not fail"));
                yield reasons;
            }
            case DEPLOYMENT_REWORK_RATE ->
                Arrays.stream(Kind.values())
                        .map(kind -> new Bucket(kind.name().toLowerCase(Locale.ROOT), text(kind)))
                        .toList();
        };
    }

    /** Which of a figure's buckets a row is in. */
    static int number(Metric metric, Cut.Counted row, ZoneId zone) {
        return switch (metric) {
            case CHANGE_LEAD_TIME, FAILED_DEPLOYMENT_RECOVERY_TIME -> bucket(row.seconds());
            case DEPLOYMENT_FREQUENCY -> row.at().atZone(zone).getDayOfWeek().ordinal();
            case CHANGE_FAIL_RATE -> row.failure().map(Failure.Why::ordinal).orElse(Failure.Why.values().length);
            case DEPLOYMENT_REWORK_RATE -> row.kind().ordinal();
        };
    }

    private static List<Bucket> times() {
        List<Bucket> times = new ArrayList<>();
        for (int at = 0; at <= MINUTES.length; at++) {
            times.add(new Bucket(
                    String.valueOf(at),
                    at == MINUTES.length
                            ? "over " + text(MINUTES[at - 1])
                            : (at == 0 ? "under " : text(MINUTES[at - 1]) + " to ") + text(MINUTES[at])));
        }
        return times;
    }

    private static int bucket(double seconds) {
        for (int at = 0; at < MINUTES.length; at++) {
            if (seconds < MINUTES[at] * 60.0) {
                return at;
            }
        }
        return MINUTES.length;
    }

    private static String text(int minutes) {
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h";
    }

    private static String text(Kind kind) {
        return switch (kind) {
            case PLANNED -> "planned";
            case HOTFIX -> "hotfix or revert";
            case ROLLBACK -> "rollback";
        };
    }

    private static String key(Failure.Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
