package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ApplicationStatus.Memory;
import dev.fairway.reconciliation.ApplicationStatusChanged;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.reconciliation.DeploymentRendered;
import dev.fairway.reconciliation.DeploymentRestored;
import dev.fairway.reconciliation.EarlierDeployments;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.OperationState.Rollout;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.reconciliation.drift.DriftWatch;
import dev.fairway.reconciliation.operations.DeletionDriver;
import dev.fairway.reconciliation.operations.OperationRun;
import dev.fairway.reconciliation.operations.OperationRuns;
import dev.fairway.reconciliation.pipeline.Assessment;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.reconciliation.turns.Lease;
import dev.fairway.reconciliation.turns.Leases;
import dev.fairway.reconciliation.turns.Turn;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.sync.OperationPhase;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes how an application is going, and tells what that means for the record: a changed status, a rollout's verdict, a
 * new desired state that is healthy for the first time, an earlier one that is again. One transaction, under the lease.
 */
@Component
class StatusWriter {

    /** Codes of problems that only a change of the Application's own spec, or of what it names, can end. */
    private static final Set<String> OF_THE_SPEC = Set.of("InvalidSpec", "NotPermitted", "UnknownCluster");

    private final Statuses statuses;
    private final OperationRuns runs;
    private final Shipments shipments;
    private final DriftWatch drifts;
    private final Permissions permissions;
    private final EarlierDeployments earlier;
    private final Leases leases;
    private final TurnQueue queue;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StatusWriter(
            Statuses statuses,
            OperationRuns runs,
            Shipments shipments,
            DriftWatch drifts,
            Permissions permissions,
            EarlierDeployments earlier,
            Leases leases,
            TurnQueue queue,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.statuses = statuses;
        this.runs = runs;
        this.shipments = shipments;
        this.drifts = drifts;
        this.permissions = permissions;
        this.earlier = earlier;
        this.leases = leases;
        this.queue = queue;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A status that is not written yet.
     *
     * @param before what is written
     * @param becomes what becomes true with it: events for the record
     */
    record Draft(
            Application application,
            Optional<ApplicationStatus> before,
            ApplicationStatus status,
            Turn turn,
            List<Object> becomes) {}

    Draft assessed(
            Application application,
            Inspection inspection,
            Assessment assessment,
            Optional<OperationRun> running,
            Turn turn) {
        Optional<ApplicationStatus> before = statuses.find(application.name());
        Instant now = now();
        Optional<OperationRun> run = running.or(() -> runs.latest(application.name()));
        DriftWatch.Seen drift =
                drifts.watch(application, before, inspection, assessment, run, running.isPresent(), now);
        Memory memory = remember(before, run, inspection).with(drift.memory());
        Optional<OperationState> operation = run.map(latest -> Verdicts.rollout(before, latest, assessment, now));
        List<Condition> conditions = Conditions.of(before, inspection, assessment, now);
        ApplicationStatus status = new ApplicationStatus(
                application.name(),
                inspection.cluster().id(),
                assessment.sync(),
                assessment.health(),
                inspection.revisions(),
                shipments.head(inspection),
                inspection.rendered().key(),
                assessment.resources(),
                conditions,
                inspection.desired().images(),
                operation,
                memory,
                now,
                now);
        boolean shipped = assessment.sync() == SyncStatus.SYNCED
                && assessment.health().status() == HealthStatus.HEALTHY
                && running.isEmpty();
        Optional<DeploymentBecameHealthy> deployment =
                shipped ? deployment(application, inspection, run, memory, now) : Optional.empty();
        Optional<DeploymentRestored> restored = restored(application, inspection, before, run, operation, memory, now);
        Memory kept = shipped ? deployed(memory, inspection, deployment) : restored(memory, restored);
        List<Object> becomes = new ArrayList<>(drift.events());
        restored.ifPresent(becomes::add);
        deployment.ifPresent(each -> {
            becomes.add(each);
            becomes.add(content(application, inspection, each));
        });
        return new Draft(application, before, status.with(kept), turn, List.copyOf(becomes));
    }

    /** Takes part in the caller's transaction, if there is one. */
    ApplicationStatus save(Draft draft, Lease lease) {
        return save(draft.application(), draft.before(), draft.status(), draft.turn(), lease, draft.becomes());
    }

    /** The sources or the cluster cannot be seen: what was known stays readable, the sync status is unknown. */
    ApplicationStatus unknown(
            Application application, Problem problem, Optional<OperationRun> running, Turn turn, Lease lease) {
        Optional<ApplicationStatus> before = statuses.find(application.name());
        Instant now = now();
        Optional<OperationRun> run = running.or(() -> runs.latest(application.name()));
        String type = OF_THE_SPEC.contains(problem.code()) ? "InvalidSpecError" : "ComparisonError";
        Condition condition = Conditions.one(before, type, problem, now);
        ApplicationStatus status = new ApplicationStatus(
                application.name(),
                before.map(ApplicationStatus::cluster).orElse(""),
                SyncStatus.UNKNOWN,
                before.map(ApplicationStatus::health).orElse(new Health(HealthStatus.UNKNOWN, problem.message())),
                before.map(ApplicationStatus::revisions).orElse(List.of()),
                before.flatMap(ApplicationStatus::head),
                "",
                before.map(ApplicationStatus::resources).orElse(List.of()),
                List.of(condition),
                before.map(ApplicationStatus::images).orElse(List.of()),
                run.map(latest -> latest.state(Verdicts.known(before, latest), "")),
                before.map(known -> remember(known.memory(), run)).orElse(Memory.EMPTY),
                now,
                now);
        return save(application, before, status, turn, lease, List.of());
    }

    void deleting(Application application, DeletionDriver.Progress progress, Turn turn, Lease lease) {
        Optional<ApplicationStatus> before = statuses.find(application.name());
        Instant now = now();
        List<Condition> conditions = progress.waiting()
                .map(problem -> List.of(Conditions.one(before, "DeletionError", problem, now)))
                .orElse(List.of());
        ApplicationStatus status = new ApplicationStatus(
                application.name(),
                before.map(ApplicationStatus::cluster).orElse(""),
                before.map(ApplicationStatus::sync).orElse(SyncStatus.UNKNOWN),
                new Health(HealthStatus.PROGRESSING, "Pending deletion"),
                before.map(ApplicationStatus::revisions).orElse(List.of()),
                before.flatMap(ApplicationStatus::head),
                before.map(ApplicationStatus::renderKey).orElse(""),
                before.map(ApplicationStatus::resources).orElse(List.of()),
                conditions,
                before.map(ApplicationStatus::images).orElse(List.of()),
                progress.run().map(run -> run.state(Rollout.NONE, "")),
                before.map(ApplicationStatus::memory).orElse(Memory.EMPTY),
                now,
                now);
        save(application, before, status, turn, lease, List.of());
    }

    /** The application is gone, and with it how it was going. */
    void gone(ApplicationName application) {
        transaction.executeWithoutResult(ignored -> {
            statuses.find(application)
                    .ifPresent(last -> drifts.gone(last, now()).forEach(events::publishEvent));
            statuses.remove(application);
        });
    }

    void addCondition(ApplicationStatus status, Problem problem, Lease lease) {
        String type = problem.outlook() == Problem.Outlook.RETRY_LATER ? "SyncWarning" : "SyncError";
        List<Condition> conditions = new ArrayList<>(status.conditions());
        conditions.removeIf(known -> known.type().equals(type));
        conditions.add(new Condition(type, problem.code(), problem.message(), now()));
        transaction.executeWithoutResult(ignored -> {
            leases.check(lease);
            statuses.save(status.with(conditions));
        });
    }

    private ApplicationStatus save(
            Application application,
            Optional<ApplicationStatus> before,
            ApplicationStatus status,
            Turn turn,
            Lease lease,
            List<Object> becomes) {
        boolean changed = before.map(known -> known.sync() != status.sync()
                        || known.health().status() != status.health().status()
                        || !known.revisions().equals(status.revisions()))
                .orElse(true);
        ApplicationStatus written =
                changed ? status : status.changedAt(before.orElseThrow().changedAt());
        if (before.map(known -> known.saysTheSameAs(written)).orElse(false)) {
            return written;
        }
        transaction.executeWithoutResult(ignored -> {
            leases.check(lease);
            statuses.save(written);
            tell(before, written, turn);
            becomes.forEach(events::publishEvent);
            boolean matters = before.map(
                            known -> known.health().status() != written.health().status()
                                    || known.sync() != written.sync()
                                    || !phase(known).equals(phase(written)))
                    .orElse(true);
            if (matters) {
                application.parent().ifPresent(parent -> queue.want(List.of(parent), Reason.RELATED, clock.instant()));
            }
        });
        return written;
    }

    private void tell(Optional<ApplicationStatus> before, ApplicationStatus status, Turn turn) {
        boolean differs = before.map(known -> known.sync() != status.sync()
                        || known.health().status() != status.health().status())
                .orElse(true);
        if (differs) {
            String cause = turn.reasons().stream().map(Reason::name).sorted().collect(Collectors.joining(","));
            events.publishEvent(new ApplicationStatusChanged(
                    status.application(),
                    status.sync(),
                    status.health().status().text(),
                    status.health().message(),
                    cause,
                    status.reconciledAt()));
        }
        Verdicts.between(before, status).forEach(events::publishEvent);
    }

    private static String phase(ApplicationStatus status) {
        return status.operation().map(operation -> operation.phase().text()).orElse("");
    }

    private static Memory remember(
            Optional<ApplicationStatus> before, Optional<OperationRun> run, Inspection inspection) {
        Memory memory = remember(before.map(ApplicationStatus::memory).orElse(Memory.EMPTY), run);
        boolean live = run.filter(latest -> latest.phase() == OperationPhase.SUCCEEDED
                        && latest.finishedAt().isPresent()
                        && !latest.command().dryRun()
                        && latest.kind() != OperationState.Kind.SELF_HEAL)
                .isPresent();
        return live && !run.orElseThrow().renderedHash().equals(memory.liveHash())
                ? memory.live(
                        run.orElseThrow().renderedHash(), run.orElseThrow().finishedAt())
                : memory;
    }

    /** What automation must know of the last operation that has ended. */
    private static Memory remember(Memory memory, Optional<OperationRun> run) {
        if (run.isEmpty()
                || run.get().finishedAt().isEmpty()
                || run.get().command().dryRun()
                || run.get().finishedAt().equals(memory.attemptEndedAt())) {
            return memory;
        }
        OperationRun ended = run.get();
        boolean heal = ended.kind() == OperationState.Kind.SELF_HEAL;
        return memory.attempted(
                ended.attempted(),
                ended.phase() == OperationPhase.SUCCEEDED,
                ended.finishedAt(),
                heal ? memory.heals() + 1 : 0);
    }

    private Optional<DeploymentBecameHealthy> deployment(
            Application application, Inspection inspection, Optional<OperationRun> run, Memory memory, Instant now) {
        String hash = inspection.desiredHash();
        // What was adopted as it ran was deployed by someone else, before Fairway looked.
        if (hash.equals(memory.deployedHash()) || !hash.equals(memory.liveHash())) {
            return Optional.empty();
        }
        Shipments.Commits commits = shipments.commits(inspection, memory.deployedRevisions());
        return Optional.of(new DeploymentBecameHealthy(
                permissions.facts(application, inspection.cluster().name()),
                run.map(OperationRun::id),
                inspection.revisions(),
                hash,
                inspection.rendered().key(),
                inspection.desired().images(),
                commits.shipped(),
                commits.truncated(),
                memory.deployedHash(),
                run.map(OperationRun::actor).orElse(Actor.automation("automation")),
                memory.liveAt().orElse(now),
                now,
                shipments.source(application, inspection, memory.deployedSource())));
    }

    /**
     * Told once, with the verdict on the rollout of an operation that Git does not follow. A state that nobody has seen before is none:
     * Git went on before it was healthy, and what comes next ships its commits as well.
     */
    private Optional<DeploymentRestored> restored(
            Application application,
            Inspection inspection,
            Optional<ApplicationStatus> before,
            Optional<OperationRun> run,
            Optional<OperationState> operation,
            Memory memory,
            Instant now) {
        return run.filter(ended -> ended.finishedAt().isPresent()
                        && ended.command().resources().isEmpty()
                        && ended.kind() != OperationState.Kind.SELF_HEAL
                        && ended.renderedHash().equals(memory.liveHash())
                        && !ended.renderedHash().equals(memory.deployedHash())
                        && !ended.renderedHash().equals(inspection.desiredHash()))
                .filter(ended -> Verdicts.known(before, ended) != Rollout.HEALTHY
                        && operation
                                .filter(state -> state.rollout() == Rollout.HEALTHY)
                                .isPresent()
                        && earlier.had(application.name(), ended.renderedHash()))
                .map(ended -> new DeploymentRestored(
                        permissions.facts(application, inspection.cluster().name()),
                        ended.id(),
                        ended.revisions(),
                        ended.renderedHash(),
                        memory.deployedHash(),
                        ended.actor(),
                        ended.finishedAt().orElse(now),
                        now));
    }

    private static Memory restored(Memory memory, Optional<DeploymentRestored> restored) {
        return restored.map(each -> memory.deployed(each.renderedHash(), each.revisions(), memory.deployedSource()))
                .orElse(memory);
    }

    /** What a deployment consists of. */
    private static DeploymentRendered content(
            Application application, Inspection inspection, DeploymentBecameHealthy deployment) {
        return new DeploymentRendered(
                application.name(),
                deployment.operation(),
                deployment.renderedHash(),
                inspection.rendered().manifests(),
                PulledImages.of(
                        inspection.live().values(),
                        deployment.images(),
                        inspection.driver().live()));
    }

    private static Memory deployed(Memory memory, Inspection inspection, Optional<DeploymentBecameHealthy> deployment) {
        return memory.deployed(
                inspection.desiredHash(),
                inspection.revisions(),
                deployment
                        .flatMap(DeploymentBecameHealthy::source)
                        .filter(DeploymentBecameHealthy.ImageSource::isWhole)
                        .map(DeploymentBecameHealthy.ImageSource::revision)
                        .or(memory::deployedSource));
    }

    /** Postgres keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
