package dev.fairway.sandbox.git;

import dev.fairway.sandbox.git.SampleHistory.Change;
import dev.fairway.sandbox.git.SampleHistory.SampleCommit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks a history backwards from the last state of the files. Pure. */
final class SampleStates {

    private SampleStates() {}

    /**
     * The files after each commit, in the order of the commits.
     *
     * @param last every file's text after the last commit, by path
     * @throws IllegalStateException if the history does not fit the files
     */
    static List<SortedMap<String, String>> of(SampleHistory history, Map<String, String> last) {
        List<SortedMap<String, String>> states = new ArrayList<>();
        SortedMap<String, String> state = new TreeMap<>(last);
        for (SampleCommit commit : history.commits().reversed()) {
            states.add(Collections.unmodifiableSortedMap(new TreeMap<>(state)));
            for (Change change : commit.changes().reversed()) {
                String after = state.get(change.file());
                if (after == null) {
                    throw new IllegalStateException(
                            "The sample history changes a file before it is added: " + change.file());
                }
                state.put(change.file(), change.undo(after));
            }
            commit.adds().forEach(state::remove);
        }
        if (!state.isEmpty()) {
            throw new IllegalStateException("No commit of the sample history adds " + state.keySet());
        }
        return states.reversed();
    }
}
