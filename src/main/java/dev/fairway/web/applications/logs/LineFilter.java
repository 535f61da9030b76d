package dev.fairway.web.applications.logs;

import dev.fairway.web.applications.logs.LogLine.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which lines are shown, and what in them is marked. */
record LineFilter(String text, boolean invert, boolean exact, String level) {

    /** A stretch of a line; {@code hit} if it is what was looked for. */
    record Part(String text, boolean hit) {}

    boolean keeps(LogLine line) {
        boolean loudEnough =
                switch (level) {
                    case "error" -> line.level() == Level.ERROR;
                    case "warn" -> line.level() != Level.OTHER;
                    default -> true;
                };
        return loudEnough && (text.isEmpty() || contains(line.text()) != invert);
    }

    List<Part> parts(String line) {
        if (text.isEmpty() || invert) {
            return List.of(new Part(line, false));
        }
        String where = folded(line);
        String what = folded(text);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        // Folding may change the length of rare letters; then nothing is marked rather than the wrong thing.
        int at = where.length() == line.length() ? where.indexOf(what) : -1;
        while (at >= 0) {
            if (at > from) {
                parts.add(new Part(line.substring(from, at), false));
            }
            parts.add(new Part(line.substring(at, at + what.length()), true));
            from = at + what.length();
            at = where.indexOf(what, from);
        }
        if (from < line.length() || parts.isEmpty()) {
            parts.add(new Part(line.substring(from), false));
        }
        return parts;
    }

    private boolean contains(String line) {
        return folded(line).contains(folded(text));
    }

    private String folded(String value) {
        return exact ? value : value.toLowerCase(Locale.ROOT);
    }
}
