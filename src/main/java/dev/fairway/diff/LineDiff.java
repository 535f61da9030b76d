package dev.fairway.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shortest way from one list of lines to another (Myers, 1986), within a bound: texts that differ in more lines than
 * that are shown as one replaced by the other.
 */
final class LineDiff {

    private static final int MAX_EDITS = 2_000;

    enum Op {
        KEEP,
        REMOVE,
        ADD
    }

    record Line(Op op, String text) {}

    private LineDiff() {}

    static List<Line> of(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(new Line(Op.KEEP, line)));
        lines.addAll(middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end)));
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(new Line(Op.KEEP, line)));
        return lines;
    }

    private static List<Line> middle(List<String> before, List<String> after) {
        int limit = Math.min(before.size() + after.size(), MAX_EDITS);
        List<int[]> trace = new ArrayList<>();
        int[] reach = new int[2 * limit + 3];
        for (int edits = 0; edits <= limit; edits++) {
            trace.add(Arrays.copyOfRange(reach, limit - edits + 1, limit + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int x = step(reach, limit + 1, diagonal, edits);
                int y = x - diagonal;
                while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                reach[limit + 1 + diagonal] = x;
                if (x >= before.size() && y >= after.size()) {
                    return walkBack(before, after, trace);
                }
            }
        }
        List<Line> replaced = new ArrayList<>();
        before.forEach(line -> replaced.add(new Line(Op.REMOVE, line)));
        after.forEach(line -> replaced.add(new Line(Op.ADD, line)));
        return replaced;
    }

    /** Where a path on this diagonal begins: one line removed from the left neighbour or one added from the right. */
    private static int step(int[] reach, int middle, int diagonal, int edits) {
        boolean add = diagonal == -edits
                || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]);
        return add ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1;
    }

    private static List<Line> walkBack(List<String> before, List<String> after, List<int[]> trace) {
        List<Line> lines = new ArrayList<>();
        int x = before.size();
        int y = after.size();
        for (int edits = trace.size() - 1; edits > 0; edits--) {
            int[] reach = trace.get(edits);
            int diagonal = x - y;
            boolean add = diagonal == -edits
                    || (diagonal != edits && reach[edits + diagonal - 1] < reach[edits + diagonal + 1]);
            int previous = add ? diagonal + 1 : diagonal - 1;
            int fromX = reach[edits + previous];
            int fromY = fromX - previous;
            // The equal lines after the one that was added or removed.
            while (x > (add ? fromX : fromX + 1)) {
                x--;
                y--;
                lines.add(new Line(Op.KEEP, before.get(x)));
            }
            lines.add(add ? new Line(Op.ADD, after.get(fromY)) : new Line(Op.REMOVE, before.get(fromX)));
            x = fromX;
            y = fromY;
        }
        while (x > 0) {
            x--;
            lines.add(new Line(Op.KEEP, before.get(x)));
        }
        return lines.reversed();
    }
}
