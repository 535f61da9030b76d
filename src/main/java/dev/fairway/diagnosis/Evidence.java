package dev.fairway.diagnosis;

import java.util.List;
import java.util.Optional;

/**
 * Everything a diagnosis may look at. What runs now speaks for an operation only as long as no other has followed it; for an
 * older one the members, pods, events and the log are left empty.
 *
 * @param attempt the sync
 * @param rollout what became of what was synced
 * @param members the application's objects and what they own
 * @param pods the pods among them
 * @param events since the operation began, oldest first
 * @param log of the container that {@link Suspect} points at
 * @param healsInARow how often in a row automation has undone somebody's change
 */
public record Evidence(
        Attempt attempt,
        Rollout rollout,
        List<Member> members,
        List<PodState> pods,
        List<Event> events,
        Optional<LogExcerpt> log,
        int healsInARow) {

    /** Of an operation of which only the record is left. */
    public static Evidence recorded(Attempt attempt, Rollout rollout) {
        return new Evidence(attempt, rollout, List.of(), List.of(), List.of(), Optional.empty(), 0);
    }
}
