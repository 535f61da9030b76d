package dev.fairway.diagnosis;

import java.util.List;

/**
 * One try of an operation.
 *
 * @param code the reason code of what ended it, such as {@code RepositoryUnreachable}; empty if its objects say why
 * @param message in words; may be empty
 * @param outcomes one per object, in sync order; empty if it ended before its plan was made
 */
public record Attempt(State state, String code, String message, List<Outcome> outcomes) {

    public enum State {
        UNDER_WAY,
        SUCCEEDED,
        /** Objects could not be brought to what Git says. */
        FAILED,
        /** It could not be carried out. */
        ERROR;

        boolean isLost() {
            return this == FAILED || this == ERROR;
        }
    }

    List<Outcome> failed() {
        return outcomes.stream()
                .filter(outcome -> outcome.state() == Outcome.State.FAILED)
                .toList();
    }

    boolean changedSomething() {
        return outcomes.stream().anyMatch(outcome -> outcome.state() == Outcome.State.DONE);
    }
}
