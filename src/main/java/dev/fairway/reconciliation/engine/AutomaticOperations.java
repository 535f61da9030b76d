package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.reconciliation.operations.Holds;
import dev.fairway.reconciliation.operations.OperationDriver;
import dev.fairway.reconciliation.operations.OperationRun;
import dev.fairway.reconciliation.operations.Operations;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.reconciliation.turns.Lease;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.sync.Automation;
import dev.fairway.sync.AutomationDecision;
import dev.fairway.sync.OperationPhase;
import dev.fairway.sync.SyncRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Begins what automation decides: a sync to a new revision, or a self-heal. */
@Component
class AutomaticOperations {

    private final Operations operations;
    private final Holds holds;
    private final Permissions permissions;
    private final Clock clock;

    AutomaticOperations(Operations operations, Holds holds, Permissions permissions, Clock clock) {
        this.operations = operations;
        this.holds = holds;
        this.permissions = permissions;
        this.clock = clock;
    }

    /**
     * @param began the operation that was begun, to be driven in this turn
     * @param lookAgainAt when the answer may be another one
     * @param condition what a person should see
     */
    record Outcome(Optional<OperationRun> began, Optional<Instant> lookAgainAt, Optional<Problem> condition) {}

    Outcome consider(Application application, Inspection inspection, ApplicationStatus status, Lease lease) {
        Instant now = clock.instant();
        List<AutomationHold> held = holds.of(application.name()).stream()
                .filter(hold -> hold.holdsAt(now, inspection.revisions()))
                .toList();
        if (!held.isEmpty()) {
            return new Outcome(Optional.empty(), end(held), Optional.empty());
        }
        String target = OperationDriver.attempted(inspection.revisions(), application);
        AutomationDecision decision = Automation.decide(
                new Automation.Facts(
                        inspection.spec().syncPolicy(),
                        target,
                        inspection.revisions(),
                        Optional.of(compared(status)),
                        application.isBeingDeleted(),
                        last(status)),
                now);
        return switch (decision) {
            case AutomationDecision.Nothing nothing ->
                new Outcome(Optional.empty(), Optional.empty(), nothing.condition());
            case AutomationDecision.Sync sync ->
                begin(application, inspection, sync.request(), OperationState.Kind.AUTOMATED_SYNC, now);
            case AutomationDecision.SelfHeal heal ->
                heal.notBefore().isAfter(now)
                        ? new Outcome(Optional.empty(), Optional.of(heal.notBefore()), Optional.empty())
                        : begin(application, inspection, heal.request(), OperationState.Kind.SELF_HEAL, now);
        };
    }

    /** When the last pause is over; a quarantine ends with a commit, which is a trigger of its own. */
    private static Optional<Instant> end(List<AutomationHold> held) {
        return held.stream()
                .flatMap(hold -> switch (hold) {
                    case AutomationHold.Paused paused -> Stream.of(paused.until());
                    case AutomationHold.Quarantined bad -> Stream.<Instant>empty();
                })
                .max(Comparator.naturalOrder());
    }

    private Outcome begin(
            Application application,
            Inspection inspection,
            SyncRequest request,
            OperationState.Kind kind,
            Instant now) {
        Permissions.Window window = permissions.window(
                application,
                inspection.spec(),
                inspection.cluster(),
                Permissions.Cause.AUTOMATED,
                Optional.empty(),
                now);
        if (!window.open()) {
            return new Outcome(
                    Optional.empty(),
                    window.changesAt(),
                    Optional.of(Problem.passing("SyncWindowClosed", window.message())));
        }
        SyncCommand command = new SyncCommand(
                request.revisions(), request.prune(), false, false, false, request.selection(), List.of(), 0, "");
        String why = kind == OperationState.Kind.SELF_HEAL
                ? differ(request.selection().size())
                : "Git moved to a revision that has not been synced";
        Optional<OperationRun> begun = operations.beginWithinTurn(
                application,
                inspection.cluster(),
                kind,
                command,
                inspection.spec().syncPolicy().automatedRetry(),
                Actor.automation("automation"),
                why);
        return new Outcome(begun, Optional.empty(), Optional.empty());
    }

    private static List<Automation.Compared> compared(ApplicationStatus status) {
        return status.resources().stream()
                .filter(resource -> !resource.hook() && resource.sync() != SyncStatus.UNKNOWN)
                .map(resource -> new Automation.Compared(
                        resource.key(), resource.sync() == SyncStatus.OUT_OF_SYNC, resource.requiresPruning()))
                .toList();
    }

    private static Optional<Automation.Attempt> last(ApplicationStatus status) {
        ApplicationStatus.Memory memory = status.memory();
        return memory.attemptEndedAt()
                .map(ended -> new Automation.Attempt(
                        memory.attempted(),
                        memory.attemptSucceeded() ? OperationPhase.SUCCEEDED : OperationPhase.FAILED,
                        ended,
                        memory.heals()));
    }

    private static String differ(int objects) {
        return objects == 1
                ? "1 object differs from what was synced"
                : "%d objects differ from what was synced".formatted(objects);
    }
}
