package dev.fairway.reconciliation.engine;

import dev.fairway.source.Commit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When each commit reached the line that is deployed. On the line of first parents that is when it was committed; what a
 * merge brought from its side came with the merge.
 */
final class MergeTimes {

    private MergeTimes() {}

    /** @param commits newest first, as a walk gives them; a commit whose way to the line is not among them is left out */
    static Map<String, Instant> of(List<Commit> commits) {
        Map<String, Commit> known =
                commits.stream().collect(Collectors.toMap(Commit::sha, Function.identity(), (first, again) -> first));
        Map<String, Instant> times = new HashMap<>();
        Deque<Commit> line = new ArrayDeque<>();
        Commit next = commits.isEmpty() ? null : commits.getFirst();
        while (next != null && times.putIfAbsent(next.sha(), next.committedAt()) == null) {
            line.push(next);
            next = next.parents().isEmpty() ? null : known.get(next.parents().getFirst());
        }
        // The oldest merge that reaches a commit is the one that brought it.
        for (Commit merge : line) {
            merge.parents().stream().skip(1).forEach(parent -> bring(parent, merge.committedAt(), known, times));
        }
        return times;
    }

    private static void bring(String from, Instant at, Map<String, Commit> known, Map<String, Instant> times) {
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Commit commit = known.get(open.pop());
            if (commit != null && times.putIfAbsent(commit.sha(), at) == null) {
                commit.parents().forEach(open::push);
            }
        }
    }
}
