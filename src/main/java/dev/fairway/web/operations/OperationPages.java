package dev.fairway.web.operations;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.LogExcerpt;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Permits;
import dev.fairway.web.access.Telling;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Looks everything up that an operation's page shows. */
@Component
class OperationPages {

    private static final int MOST_STATUS_CHANGES = 30;

    private final Ledger ledger;
    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Investigation investigation;
    private final ChangesSince changes;
    private final Permits permits;
    private final Kin kin;
    private final Clock clock;

    OperationPages(
            Ledger ledger,
            Applications applications,
            Reconciliations reconciliations,
            Investigation investigation,
            ChangesSince changes,
            Permits permits,
            Kin kin,
            Clock clock) {
        this.kin = kin;
        this.ledger = ledger;
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.investigation = investigation;
        this.changes = changes;
        this.permits = permits;
        this.clock = clock;
    }

    /**
     * What to look at.
     *
     * @param attempt empty for the last one
     * @param run whose log is shown; empty for the one that failed
     */
    record Choice(OptionalInt attempt, Optional<LogExcerpt.Run> run) {}

    /** An operation with all its attempts, one of which is shown. */
    record Opened(Shown shown, OperationPage page) {}

    /**
     * @param who logs are told to those who may read them
     * @throws dev.fairway.resource.ProblemException {@code NotFound}
     */
    Opened open(long id, Choice choice, Principal who) {
        Operation recorded = ledger.operation(id)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no operation %d.".formatted(id))
                        .asException());
        Telling telling = kin.tellingTo(who);
        Operation operation = telling.operation(recorded);
        Optional<Application> application = applications.find(operation.application());
        Optional<ApplicationStatus> whole = application.flatMap(known -> reconciliations.status(known.name()));
        Optional<ApplicationStatus> status = whole.map(telling::status);
        Optional<OperationState> state =
                status.flatMap(ApplicationStatus::operation).filter(known -> known.id() == id);
        List<AttemptShown> attempts = AttemptShown.of(operation, state);
        AttemptShown attempt = chosen(attempts, choice);
        Findings findings = investigation.of(
                operation,
                attempt,
                status,
                telling,
                choice.run(),
                permits.on(
                                operation.application(),
                                application.map(Application::project).orElse(""),
                                who)
                        .getLogs());
        List<String> revisions = attempt.revisions().isEmpty()
                ? state.map(OperationState::revisions).orElse(List.of())
                : attempt.revisions();
        GitChanges since = changes.of(
                operation, application, revisions, findings.diagnosis().flatMap(Diagnosis::resource));
        Shown shown = new Shown(operation, application, status, state, attempt, findings, since, clock.instant());
        return new Opened(
                shown,
                OperationPage.of(
                        shown,
                        attempts,
                        ledger
                                .statusChanges(operation.application(), operation.startedAt(), MOST_STATUS_CHANGES)
                                .stream()
                                .map(telling::change)
                                .toList(),
                        objects(recorded, whole, attempt.number())
                                - attempt.rows().size()));
    }

    /** How many objects an attempt is about, those that may not be named included. */
    private static int objects(Operation recorded, Optional<ApplicationStatus> whole, int attempt) {
        return AttemptShown.of(
                        recorded,
                        whole.flatMap(ApplicationStatus::operation).filter(state -> state.id() == recorded.id()))
                .stream()
                .filter(each -> each.number() == attempt)
                .mapToInt(each -> each.rows().size())
                .sum();
    }

    /** While the next attempt waits or has just begun, the one before it is what there is to read. */
    private static AttemptShown telling(List<AttemptShown> attempts) {
        AttemptShown last = attempts.getLast();
        return last.rows().isEmpty() && attempts.size() > 1 ? attempts.get(attempts.size() - 2) : last;
    }

    /** @throws dev.fairway.resource.ProblemException {@code NotFound} */
    private static AttemptShown chosen(List<AttemptShown> attempts, Choice choice) {
        return choice.attempt().isEmpty()
                ? telling(attempts)
                : attempts.stream()
                        .filter(attempt -> attempt.number() == choice.attempt().getAsInt())
                        .findFirst()
                        .orElseThrow(() -> Problem.stalled(
                                        "NotFound",
                                        "This operation has no attempt %d."
                                                .formatted(choice.attempt().getAsInt()))
                                .asException());
    }
}
