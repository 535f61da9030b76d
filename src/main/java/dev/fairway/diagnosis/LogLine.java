package dev.fairway.diagnosis;

import dev.fairway.resource.Redaction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line that a container wrote, cleaned of what acts on a terminal and of what looks like a credential.
 *
 * @param number counts from 1 within what was read
 * @param time of day, in UTC; empty if the line has none
 */
public record LogLine(int number, String time, Level level, String text) {

    private static final Pattern TIMED =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT([\\d:.]{8,12})[\\d]*(?:Z|[+-]\\d\\d:\\d\\d) (.*)", Pattern.DOTALL);
    private static final Pattern OWN_TIME = Pattern.compile("^\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ][\\d:.,]+Z?]?\\s+");
    private static final Pattern BAD = Pattern.compile(
            "^\\W{0,3}(?i:error|fatal|panic|severe|critical)\\b|\\b(?:ERROR|FATAL|PANIC|SEVERE|CRITICAL)\\b"
                    + "|^(?:[\\w.$]+(?:Exception|Error)\\b|Exception in |Unhandled |Uncaught )"
                    + "|\"(?:level|severity)\"\\s*:\\s*\"(?i:error|fatal|critical)\"|\\blevel=(?:error|fatal)\\b");
    private static final Pattern WARNS =
            Pattern.compile("^\\W{0,3}(?i:warn)|\\bWARN|\"level\"\\s*:\\s*\"(?i:warn)|\\blevel=warn");
    private static final Pattern CONTINUED = Pattern.compile("^(?:\\s+\\S|Caused by: |\\s*at \\S)");
    private static final Pattern PREFIX =
            Pattern.compile("^\\W{0,3}(?i:error|fatal|panic|severe|critical)(?:\\s*\\[[^]]{0,80}])?\\W{1,4}");
    private static final Pattern JSON_MESSAGE =
            Pattern.compile("\"(?:msg|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Only the start of a line says how bad it is. */
    private static final int HEAD = 160;

    public enum Level {
        ERROR,
        /** It belongs to the line before it. */
        CONTINUED,
        WARNING,
        OTHER
    }

    /** @param raw with the time that the cluster puts before it */
    public static LogLine of(int number, String raw) {
        Matcher timed = TIMED.matcher(raw);
        boolean hasTime = timed.matches();
        String text = Redaction.clean(hasTime ? timed.group(2) : raw);
        return new LogLine(number, hasTime ? timed.group(1) : "", level(text), text);
    }

    /** What it says, without its level and its own time. */
    String said() {
        Matcher json = JSON_MESSAGE.matcher(text);
        if (text.startsWith("{") && json.find()) {
            return json.group(1).replace("\\\"", "\"");
        }
        String untimed = OWN_TIME.matcher(text.strip()).replaceFirst("");
        String said = PREFIX.matcher(untimed).replaceFirst("").strip();
        return said.isEmpty() ? untimed : said;
    }

    private static Level level(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length()));
        if (CONTINUED.matcher(head).find()) {
            return Level.CONTINUED;
        }
        String untimed = OWN_TIME.matcher(head).replaceFirst("");
        if (BAD.matcher(untimed).find()) {
            return Level.ERROR;
        }
        return WARNS.matcher(untimed).find() ? Level.WARNING : Level.OTHER;
    }
}
