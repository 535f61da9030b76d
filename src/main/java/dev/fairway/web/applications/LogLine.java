package dev.fairway.web.applications;

import java.util.Locale;

/** One log line: its time if it has one, its text without terminal colours, and how it is coloured here. */
record LogLine(String time, String text, String cssClass) {

    private static final int LONGEST = 4000;

    static LogLine of(String line) {
        String clean = line.replaceAll("\\u001B\\[[0-9;?]*[ -/]*[@-~]", "").replaceAll("\\p{Cntrl}&&[^\t]", "");
        String cut = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
        int space = cut.indexOf(' ');
        boolean timed =
                space > 0 && cut.substring(0, space).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-]\\d\\d:\\d\\d)");
        String text = timed ? cut.substring(space + 1) : cut;
        String time = timed ? cut.substring(11, Math.min(23, space)).replace("Z", "") : "";
        return new LogLine(time, text, level(text));
    }

    private static String level(String text) {
        String start = text.substring(0, Math.min(40, text.length())).toUpperCase(Locale.ROOT);
        if (start.contains("ERROR")
                || start.contains("FATAL")
                || start.contains("PANIC")
                || start.startsWith("EXCEPTION")) {
            return "e";
        }
        return start.contains("WARN") ? "w" : "";
    }
}
