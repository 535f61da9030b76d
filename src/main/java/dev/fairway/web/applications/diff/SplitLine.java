package dev.fairway.web.applications.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A row of a difference with the cluster at the left and Git at the right. */
record SplitLine(
        String before, String beforeText, String beforeClass, String after, String afterText, String afterClass) {

    static List<SplitLine> of(List<DiffLine> lines) {
        List<SplitLine> rows = new ArrayList<>();
        Deque<DiffLine> removed = new ArrayDeque<>();
        for (DiffLine line : lines) {
            switch (line.cssClass()) {
                case "del" -> removed.addLast(line);
                case "add" -> {
                    DiffLine left = removed.pollFirst();
                    rows.add(
                            left == null
                                    ? new SplitLine("", "", "none", line.after(), line.text(), "add")
                                    : new SplitLine(
                                            left.before(), left.text(), "del", line.after(), line.text(), "add"));
                }
                default -> {
                    drain(removed, rows);
                    rows.add(new SplitLine(
                            line.before(), line.text(), line.cssClass(), line.after(), line.text(), line.cssClass()));
                }
            }
        }
        drain(removed, rows);
        return rows;
    }

    private static void drain(Deque<DiffLine> removed, List<SplitLine> rows) {
        while (!removed.isEmpty()) {
            DiffLine left = removed.removeFirst();
            rows.add(new SplitLine(left.before(), left.text(), "del", "", "", "none"));
        }
    }
}
