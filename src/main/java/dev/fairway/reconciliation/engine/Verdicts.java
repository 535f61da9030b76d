package dev.fairway.reconciliation.engine;

import dev.fairway.health.Health;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.OperationState.Rollout;
import dev.fairway.reconciliation.RolloutVerdictReached;
import dev.fairway.reconciliation.operations.OperationRun;
import dev.fairway.reconciliation.pipeline.Assessment;
import dev.fairway.sync.OperationPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The second verdict on an operation: what became of what was synced. */
final class Verdicts {

    /** A rollout that is neither healthy nor degraded after this has timed out. */
    static final Duration LIMIT = Duration.ofMinutes(15);

    private Verdicts() {}

    /** The second verdict: what became of what was synced. Once it is reached it stays. */
    static OperationState rollout(
            Optional<ApplicationStatus> before, OperationRun run, Assessment assessment, Instant now) {
        Rollout known = known(before, run);
        boolean watched = run.finishedAt().isPresent()
                && run.phase() == OperationPhase.SUCCEEDED
                && !run.command().dryRun()
                && run.kind() != OperationState.Kind.DELETION;
        if (!watched || isVerdict(known)) {
            String told = before.flatMap(ApplicationStatus::operation)
                    .filter(state -> state.id() == run.id())
                    .map(OperationState::rolloutMessage)
                    .orElse("");
            return run.state(known, told);
        }
        Health health = assessment.health();
        boolean late = now.isAfter(run.finishedAt().orElseThrow().plus(LIMIT));
        Rollout verdict =
                switch (health.status()) {
                    case HEALTHY, SUSPENDED -> Rollout.HEALTHY;
                    case DEGRADED -> Rollout.DEGRADED;
                    case PROGRESSING, MISSING, UNKNOWN -> late ? Rollout.TIMED_OUT : Rollout.WATCHING;
                };
        return run.state(verdict, health.message());
    }

    /** What was written of it. */
    static Rollout known(Optional<ApplicationStatus> before, OperationRun run) {
        return before.flatMap(ApplicationStatus::operation)
                .filter(state -> state.id() == run.id())
                .map(OperationState::rollout)
                .orElse(Rollout.NONE);
    }

    /** What became of rollouts with this status: one verdict for the present operation, one for the one before. */
    static List<RolloutVerdictReached> between(Optional<ApplicationStatus> before, ApplicationStatus status) {
        if (status.operation().isEmpty()) {
            return List.of();
        }
        OperationState operation = status.operation().get();
        Optional<OperationState> earlier = before.flatMap(ApplicationStatus::operation);
        Rollout known = earlier.filter(old -> old.id() == operation.id())
                .map(OperationState::rollout)
                .orElse(Rollout.NONE);
        List<RolloutVerdictReached> reached = new ArrayList<>();
        if (operation.rollout() != known && isVerdict(operation.rollout())) {
            reached.add(new RolloutVerdictReached(
                    operation.id(),
                    status.application(),
                    operation.rollout(),
                    operation.rolloutMessage(),
                    status.reconciledAt()));
        }
        earlier.filter(old -> old.rollout() == Rollout.WATCHING && old.id() != operation.id())
                .ifPresent(old -> reached.add(new RolloutVerdictReached(
                        old.id(),
                        status.application(),
                        Rollout.SUPERSEDED,
                        "Operation %d began before this rollout was over.".formatted(operation.id()),
                        status.reconciledAt())));
        return List.copyOf(reached);
    }

    private static boolean isVerdict(Rollout rollout) {
        return rollout == Rollout.HEALTHY || rollout == Rollout.DEGRADED || rollout == Rollout.TIMED_OUT;
    }
}
