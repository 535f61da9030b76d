package dev.fairway.web.applications.diff;

import java.util.ArrayList;
import java.util.List;

/** One line, with its number on either side; empty where it is not there. */
public record DiffLine(String before, String after, String sign, String text, String cssClass) {

    /** @param diff hunks as {@code diff -u} writes them */
    public static List<DiffLine> of(String diff) {
        List<DiffLine> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        for (String line : diff.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.startsWith("@@")) {
                before = number(line, "-");
                after = number(line, "+");
                lines.add(new DiffLine("", "", "", line, "hunk"));
                continue;
            }
            String text = line.substring(1);
            switch (line.charAt(0)) {
                case '-' -> lines.add(new DiffLine(String.valueOf(before++), "", "−", text, "del"));
                case '+' -> lines.add(new DiffLine("", String.valueOf(after++), "+", text, "add"));
                default -> lines.add(new DiffLine(String.valueOf(before++), String.valueOf(after++), "", text, ""));
            }
        }
        return lines;
    }

    private static int number(String header, String sign) {
        int start = header.indexOf(' ' + sign) + 2;
        int end = start;
        while (end < header.length() && Character.isDigit(header.charAt(end))) {
            end++;
        }
        return end > start ? Integer.parseInt(header.substring(start, end)) : 0;
    }
}
