package dev.fairway.diff;

import dev.fairway.diff.LineDiff.Line;
import dev.fairway.diff.LineDiff.Op;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A comparison as people read it: YAML with removed lines before {@code -}, added lines before {@code +}. */
public final class UnifiedDiff {

    /** More lines than this are not written. */
    public static final int MAX_LINES = 5_000;

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * @return the changed parts with three lines around each; empty if nothing differs
     */
    public static String of(Comparison comparison) {
        return of(lines(comparison.live()), lines(comparison.target()));
    }

    static String of(List<String> before, List<String> after) {
        List<Line> lines = LineDiff.of(before, after);
        StringBuilder text = new StringBuilder();
        int written = 0;
        int oldLine = 1;
        int newLine = 1;
        int next = 0;
        while (next < lines.size() && written < MAX_LINES) {
            int change = nextChange(lines, next);
            if (change == lines.size()) {
                break;
            }
            int start = Math.max(next, change - CONTEXT);
            oldLine += start - next;
            newLine += start - next;
            int end = endOfHunk(lines, change);
            List<Line> hunk = lines.subList(start, end);
            int removed =
                    (int) hunk.stream().filter(line -> line.op() != Op.ADD).count();
            int added =
                    (int) hunk.stream().filter(line -> line.op() != Op.REMOVE).count();
            text.append("@@ -%d,%d +%d,%d @@\n"
                    .formatted(
                            removed == 0 ? oldLine - 1 : oldLine, removed, added == 0 ? newLine - 1 : newLine, added));
            for (Line line : hunk) {
                if (++written > MAX_LINES) {
                    text.append("(more lines than are shown)\n");
                    break;
                }
                text.append(mark(line.op())).append(line.text()).append('\n');
            }
            oldLine += removed;
            newLine += added;
            next = end;
        }
        return text.toString();
    }

    private static int nextChange(List<Line> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).op() == Op.KEEP) {
            at++;
        }
        return at;
    }

    /** A hunk goes on while fewer equal lines than twice the context lie between two changes. */
    private static int endOfHunk(List<Line> lines, int change) {
        int end = change;
        while (true) {
            while (end < lines.size() && lines.get(end).op() != Op.KEEP) {
                end++;
            }
            int following = nextChange(lines, end);
            if (following == lines.size() || following - end > 2 * CONTEXT) {
                return Math.min(lines.size(), end + CONTEXT);
            }
            end = following;
        }
    }

    private static char mark(Op op) {
        return switch (op) {
            case KEEP -> ' ';
            case REMOVE -> '-';
            case ADD -> '+';
        };
    }

    private static List<String> lines(Optional<Manifest> manifest) {
        return manifest.map(object -> Manifests.toYaml(object.tree()).lines().toList())
                .orElseGet(ArrayList::new);
    }
}
