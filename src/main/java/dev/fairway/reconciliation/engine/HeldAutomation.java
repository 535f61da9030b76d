package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.operations.Holds;
import dev.fairway.reconciliation.operations.Operations;
import dev.fairway.reconciliation.pipeline.Inspector;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.sync.spec.RetryPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pauses and quarantines. */
@Component
class HeldAutomation implements AutomationControl {

    private final Applications applications;
    private final Statuses statuses;
    private final Holds holds;
    private final Operations operations;
    private final Inspector inspector;
    private final TurnQueue queue;
    private final AuditTrail audit;
    private final Clock clock;

    HeldAutomation(
            Applications applications,
            Statuses statuses,
            Holds holds,
            Operations operations,
            Inspector inspector,
            TurnQueue queue,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.statuses = statuses;
        this.holds = holds;
        this.operations = operations;
        this.inspector = inspector;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<AutomationHold> holds(ApplicationName application) {
        List<String> revisions =
                statuses.find(application).map(ApplicationStatus::revisions).orElse(List.of());
        Instant now = clock.instant();
        return holds.of(application).stream()
                .filter(hold -> hold.holdsAt(now, revisions))
                .toList();
    }

    @Override
    public Map<ApplicationName, Instant> paused() {
        return holds.paused(clock.instant());
    }

    @Override
    @Transactional
    public void pause(ApplicationName application, Instant until, String reason, Actor actor) {
        existing(application);
        Instant now = clock.instant();
        if (until.isAfter(now.plus(LONGEST_PAUSE))) {
            throw Problem.stalled("PauseTooLong", "A pause lasts seven days at most. Choose an earlier end.")
                    .asException();
        }
        if (!until.isAfter(now)) {
            throw Problem.stalled("PauseOver", "The pause would be over already. Choose a later end.")
                    .asException();
        }
        holds.put(application, new AutomationHold.Paused(actor, reason, now, until));
        audit.record(
                actor,
                "application.pause",
                "application:" + application,
                Map.of("until", until.toString(), "reason", reason));
    }

    @Override
    @Transactional
    public void resume(ApplicationName application, Actor actor) {
        existing(application);
        holds.forget(application);
        audit.record(actor, "application.resume", "application:" + application, Map.of());
        queue.want(List.of(application), Reason.REQUESTED, clock.instant());
    }

    @Override
    @Transactional
    public long pin(ApplicationName name, List<String> revisions, String reason, Actor actor) {
        Application application = existing(name);
        if (application.isBeingDeleted()) {
            throw Problem.stalled("BeingDeleted", "The application %s is being deleted.".formatted(name))
                    .asException();
        }
        List<String> bad = statuses.find(name)
                .map(ApplicationStatus::revisions)
                .filter(known -> !known.isEmpty())
                .orElseThrow(() -> Problem.passing(
                                "NothingToPinFrom", "It is not known yet what Git says for %s.".formatted(name))
                        .asException());
        holds.put(name, new AutomationHold.Quarantined(actor, reason, clock.instant(), bad));
        audit.record(
                actor,
                "application.pin",
                "application:" + name,
                Map.of("revisions", revisions, "quarantined", bad, "reason", reason));
        SyncCommand command = new SyncCommand(revisions, true, false, false, false, List.of(), List.of(), 0, reason);
        return operations
                .begin(
                        application,
                        inspector.cluster(application.spec()),
                        OperationState.Kind.ROLLBACK,
                        command,
                        RetryPolicy.NEVER,
                        actor,
                        reason.isEmpty() ? "Pinned to an earlier revision" : reason)
                .orElseThrow(() -> Problem.stalled(
                                "OperationInProgress",
                                "Another operation of %s is under way. Wait for its end, or terminate it."
                                        .formatted(name))
                        .asException());
    }

    private Application existing(ApplicationName name) {
        return applications.find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(name))
                .asException());
    }
}
