package dev.fairway.reconciliation.operations;

import dev.fairway.applications.Application;
import dev.fairway.audit.AuditTrail;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.Actor;
import dev.fairway.sync.spec.RetryPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins operations: the row, the record and the turn in one transaction. */
@Component
public class Operations {

    private final OperationRuns runs;
    private final TurnQueue queue;
    private final Permissions permissions;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Operations(
            OperationRuns runs,
            TurnQueue queue,
            Permissions permissions,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.queue = queue;
        this.permissions = permissions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks for an operation; its application gets a turn.
     *
     * @return the operation's number; empty if another one is under way
     */
    @Transactional
    public Optional<Long> begin(
            Application application,
            ClusterRef cluster,
            OperationState.Kind kind,
            SyncCommand command,
            RetryPolicy retry,
            Actor actor,
            String reason) {
        Optional<OperationRun> begun = beginWithinTurn(application, cluster, kind, command, retry, actor, reason);
        begun.ifPresent(run -> queue.want(List.of(application.name()), Reason.OPERATION, clock.instant()));
        return begun.map(OperationRun::id);
    }

    /**
     * Begins an operation that the caller drives in its own turn, so that none has to be asked for: a turn that breaks off is
     * still due.
     *
     * @return empty if another one is under way
     */
    @Transactional
    public Optional<OperationRun> beginWithinTurn(
            Application application,
            ClusterRef cluster,
            OperationState.Kind kind,
            SyncCommand command,
            RetryPolicy retry,
            Actor actor,
            String reason) {
        Instant now = clock.instant();
        OperationRun run = OperationRun.requested(
                new OperationRun.Request(runs.nextId(), application.name(), kind, actor, reason, command, retry, now));
        if (!runs.begin(run)) {
            return Optional.empty();
        }
        events.publishEvent(new OperationStarted(
                run.id(),
                permissions.facts(application, cluster.name()),
                kind,
                actor,
                reason,
                command.revisions(),
                command,
                now));
        if (actor.kind() != Actor.Kind.AUTOMATION) {
            audit.record(
                    actor,
                    "application.sync",
                    "application:" + application.name(),
                    Map.of("operation", run.id(), "prune", command.prune(), "dryRun", command.dryRun()));
        }
        return Optional.of(run);
    }

    /** Asks the operation under way to stop. */
    @Transactional
    public void stop(Application application, Actor actor) {
        runs.active(application.name()).ifPresent(run -> {
            runs.askToStop(run.id());
            audit.record(
                    actor, "application.terminate", "application:" + application.name(), Map.of("operation", run.id()));
            queue.want(List.of(application.name()), Reason.OPERATION, clock.instant());
        });
    }
}
