package dev.fairway.web.operations;

import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation as it is shown: what the record holds, and what is under way beside it. */
record OperationPage(
        long id,
        String app,
        String appHref,
        String kind,
        String actor,
        String reason,
        String revision,
        Age startedAt,
        boolean running,
        Mark sync,
        @Nullable Mark rollout,
        String syncMessage,
        String rolloutMessage,
        List<Attempt> attempts) {

    record Attempt(int number, String phase, String message, List<Row> rows) {}

    record Row(String phase, int wave, String resource, Mark result, String message) {}

    static OperationPage of(Operation operation, Optional<OperationState> current, Instant now) {
        List<Attempt> attempts = new ArrayList<>();
        operation.attempts().forEach(attempt -> attempts.add(recorded(attempt)));
        current.filter(state -> !state.phase().isOver()
                        && operation.attempts().stream().noneMatch(attempt -> attempt.number() == state.attempt()))
                .ifPresent(state -> attempts.add(underWay(state)));
        Mark sync = operation
                .syncVerdict()
                .map(verdict -> Mark.of(phase(verdict.result())))
                .orElse(current.map(state -> Mark.of(state.phase())).orElse(Mark.of(OperationPhase.RUNNING)));
        Mark rollout = operation
                .rolloutVerdict()
                .map(verdict -> Mark.of(OperationState.Rollout.valueOf(verdict.result())))
                .orElse(current.filter(state -> state.rollout() == OperationState.Rollout.WATCHING)
                        .map(state -> Mark.of(state.rollout()))
                        .orElse(null));
        return new OperationPage(
                operation.id(),
                operation.application().name(),
                AppLink.to(operation.application()),
                operation.kind(),
                operation.actor().name(),
                operation.reason(),
                String.join(", ", operation.revisions()),
                Age.of(operation.startedAt(), now),
                operation.syncVerdict().isEmpty(),
                sync,
                rollout,
                operation
                        .syncVerdict()
                        .map(Operation.Verdict::message)
                        .orElse(current.map(OperationState::message).orElse("")),
                operation
                        .rolloutVerdict()
                        .map(Operation.Verdict::message)
                        .orElse(current.map(OperationState::rolloutMessage).orElse("")),
                attempts);
    }

    private static OperationPhase phase(String text) {
        for (OperationPhase phase : OperationPhase.values()) {
            if (phase.text().equals(text)) {
                return phase;
            }
        }
        return OperationPhase.ERROR;
    }

    private static Attempt recorded(Operation.Attempt attempt) {
        return new Attempt(
                attempt.number(),
                attempt.phase(),
                attempt.message(),
                attempt.resources().stream()
                        .map(result -> new Row(
                                result.syncPhase(),
                                result.wave(),
                                ResourceKey.parse(result.resource()).display(),
                                mark(result.result()),
                                result.message()))
                        .toList());
    }

    private static Attempt underWay(OperationState state) {
        return new Attempt(
                state.attempt(),
                state.phase().text(),
                state.message(),
                state.results().stream()
                        .map(result -> new Row(
                                result.syncPhase(),
                                result.wave(),
                                result.key().display(),
                                mark(result.status()),
                                result.message()))
                        .toList());
    }

    private static Mark mark(String result) {
        return switch (result) {
            case "Synced" -> new Mark("succeeded", "ok", "Synced");
            case "Pruned" -> new Mark("prune", "ok", "Pruned");
            case "PruneSkipped" -> new Mark("prune", "warn", "Prune skipped");
            case "SyncFailed" -> new Mark("failed", "bad", "Failed");
            default -> new Mark("waiting", "unk", result.isEmpty() ? "Waits" : result);
        };
    }
}
