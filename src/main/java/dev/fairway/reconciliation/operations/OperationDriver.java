package dev.fairway.reconciliation.operations;

import dev.fairway.applications.Application;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.OperationAttemptEnded;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.reconciliation.pipeline.Confirmations;
import dev.fairway.reconciliation.pipeline.Crew;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Inspector;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.reconciliation.pipeline.Predictions;
import dev.fairway.reconciliation.turns.Lease;
import dev.fairway.reconciliation.turns.Leases;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.ActionResult;
import dev.fairway.sync.LiveObject;
import dev.fairway.sync.Observed;
import dev.fairway.sync.OperationPhase;
import dev.fairway.sync.PlanInput;
import dev.fairway.sync.Retry;
import dev.fairway.sync.Step;
import dev.fairway.sync.SyncAction;
import dev.fairway.sync.SyncPlan;
import dev.fairway.sync.SyncPlanner;
import dev.fairway.sync.SyncRequest;
import dev.fairway.sync.SyncRun;
import dev.fairway.sync.spec.SyncOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives one operation as far as it can go now: the pure run says what to do, this saves it, does it, and tells the run what
 * came of it. Every state is saved before its actions are sent, under a lease that is checked in the same transaction.
 */
@Component
public class OperationDriver {

    private static final Duration HELD = Duration.ofSeconds(10);
    /** What the server said of an apply this recently need not be asked again before it is done. */
    private static final Duration JUST_NOW = Duration.ofSeconds(30);

    private final OperationRuns runs;
    private final Inspector inspector;
    private final Predictions predictions;
    private final Confirmations confirmations;
    private final Permissions permissions;
    private final HealthAssessor health;
    private final Leases leases;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OperationDriver(
            OperationRuns runs,
            Inspector inspector,
            Predictions predictions,
            Confirmations confirmations,
            Permissions permissions,
            HealthAssessor health,
            Leases leases,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.inspector = inspector;
        this.predictions = predictions;
        this.confirmations = confirmations;
        this.permissions = permissions;
        this.health = health;
        this.leases = leases;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How far it came.
     *
     * @param wakeAt when to go on even if nothing is seen to change
     */
    public record Driven(OperationRun run, Optional<Instant> wakeAt) {}

    /** @throws Leases.LostLease if another replica took over */
    public Driven drive(Application application, OperationRun saved, Lease lease) {
        return drive(application, saved, Optional.empty(), lease);
    }

    /**
     * @param seen what the operation was decided upon a moment ago: one for just these revisions begins with it, and nothing is
     *     looked at twice
     * @throws Leases.LostLease if another replica took over
     */
    public Driven drive(Application application, OperationRun saved, Optional<Inspection> seen, Lease lease) {
        // Read back from where it was saved, whoever saved it: an action without its result is in doubt, also after a
        // failure
        // in this very process.
        OperationRun run = saved.withRun(saved.run().map(SyncRun::resume));
        boolean stop = runs.isAskedToStop(run.id());
        if (stop && !run.terminating()) {
            run = save(run.terminated(), lease);
        }
        if (run.run().isEmpty() && run.terminating()) {
            Ending stopped = Ending.of(OperationPhase.FAILED, "Stopped before it began.");
            return new Driven(end(run, stopped, lease), Optional.empty());
        }
        Instant now = clock.instant();
        Optional<Instant> later = run.current().retryAt().filter(now::isBefore);
        if (later.isPresent()) {
            return new Driven(run, later);
        }
        try {
            return run.run().isPresent() ? proceed(application, run, lease) : begin(application, run, seen, lease);
        } catch (ProblemException failure) {
            return failed(run, failure.problem(), lease);
        } catch (ClusterProblem failure) {
            Problem problem = failure.mayPass()
                    ? Problem.passing(failure.reason().name(), failure.text())
                    : Problem.stalled(failure.reason().name(), failure.text());
            return failed(run, problem, lease);
        }
    }

    /** A run that is under way waits for what may pass; one that has not begun is over, and retried as its policy says. */
    private Driven failed(OperationRun run, Problem problem, Lease lease) {
        if (run.run().isPresent() && problem.outlook() == Problem.Outlook.RETRY_LATER) {
            OperationRun held = save(run.held(problem.message()), lease);
            return new Driven(held, Optional.of(clock.instant().plus(HELD)));
        }
        return finish(run, new Ending(OperationPhase.ERROR, problem.code(), problem.message()), lease);
    }

    private Driven begin(Application application, OperationRun run, Optional<Inspection> seen, Lease lease) {
        List<String> wanted = run.attempt() > 1
                        && !run.request().retry().refresh()
                        && !run.revisions().isEmpty()
                ? run.revisions()
                : run.command().revisions();
        Inspection inspection = seen.filter(look -> look.revisions().equals(wanted))
                .orElseGet(() -> inspector.inspect(application, wanted));
        List<String> confirmed = run.command().confirmed();
        if (!confirmed.isEmpty() && !confirmed.equals(inspection.revisions())) {
            return new Driven(end(run, Ending.moved(confirmed, inspection.revisions()), lease), Optional.empty());
        }
        Optional<Driven> closed = windowClosed(application, run, inspection, Optional.empty(), lease);
        if (closed.isPresent()) {
            return closed.get();
        }
        Instant now = clock.instant();
        SyncPlan plan = SyncPlanner.plan(input(application, run, inspection, now));
        OperationRun planned = run.planned(
                SyncRun.start(plan, now),
                attempted(inspection.revisions(), application),
                inspection.revisions(),
                inspection.desiredHash(),
                now);
        // Not saved yet: the plan is, together with what it does first.
        return loop(application, planned, Optional.empty(), performer(planned, inspection), lease);
    }

    private Optional<Driven> windowClosed(
            Application application,
            OperationRun run,
            Inspection inspection,
            Optional<Instant> startedAt,
            Lease lease) {
        Permissions.Cause cause = run.actor().kind() == dev.fairway.resource.Actor.Kind.AUTOMATION
                ? Permissions.Cause.AUTOMATED
                : Permissions.Cause.MANUAL;
        Permissions.Window window = permissions.window(
                application, inspection.spec(), inspection.cluster(), cause, startedAt, clock.instant());
        if (window.open()) {
            return Optional.empty();
        }
        OperationRun held = save(run.held(window.message()), lease);
        return Optional.of(new Driven(
                held, window.changesAt().or(() -> Optional.of(clock.instant().plus(HELD)))));
    }

    private Driven proceed(Application application, OperationRun run, Lease lease) {
        Inspection inspection = inspector.inspect(application, run.revisions());
        Optional<Driven> closed = run.terminating()
                ? Optional.empty()
                : windowClosed(
                        application, run, inspection, Optional.of(run.request().startedAt()), lease);
        return closed.isPresent() ? closed.get() : loop(application, run, performer(run, inspection), lease);
    }

    private Performer performer(OperationRun run, Inspection inspection) {
        String cluster = inspection.cluster().id();
        return new Performer(
                inspection.driver(),
                run.run().orElseThrow().plan(),
                inspection.desired().manifests(),
                inspection.rules(),
                inspection.permitted(),
                health::assess,
                new Remembered(cluster));
    }

    /** What comparisons and earlier operations learned from the server. */
    private final class Remembered implements Performer.Foresight {

        private final String cluster;

        Remembered(String cluster) {
            this.cluster = cluster;
        }

        @Override
        public Optional<Manifest> prediction(Manifest desired, Manifest live) {
            return predictions.recent(cluster, desired, live, clock.instant().minus(JUST_NOW));
        }

        @Override
        public boolean isSettled(Manifest desired, Manifest live) {
            return confirmations.isSettled(cluster, desired, live);
        }

        @Override
        public void settled(Manifest desired, Manifest stored) {
            confirmations.settle(cluster, desired, stored);
        }
    }

    Driven loop(Application application, OperationRun begun, Performer performer, Lease lease) {
        return loop(application, begun, begun.run(), performer, lease);
    }

    /** @param saved the state that Postgres has */
    private Driven loop(
            Application application, OperationRun begun, Optional<SyncRun> saved, Performer performer, Lease lease) {
        OperationRun run = begun;
        Optional<SyncRun> written = saved;
        Map<Integer, ActionResult> results = Map.of();
        while (true) {
            SyncRun state = run.run().orElseThrow();
            Step step = state.advance(observe(application, performer, state.plan(), results), clock.instant());
            run = run.at(step.next());
            if (step.next().isOver()) {
                return finish(run, Ending.of(step.next().phase(), step.next().message()), lease);
            }
            if (mustBeKnown(step) && !written.equals(run.run())) {
                save(run, lease);
                written = run.run();
            }
            if (step.actions().isEmpty()) {
                return new Driven(run, step.wakeAt());
            }
            if (!lease.isValidAt(clock.instant())
                    && leases.held(lease.cluster()).isEmpty()) {
                leases.check(lease);
            }
            results = perform(performer, step.actions());
            if (runs.isAskedToStop(run.id()) && !run.terminating()) {
                run = run.terminated();
            }
        }
    }

    /** Whether another replica must find this state after a crash. A dry run has no effect: it is simply asked again. */
    private static boolean mustBeKnown(Step step) {
        return step.actions().isEmpty()
                || step.actions().stream().anyMatch(action -> !(action instanceof SyncAction.DryRun));
    }

    private Observed observe(
            Application application, Performer performer, SyncPlan plan, Map<Integer, ActionResult> results) {
        ClusterDriver driver = performer.driver();
        Map<ResourceKey, LiveObject> live = new HashMap<>();
        for (ResourceKey key : plan.keys()) {
            driver.live().get(key).ifPresent(object -> live.put(key, LiveObject.of(object, health.assess(object))));
        }
        return new Observed(results, live, approval(application));
    }

    private static Optional<Instant> approval(Application application) {
        return application.manifest().annotation(WellKnown.DELETION_APPROVED).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private static Map<Integer, ActionResult> perform(Performer performer, List<SyncAction> actions) {
        List<ActionResult> answers = Crew.each(actions, performer::perform);
        Map<Integer, ActionResult> results = new HashMap<>();
        for (int i = 0; i < actions.size(); i++) {
            results.put(actions.get(i).task().id(), answers.get(i));
        }
        return results;
    }

    private PlanInput input(Application application, OperationRun run, Inspection inspection, Instant now) {
        SyncOptions own = SyncOptions.of(run.command().options().toArray(String[]::new));
        List<String> extra = new ArrayList<>(run.command().options());
        if (run.command().force()) {
            extra.add("Force=true");
            own = SyncOptions.of(extra.toArray(String[]::new));
        }
        SyncRequest request = new SyncRequest(
                inspection.revisions(),
                run.command().prune(),
                run.command().dryRun(),
                run.command().applyOnly() ? SyncRequest.Strategy.APPLY : SyncRequest.Strategy.HOOK,
                run.command().resources(),
                own,
                switch (run.kind()) {
                    case SELF_HEAL -> SyncRequest.Origin.SELF_HEAL;
                    case AUTOMATED_SYNC -> SyncRequest.Origin.AUTOMATED;
                    case SYNC, ROLLBACK, DELETION -> SyncRequest.Origin.REQUESTED;
                });
        String namespace = inspection.spec().destination().namespace();
        Map<ResourceKey, Manifest> live = new HashMap<>(inspection.live());
        if (!namespace.isEmpty()) {
            ResourceKey key = new ResourceKey("", "Namespace", "", namespace);
            inspection.driver().live().get(key).ifPresent(object -> live.put(key, object));
        }
        ApiCatalog catalog = inspection.driver().catalog();
        return new PlanInput(
                new PlanInput.Operation(run.id() + "-" + run.attempt(), firstRevision(inspection.revisions()), now),
                new PlanInput.Target(application.name(), namespace),
                inspection.spec().syncPolicy(),
                request,
                new PlanInput.State(inspection.desired().manifests(), live, inspection.outOfSync()),
                new PlanInput.Gate(
                        inspection.permitted(), kind -> catalog.find(kind).isPresent()));
    }

    private static String firstRevision(List<String> revisions) {
        return revisions.isEmpty() ? "" : revisions.getFirst();
    }

    /** Names revisions and sources together: automation tries each such target once. */
    public static String attempted(List<String> revisions, Application application) {
        tools.jackson.databind.JsonNode spec = application.manifest().tree().path("spec");
        return Hashes.sha256(
                String.join(",", revisions) + spec.path("source") + spec.path("sources") + spec.path("destination"));
    }

    /**
     * How an attempt ends.
     *
     * @param code of what ended it as a whole; empty if its objects say why
     */
    private record Ending(OperationPhase phase, String code, String message) {

        /** What a cluster says may hold a character that Postgres does not keep. */
        Ending {
            message = message.replace('\0', '\uFFFD');
        }

        static Ending of(OperationPhase phase, String message) {
            return new Ending(phase, "", message);
        }

        /** What a person confirmed is what runs, or nothing is. */
        static Ending moved(List<String> confirmed, List<String> found) {
            return new Ending(
                    OperationPhase.FAILED,
                    "Moved",
                    "Git moved from %s to %s after the plan was read, so nothing was changed. Read the plan again, then sync."
                            .formatted(brief(confirmed), brief(found)));
        }

        private static String brief(List<String> revisions) {
            return revisions.stream()
                    .map(each -> each.matches("[0-9a-f]{40}") ? each.substring(0, 7) : each)
                    .collect(Collectors.joining(", "));
        }
    }

    private Driven finish(OperationRun run, Ending ending, Lease lease) {
        boolean failed = ending.phase() != OperationPhase.SUCCEEDED;
        Optional<Instant> next = failed && !run.terminating() && !run.command().dryRun()
                ? Retry.next(run.request().retry(), run.attempt(), clock.instant())
                : Optional.empty();
        if (next.isPresent()) {
            String told = "%s Attempt %d begins at %s.".formatted(ending.message(), run.attempt() + 1, next.get());
            OperationRun retrying = transaction.execute(status -> {
                leases.check(lease);
                OperationRun waiting = run.retrying(next.get(), told);
                runs.save(waiting, lease.epoch());
                publishAttempt(run, ending);
                return waiting;
            });
            return new Driven(java.util.Objects.requireNonNull(retrying), next);
        }
        return new Driven(end(run, ending, lease), Optional.empty());
    }

    private OperationRun end(OperationRun run, Ending ending, Lease lease) {
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            leases.check(lease);
            OperationRun over = run.over(ending.phase(), ending.message(), clock.instant());
            runs.save(over, lease.epoch());
            runs.prune(run.application());
            publishAttempt(run, ending);
            events.publishEvent(new SyncVerdictReached(
                    run.id(), run.application(), ending.phase().text(), ending.message(), clock.instant()));
            return over;
        }));
    }

    private void publishAttempt(OperationRun run, Ending ending) {
        List<OperationState.Result> results = run.results();
        events.publishEvent(new OperationAttemptEnded(
                run.id(),
                run.application(),
                run.attempt(),
                ending.phase().text(),
                ending.code(),
                ending.message(),
                run.revisions(),
                run.current().startedAt(),
                clock.instant(),
                results));
    }

    private OperationRun save(OperationRun run, Lease lease) {
        transaction.executeWithoutResult(status -> {
            leases.check(lease);
            runs.save(run, lease.epoch());
        });
        return run;
    }
}
