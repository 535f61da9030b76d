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
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.reconciliation.pipeline.Readers;
import dev.fairway.reconciliation.pipeline.RepositoryPolls;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One turn of one application: drive the operation under way, look at Git and the cluster, decide whether to begin one,
 * write down how it is going. A failure that belongs to the application becomes its condition.
 */
@Component
class ApplicationTurn implements TurnHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationTurn.class);

    /** Even if nothing triggers, everything is looked at this often. */
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /** What happens without people: whoever changed a project or a cluster gives its applications another reason. */
    private static final Set<Reason> OF_THINGS = EnumSet.of(Reason.PUSHED, Reason.DRIFTED);

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
    private final TurnQueue queue;
    private final RepositoryPolls polls;
    private final Readers readers;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
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
            TurnQueue queue,
            RepositoryPolls polls,
            Readers readers,
            Permissions permissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.applications = applications;
        this.runs = runs;
        this.driver = driver;
        this.deletions = deletions;
        this.automation = automation;
        this.inspector = inspector;
        this.health = health;
        this.writer = writer;
        this.queue = queue;
        this.polls = polls;
        this.readers = readers;
        this.permissions = permissions;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Next serve(Turn turn, Lease lease) {
        if (!turn.reasons().stream().allMatch(OF_THINGS::contains)) {
            permissions.lookAgain();
        }
        Optional<Application> application = applications.find(turn.application());
        if (application.isEmpty()) {
            writer.gone(turn.application());
            queue.forget(turn.application());
            readers.forget(turn.application());
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
        Optional<OperationRun> active = runs.active(application.name());
        Optional<Inspection> decidedUpon = Optional.empty();
        for (int round = 0; ; round++) {
            if (active.isPresent()) {
                OperationDriver.Driven driven = driver.drive(application, active.get(), decidedUpon, lease);
                if (driven.run().finishedAt().isEmpty()) {
                    tell(application, turn, lease, driven.run());
                    return next(driven.wakeAt().orElse(clock.instant().plus(SWEEP)), Reason.OPERATION);
                }
            }
            Look look = look(application);
            if (look.inspection().isEmpty()) {
                Problem problem = look.problem().orElseThrow();
                writer.unknown(application, problem, Optional.empty(), turn, lease);
                boolean mayPass = problem.outlook() == Problem.Outlook.RETRY_LATER;
                return mayPass ? later(RETRY, Reason.RETRY) : later(SWEEP, Reason.TIMER);
            }
            AutomaticOperations.Outcome outcome =
                    decide(application, look.inspection().get(), turn, lease);
            if (outcome.began().isEmpty() || round >= ROUNDS) {
                Instant sweep = clock.instant().plus(SWEEP);
                Instant due = outcome.lookAgainAt().filter(sweep::isAfter).orElse(sweep);
                return outcome.began().isPresent() ? next(clock.instant(), Reason.OPERATION) : next(due, Reason.TIMER);
            }
            active = outcome.began();
            decidedUpon = look.inspection();
        }
    }

    /** What is seen and what is begun because of it are written together. */
    private AutomaticOperations.Outcome decide(Application application, Inspection inspection, Turn turn, Lease lease) {
        StatusWriter.Draft draft =
                writer.assessed(application, inspection, Assessment.of(inspection, health), Optional.empty(), turn);
        return Objects.requireNonNull(transaction.execute(ignored -> {
            ApplicationStatus status = writer.save(draft, lease);
            AutomaticOperations.Outcome outcome = automation.consider(application, inspection, status, lease);
            outcome.condition().ifPresent(problem -> writer.addCondition(status, problem, lease));
            return outcome;
        }));
    }

    /** How it looks while an operation is under way. */
    private void tell(Application application, Turn turn, Lease lease, OperationRun running) {
        Look look = look(application);
        look.inspection()
                .ifPresent(inspection -> writer.save(
                        writer.assessed(
                                application, inspection, Assessment.of(inspection, health), Optional.of(running), turn),
                        lease));
        look.problem().ifPresent(problem -> writer.unknown(application, problem, Optional.of(running), turn, lease));
    }

    /** What a look at Git and the cluster gave; without an inspection, why not. */
    private record Look(Optional<Inspection> inspection, Optional<Problem> problem) {

        static Look failed(Problem problem) {
            return new Look(Optional.empty(), Optional.of(problem));
        }
    }

    private Look look(Application application) {
        try {
            return new Look(Optional.of(inspector.inspect(application, List.of())), Optional.empty());
        } catch (ProblemException failure) {
            LOG.debug("{} cannot be compared", application.name(), failure);
            return Look.failed(failure.problem());
        } catch (ClusterProblem failure) {
            LOG.debug("{} cannot be compared", application.name(), failure);
            return Look.failed(
                    failure.mayPass()
                            ? Problem.passing(
                                    "Cluster" + failure.reason().name().charAt(0)
                                            + failure.reason()
                                                    .name()
                                                    .substring(1)
                                                    .toLowerCase(java.util.Locale.ROOT),
                                    failure.text())
                            : Problem.stalled("ClusterRefused", failure.text()));
        }
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
