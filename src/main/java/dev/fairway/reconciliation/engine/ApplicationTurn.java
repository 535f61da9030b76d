package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.operations.DeletionDriver;
import dev.fairway.reconciliation.operations.OperationDriver;
import dev.fairway.reconciliation.operations.OperationRun;
import dev.fairway.reconciliation.operations.OperationRuns;
import dev.fairway.reconciliation.pipeline.Assessment;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Inspector;
import dev.fairway.reconciliation.pipeline.RepositoryPolls;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.reconciliation.turns.Lease;
import dev.fairway.reconciliation.turns.Turn;
import dev.fairway.reconciliation.turns.TurnHandler;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One turn of one application: drive the operation under way, look at Git and the cluster, decide whether to begin one,
 * write down how it is going. A failure that belongs to the application becomes its condition.
 */
@Component
class ApplicationTurn implements TurnHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationTurn.class);

    /** Even if nothing triggers, everything is looked at this often. */
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private static final Duration RETRY = Duration.ofSeconds(20);
    /** A run, the look after it, and a follower that automation began meanwhile: more belongs into the next turn. */
    private static final int ROUNDS = 3;

    private final Applications applications;
    private final OperationRuns runs;
    private final OperationDriver driver;
    private final DeletionDriver deletions;
    private final AutomaticOperations automation;
    private final Inspector inspector;
    private final HealthAssessor health;
    private final StatusWriter writer;
    private final Statuses statuses;
    private final TurnQueue queue;
    private final RepositoryPolls polls;
    private final Clock clock;

    ApplicationTurn(
            Applications applications,
            OperationRuns runs,
            OperationDriver driver,
            DeletionDriver deletions,
            AutomaticOperations automation,
            Inspector inspector,
            HealthAssessor health,
            StatusWriter writer,
            Statuses statuses,
            TurnQueue queue,
            RepositoryPolls polls,
            Clock clock) {
        this.applications = applications;
        this.runs = runs;
        this.driver = driver;
        this.deletions = deletions;
        this.automation = automation;
        this.inspector = inspector;
        this.health = health;
        this.writer = writer;
        this.statuses = statuses;
        this.queue = queue;
        this.polls = polls;
        this.clock = clock;
    }

    @Override
    public Next serve(Turn turn, Lease lease) {
        Optional<Application> application = applications.find(turn.application());
        if (application.isEmpty()) {
            statuses.remove(turn.application());
            queue.forget(turn.application());
            return later(SWEEP, Reason.TIMER);
        }
        if (turn.reasons().contains(Reason.PUSHED)) {
            catchUp(application.get());
        }
        return application.get().isBeingDeleted()
                ? delete(application.get(), turn, lease)
                : reconcile(application.get(), turn, lease);
    }

    private Next delete(Application application, Turn turn, Lease lease) {
        DeletionDriver.Progress progress = deletions.drive(application, lease);
        if (progress.isDone()) {
            return later(SWEEP, Reason.TIMER);
        }
        writer.deleting(application, progress, turn, lease);
        return next(progress.wakeAt().orElse(clock.instant().plus(RETRY)), Reason.OPERATION);
    }

    private Next reconcile(Application application, Turn turn, Lease lease) {
        for (int round = 0; ; round++) {
            Optional<OperationRun> active = runs.active(application.name());
            if (active.isPresent()) {
                OperationDriver.Driven driven = driver.drive(application, active.get(), lease);
                if (driven.run().finishedAt().isEmpty()) {
                    look(application, turn, lease, Optional.of(driven.run()));
                    return next(driven.wakeAt().orElse(clock.instant().plus(SWEEP)), Reason.OPERATION);
                }
            }
            Look look = look(application, turn, lease, Optional.empty());
            if (look.inspection().isEmpty()) {
                boolean mayPass = look.problem().map(Problem::outlook).orElse(Problem.Outlook.STALLED)
                        == Problem.Outlook.RETRY_LATER;
                return mayPass ? later(RETRY, Reason.RETRY) : later(SWEEP, Reason.TIMER);
            }
            AutomaticOperations.Outcome outcome =
                    automation.consider(application, look.inspection().get(), look.status(), lease);
            outcome.condition().ifPresent(problem -> writer.addCondition(look.status(), problem, lease));
            if (!outcome.began() || round >= ROUNDS) {
                Instant sweep = clock.instant().plus(SWEEP);
                Instant due = outcome.lookAgainAt().filter(sweep::isAfter).orElse(sweep);
                return next(outcome.began() ? clock.instant() : due, outcome.began() ? Reason.OPERATION : Reason.TIMER);
            }
        }
    }

    /** What a look at Git and the cluster gave; without an inspection, why not. */
    private record Look(ApplicationStatus status, Optional<Inspection> inspection, Optional<Problem> problem) {}

    private Look look(Application application, Turn turn, Lease lease, Optional<OperationRun> running) {
        try {
            Inspection inspection = inspector.inspect(application, List.of());
            Assessment assessment = Assessment.of(inspection, health);
            ApplicationStatus status = writer.assessed(application, inspection, assessment, running, turn, lease);
            return new Look(status, Optional.of(inspection), Optional.empty());
        } catch (ProblemException failure) {
            LOG.debug("{} cannot be compared", application.name(), failure);
            return unknown(application, failure.problem(), running, turn, lease);
        } catch (ClusterProblem failure) {
            LOG.debug("{} cannot be compared", application.name(), failure);
            Problem problem = failure.mayPass()
                    ? Problem.passing(
                            "Cluster" + failure.reason().name().charAt(0)
                                    + failure.reason().name().substring(1).toLowerCase(java.util.Locale.ROOT),
                            failure.text())
                    : Problem.stalled("ClusterRefused", failure.text());
            return unknown(application, problem, running, turn, lease);
        }
    }

    private Look unknown(
            Application application, Problem problem, Optional<OperationRun> running, Turn turn, Lease lease) {
        ApplicationStatus status = writer.unknown(application, problem, running, turn, lease);
        return new Look(status, Optional.empty(), Optional.of(problem));
    }

    private void catchUp(Application application) {
        List<RepositoryUrl> repositories =
                Following.repositories(application).stream().collect(Collectors.toList());
        repositories.forEach(polls::catchUp);
    }

    private Next later(Duration wait, Reason because) {
        long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, wait.toMillis() / 10));
        return next(clock.instant().plus(wait).plusMillis(jitter), because);
    }

    private static Next next(Instant due, Reason because) {
        return new Next(due, because);
    }
}
