package dev.fairway.web.applications.logs;

import dev.fairway.resource.Redaction;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * One line of a log.
 *
 * @param pod who wrote it
 * @param instant when, as the cluster writes it; empty if it does not
 * @param text without terminal colours and other control characters
 */
public record LogLine(String pod, String instant, String text, Level level) {

    private static final int LONGEST = 4000;
    private static final int CLOCK_START = 11;
    private static final int CLOCK_END = 23;

    /** How loud a line is; {@code cssClass} colours it. */
    public enum Level {
        ERROR("e"),
        WARN("w"),
        OTHER("");

        private final String cssClass;

        Level(String cssClass) {
            this.cssClass = cssClass;
        }

        static Level of(String text) {
            String start = text.substring(0, Math.min(60, text.length())).toUpperCase(Locale.ROOT);
            if (start.contains("ERROR")
                    || start.contains("FATAL")
                    || start.contains("PANIC")
                    || start.startsWith("EXCEPTION")
                    || start.startsWith("TRACEBACK")) {
                return ERROR;
            }
            return start.contains("WARN") ? WARN : OTHER;
        }
    }

    /** @param line as the cluster sends it, with the time before it */
    public static LogLine of(String pod, String line) {
        int space = line.indexOf(' ');
        boolean timed =
                space > 0 && line.substring(0, space).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)");
        String instant = timed ? line.substring(0, space) : "";
        String text = clean(timed ? line.substring(space + 1) : line);
        return new LogLine(pod, instant, text, Level.of(text));
    }

    /** When, for comparing: as text, a time without a fraction would come after those of the same second. */
    Instant time() {
        try {
            return instant.isEmpty() ? Instant.EPOCH : Instant.parse(instant);
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }

    public String cssClass() {
        return level.cssClass;
    }

    /** The time of day, to the millisecond. */
    public String clock() {
        return instant.length() < CLOCK_START
                ? ""
                : instant.substring(CLOCK_START, Math.min(CLOCK_END, instant.length()))
                        .replace("Z", "");
    }

    private static String clean(String text) {
        String plain = Redaction.visible(text);
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
