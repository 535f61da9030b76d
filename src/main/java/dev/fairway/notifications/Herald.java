package dev.fairway.notifications;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationCreated;
import dev.fairway.applications.ApplicationRemoved;
import dev.fairway.applications.Applications;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.ApplicationStatusChanged;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.DeploymentRestored;
import dev.fairway.reconciliation.OperationStarted;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what is to be told in the transaction of the publisher: a row exists if and only if what it tells of was saved. Where
 * nobody listens nothing is written.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Herald {

    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

    private final Applications applications;
    private final Ledger ledger;
    private final Messengers messengers;
    private final Subscriptions subscriptions;
    private final Witness witness;
    private final Marks marks;
    private final Outbox outbox;
    private final Bell bell;
    private final Clock clock;

    Herald(
            Applications applications,
            Ledger ledger,
            Messengers messengers,
            Subscriptions subscriptions,
            Witness witness,
            Marks marks,
            Outbox outbox,
            Bell bell,
            Clock clock) {
        this.applications = applications;
        this.ledger = ledger;
        this.messengers = messengers;
        this.subscriptions = subscriptions;
        this.witness = witness;
        this.marks = marks;
        this.outbox = outbox;
        this.bell = bell;
        this.clock = clock;
    }

    @EventListener
    void on(ApplicationCreated event) {
        if (!messengers.isAny()) {
            return;
        }
        applications
                .find(event.name())
                .ifPresent(application -> tell(
                        Trigger.ON_CREATED,
                        application,
                        application.uid(),
                        OptionalLong.empty(),
                        clock.instant(),
                        Map.of()));
    }

    @EventListener
    void on(ApplicationRemoved event) {
        marks.forget(event.name());
        if (!messengers.isAny()) {
            return;
        }
        Application gone = event.last();
        tell(Trigger.ON_DELETED, gone, gone.uid(), lastOperation(gone.name()), clock.instant(), Map.of());
    }

    @EventListener
    void on(OperationStarted event) {
        if (event.kind() == OperationState.Kind.DELETION || event.request().dryRun()) {
            return;
        }
        tell(
                Trigger.ON_SYNC_RUNNING,
                event.application().name(),
                "operation:" + event.id(),
                OptionalLong.of(event.id()),
                event.at(),
                Map.of(
                        Facts.PHASE, "Running",
                        Facts.ACTOR, event.actor().name(),
                        Facts.STARTED, event.at().toString(),
                        Facts.SYNCED_REVISION, first(event.revisions())));
    }

    @EventListener
    void on(SyncVerdictReached event) {
        if (!messengers.isAny()) {
            return;
        }
        Optional<Operation> operation = ledger.operations(event.application(), 1).stream()
                .filter(last -> last.id() == event.id())
                .filter(last -> !last.kind().equals(OperationState.Kind.DELETION.name()))
                .filter(last -> !last.request().dryRun())
                .findFirst();
        operation.ifPresent(known -> tell(
                event.phase().equals("Succeeded") ? Trigger.ON_SYNC_SUCCEEDED : Trigger.ON_SYNC_FAILED,
                event.application(),
                "operation:" + event.id(),
                OptionalLong.of(event.id()),
                event.at(),
                Map.of(
                        Facts.PHASE, event.phase(),
                        Facts.OPERATION_MESSAGE, event.message(),
                        Facts.ACTOR, known.actor().name(),
                        Facts.STARTED, known.startedAt().toString(),
                        Facts.FINISHED, event.at().toString(),
                        Facts.SYNCED_REVISION, first(known.revisions()))));
    }

    @EventListener
    void on(DeploymentBecameHealthy event) {
        String once = event.operation().map(id -> "operation:" + id).orElse("live:" + event.liveAt());
        deployed(
                event.application().name(),
                once + ":" + event.renderedHash(),
                event.operation().map(OptionalLong::of).orElse(OptionalLong.empty()),
                event.actor(),
                event.revisions(),
                event.liveAt(),
                event.healthyAt());
    }

    /** What a rollback brought back is deployed as well. */
    @EventListener
    void on(DeploymentRestored event) {
        deployed(
                event.application().name(),
                "operation:" + event.operation() + ":" + event.renderedHash(),
                OptionalLong.of(event.operation()),
                event.actor(),
                event.revisions(),
                event.liveAt(),
                event.healthyAt());
    }

    private void deployed(
            ApplicationName application,
            String once,
            OptionalLong operation,
            Actor actor,
            List<String> revisions,
            Instant liveAt,
            Instant healthyAt) {
        tell(
                Trigger.ON_DEPLOYED,
                application,
                once,
                operation,
                healthyAt,
                Map.of(
                        Facts.ACTOR, actor.name(),
                        Facts.REVISION, first(revisions),
                        Facts.SYNCED_REVISION, first(revisions),
                        Facts.STARTED, liveAt.toString(),
                        Facts.FINISHED, healthyAt.toString()));
    }

    @EventListener
    void on(ApplicationStatusChanged event) {
        Map<String, String> seen = Map.of(
                Facts.SYNC, event.sync().text(),
                Facts.HEALTH, event.health(),
                Facts.HEALTH_MESSAGE, event.message());
        boolean degraded = event.health().equals(HealthStatus.DEGRADED.text());
        boolean healthy = event.health().equals(HealthStatus.HEALTHY.text());
        tellOnce(Trigger.ON_HEALTH_DEGRADED, event, degraded, healthy, seen);
        boolean unknown = event.sync() == SyncStatus.UNKNOWN;
        tellOnce(Trigger.ON_SYNC_STATUS_UNKNOWN, event, unknown, !unknown, seen);
    }

    /** A state that comes and goes on its way is one event until it is really over. */
    private void tellOnce(
            Trigger trigger, ApplicationStatusChanged event, boolean in, boolean over, Map<String, String> seen) {
        if (over) {
            marks.clear(event.application(), trigger);
        } else if (in && marks.set(event.application(), trigger, event.at()) && messengers.isAny()) {
            tell(
                    trigger,
                    event.application(),
                    "since:" + event.at(),
                    lastOperation(event.application()),
                    event.at(),
                    seen);
        }
    }

    private void tell(
            Trigger trigger,
            ApplicationName name,
            String once,
            OptionalLong operation,
            Instant at,
            Map<String, String> seen) {
        if (messengers.isAny()) {
            applications.find(name).ifPresent(application -> tell(trigger, application, once, operation, at, seen));
        }
    }

    private void tell(
            Trigger trigger,
            Application application,
            String once,
            OptionalLong operation,
            Instant at,
            Map<String, String> seen) {
        List<Subscription> wanted = subscriptions.to(trigger, application);
        if (wanted.isEmpty()) {
            return;
        }
        if (write(trigger, application, once, operation, at, seen, wanted)) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    bell.ring();
                }
            });
        }
    }

    /** What cannot be written costs its message and never what it tells of. */
    private boolean write(
            Trigger trigger,
            Application application,
            String once,
            OptionalLong operation,
            Instant at,
            Map<String, String> seen,
            List<Subscription> wanted) {
        Facts facts;
        try {
            facts = witness.of(trigger, application, operation, at).and(seen);
        } catch (RuntimeException unknown) {
            LOG.warn("{} of {} is told to nobody", trigger.word(), application.name(), unknown);
            return false;
        }
        Outbox.Event event =
                new Outbox.Event(trigger, application.name(), application.project(), once, operation, facts);
        Instant now = clock.instant();
        return wanted.stream().filter(each -> outbox.add(event, each, now)).count() > 0;
    }

    private OptionalLong lastOperation(ApplicationName application) {
        return ledger.operations(application, 1).stream()
                .mapToLong(Operation::id)
                .findFirst();
    }

    private static String first(List<String> revisions) {
        return revisions.isEmpty() ? "" : revisions.getFirst();
    }
}
