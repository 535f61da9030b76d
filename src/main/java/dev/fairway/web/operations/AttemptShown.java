package dev.fairway.web.operations;

import dev.fairway.diagnosis.Attempt;
import dev.fairway.diagnosis.Outcome;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt, recorded or under way.
 *
 * @param latest whether no other follows it
 */
record AttemptShown(int number, String phase, Attempt attempt, List<String> revisions, List<Row> rows, boolean latest) {

    /** @param status {@code Synced}, {@code SyncFailed}, {@code Pruned}, {@code PruneSkipped}; empty while it waits */
    record Row(ResourceKey key, String phase, int wave, boolean hook, String status, String message) {

        Outcome outcome() {
            return new Outcome(
                    key,
                    phase,
                    wave,
                    hook,
                    switch (status) {
                        case "" -> Outcome.State.WAITING;
                        case "SyncFailed" -> Outcome.State.FAILED;
                        default -> Outcome.State.DONE;
                    },
                    message);
        }
    }

    /** All of an operation, oldest first; the one under way stands last. */
    static List<AttemptShown> of(Operation operation, Optional<OperationState> state) {
        List<AttemptShown> attempts = new ArrayList<>();
        Optional<OperationState> going =
                state.filter(known -> known.finishedAt().isEmpty()
                        && operation.attempts().stream().noneMatch(attempt -> attempt.number() == known.attempt()));
        int last = operation.attempts().size();
        for (Operation.Attempt attempt : operation.attempts()) {
            attempts.add(recorded(attempt, going.isEmpty() && attempts.size() == last - 1));
        }
        going.ifPresent(known -> attempts.add(underWay(known)));
        if (attempts.isEmpty()) {
            Attempt nothingYet = new Attempt(Attempt.State.UNDER_WAY, "", "It has not begun yet.", List.of());
            attempts.add(new AttemptShown(1, "Running", nothingYet, operation.revisions(), List.of(), true));
        }
        return attempts;
    }

    private static AttemptShown recorded(Operation.Attempt attempt, boolean latest) {
        List<Row> rows = attempt.resources().stream()
                .map(result -> new Row(
                        ResourceKey.parse(result.resource()),
                        result.syncPhase(),
                        result.wave(),
                        result.hook(),
                        result.result(),
                        result.message()))
                .toList();
        Attempt.State state =
                switch (attempt.phase()) {
                    case "Succeeded" -> Attempt.State.SUCCEEDED;
                    case "Failed" -> Attempt.State.FAILED;
                    default -> Attempt.State.ERROR;
                };
        return new AttemptShown(
                attempt.number(),
                attempt.phase(),
                new Attempt(
                        state,
                        attempt.code(),
                        attempt.message(),
                        rows.stream().map(Row::outcome).toList()),
                attempt.revisions(),
                rows,
                latest);
    }

    private static AttemptShown underWay(OperationState state) {
        boolean between = state.nextAttemptAt().isPresent();
        List<Row> rows = between
                ? List.of()
                : state.results().stream()
                        .map(result -> new Row(
                                result.key(),
                                result.syncPhase(),
                                result.wave(),
                                result.hook(),
                                result.status(),
                                result.message()))
                        .toList();
        return new AttemptShown(
                state.attempt(),
                between ? "Held" : state.phase().text(),
                new Attempt(
                        Attempt.State.UNDER_WAY,
                        "",
                        state.message(),
                        rows.stream().map(Row::outcome).toList()),
                state.revisions(),
                rows,
                true);
    }
}
