package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void changesAreShownWithThreeLinesAround() {
        assertThat(UnifiedDiff.of(letters("a b c d e f g h i j k l m n o"), letters("a b c d e X f g h i j k l m o p")))
                .isEqualTo("""
                        @@ -3,6 +3,7 @@
                         c
                         d
                         e
                        +X
                         f
                         g
                         h
                        @@ -11,5 +12,5 @@
                         k
                         l
                         m
                        -n
                         o
                        +p
                        """);
    }

    @Test
    void nothingIsShownOfEqualTexts() {
        assertThat(UnifiedDiff.of(letters("a b"), letters("a b"))).isEmpty();
    }

    @Test
    void aNewObjectIsAllAdditions() {
        assertThat(UnifiedDiff.of(List.of(), letters("a b"))).isEqualTo("@@ -0,0 +1,2 @@\n+a\n+b\n");
        assertThat(UnifiedDiff.of(letters("a b"), List.of())).isEqualTo("@@ -1,2 +0,0 @@\n-a\n-b\n");
    }

    @RepeatedTest(200)
    void theLinesKeptAndRemovedAreTheOldTextAndThoseKeptAndAddedTheNew(RepetitionInfo round) {
        Random random = new Random(round.getCurrentRepetition());
        List<String> before = words(random);
        List<String> after = words(random);
        List<LineDiff.Line> lines = LineDiff.of(before, after);
        assertThat(without(lines, LineDiff.Op.ADD)).isEqualTo(before);
        assertThat(without(lines, LineDiff.Op.REMOVE)).isEqualTo(after);
        long kept = lines.stream().filter(line -> line.op() == LineDiff.Op.KEEP).count();
        assertThat(kept).as("as many lines as can be are kept").isEqualTo(longestCommon(before, after));
    }

    @Test
    void textsThatDifferTooMuchAreReplacedAndTheOutputIsBounded() {
        List<String> before =
                IntStream.range(0, 20_000).mapToObj(i -> "old" + i).toList();
        List<String> after = IntStream.range(0, 20_000).mapToObj(i -> "new" + i).toList();
        assertThat(UnifiedDiff.of(before, after).lines())
                .hasSize(UnifiedDiff.MAX_LINES + 2)
                .last()
                .isEqualTo("(more lines than are shown)");
    }

    private static List<String> without(List<LineDiff.Line> lines, LineDiff.Op op) {
        return lines.stream()
                .filter(line -> line.op() != op)
                .map(LineDiff.Line::text)
                .toList();
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            words.add(String.valueOf((char) ('a' + random.nextInt(4))));
        }
        return words;
    }

    private static long longestCommon(List<String> one, List<String> other) {
        long[][] length = new long[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                length[i][j] = one.get(i - 1).equals(other.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[one.size()][other.size()];
    }

    private static List<String> letters(String text) {
        return Arrays.asList(text.split(" "));
    }
}
