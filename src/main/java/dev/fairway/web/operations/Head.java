package dev.fairway.web.operations;

import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.Destination;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Status, attempt, what it is and who began it.
 *
 * @param badge the worse of the two verdicts, with its time
 * @param place {@code in shop-prod}; empty if the application names no namespace
 * @param attempts empty if there was only one
 */
record Head(Mark badge, String title, String place, String facts, Age age, List<AttemptLink> attempts) {

    /** One attempt to look at. */
    record AttemptLink(String href, String text, Mark mark, boolean current) {}

    static Head of(Shown shown, List<AttemptShown> attempts) {
        Operation operation = shown.operation();
        Instant last = operation
                .rolloutVerdict()
                .or(operation::syncVerdict)
                .map(Operation.Verdict::at)
                .orElse(operation.startedAt());
        return new Head(
                badge(shown),
                Wordings.kind(operation) + " of " + operation.application().name(),
                shown.application()
                        .map(application -> application.spec().destination())
                        .map(Destination::namespace)
                        .filter(namespace -> !namespace.isEmpty())
                        .map(namespace -> "in " + namespace)
                        .orElse(""),
                "attempt %d of %d · started %s by %s"
                        .formatted(
                                shown.attempt().number(),
                                Math.max(attempts.size(), shown.attempt().number()),
                                Clocks.time(operation.startedAt()),
                                Wordings.by(operation)),
                Age.of(last, shown.now()),
                attempts.size() < 2
                        ? List.of()
                        : attempts.stream()
                                .map(attempt -> link(operation.id(), attempt, shown.attempt()))
                                .toList());
    }

    private static AttemptLink link(long operation, AttemptShown attempt, AttemptShown current) {
        Mark mark =
                switch (attempt.phase()) {
                    case "Succeeded" -> Mark.of(OperationPhase.SUCCEEDED);
                    case "Failed", "Error" -> Mark.of(OperationPhase.FAILED);
                    case "Held" -> Mark.NONE;
                    default -> Mark.of(OperationPhase.RUNNING);
                };
        return new AttemptLink(
                "/ops/" + operation + "?attempt=" + attempt.number(),
                attempt.number() + (attempt.phase().equals("Held") ? " held" : ""),
                mark,
                attempt.number() == current.number());
    }

    private static Mark badge(Shown shown) {
        Operation operation = shown.operation();
        if (operation.syncVerdict().isEmpty()) {
            return shown.state().map(state -> Mark.of(state.phase())).orElse(Mark.of(OperationPhase.RUNNING));
        }
        Operation.Verdict sync = operation.syncVerdict().get();
        if (!sync.result().equals(OperationPhase.SUCCEEDED.text())) {
            return timed(new Mark("failed", "bad", sync.result()), sync.at());
        }
        if (shown.isIncident()) {
            return timed(
                    Mark.of(OperationState.Rollout.DEGRADED),
                    shown.status().orElseThrow().changedAt());
        }
        Optional<Mark> rollout = operation
                .rolloutVerdict()
                .map(verdict -> timed(Mark.of(OperationState.Rollout.valueOf(verdict.result())), verdict.at()))
                .or(() -> shown.state()
                        .filter(state -> state.rollout() != OperationState.Rollout.NONE)
                        .map(state -> Mark.of(state.rollout())));
        return rollout.orElseGet(() -> timed(Mark.of(OperationPhase.SUCCEEDED), sync.at()));
    }

    private static Mark timed(Mark mark, Instant at) {
        return new Mark(mark.name(), mark.tone(), mark.text() + " " + Clocks.time(at));
    }
}
