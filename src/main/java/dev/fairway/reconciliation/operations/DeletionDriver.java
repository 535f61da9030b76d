package dev.fairway.reconciliation.operations;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationSpec;
import dev.fairway.applications.Applications;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.pipeline.Destinations;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Inspector;
import dev.fairway.reconciliation.turns.Lease;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.WellKnown;
import dev.fairway.sync.Deletion;
import dev.fairway.sync.OperationPhase;
import dev.fairway.sync.PlanInput;
import dev.fairway.sync.SyncPlan;
import dev.fairway.sync.SyncRun;
import dev.fairway.sync.Work;
import dev.fairway.sync.spec.RetryPolicy;
import dev.fairway.sync.spec.SyncOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Drives the deletion of an application: a cascade is a run like any sync. The finalizers come off only when everything is
 * gone; an unknown or silent cluster makes it wait, never forget.
 */
@Component
public class DeletionDriver {

    private static final RetryPolicy FOREVER = RetryPolicy.ofLimit(-1);

    private final Applications applications;
    private final OperationRuns runs;
    private final Operations operations;
    private final OperationDriver driver;
    private final Inspector inspector;
    private final Destinations destinations;
    private final HealthAssessor health;
    private final Clock clock;

    DeletionDriver(
            Applications applications,
            OperationRuns runs,
            Operations operations,
            OperationDriver driver,
            Inspector inspector,
            Destinations destinations,
            HealthAssessor health,
            Clock clock) {
        this.applications = applications;
        this.runs = runs;
        this.operations = operations;
        this.driver = driver;
        this.inspector = inspector;
        this.destinations = destinations;
        this.health = health;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param isDone the application is gone
     * @param waiting why nothing is deleted for now
     * @param run the cascade under way
     */
    public record Progress(
            boolean isDone, Optional<Problem> waiting, Optional<OperationRun> run, Optional<Instant> wakeAt) {}

    public Progress drive(Application application, Lease lease) {
        Optional<OperationRun> active = runs.active(application.name());
        if (active.isPresent() && active.get().kind() != OperationState.Kind.DELETION) {
            runs.askToStop(active.get().id());
            OperationDriver.Driven stopped = driver.drive(application, active.get(), lease);
            if (stopped.run().finishedAt().isEmpty()) {
                return new Progress(false, Optional.empty(), Optional.of(stopped.run()), stopped.wakeAt());
            }
            active = Optional.empty();
        }
        Optional<ClusterRef> cluster = cluster(application);
        if (active.isPresent() && active.get().run().isPresent() && cluster.isPresent()) {
            return proceed(application, active.get(), cluster.get(), lease);
        }
        Instant requested = application.deletionRequestedAt().orElse(clock.instant());
        Optional<Inspection> inspection = inspect(application, List.of());
        Deletion.Decision decision = Deletion.decide(new Deletion.Input(
                application.name(),
                application.manifest().text("/spec/destination/namespace"),
                application.finalizers(),
                new PlanInput.Operation(
                        "delete-" + application.uid() + "-"
                                + active.map(OperationRun::attempt).orElse(1),
                        "",
                        requested),
                options(application),
                live(application, cluster),
                inspection.map(seen -> seen.desired().manifests()).orElse(List.of()),
                inspection.map(Inspection::permitted).orElse(key -> Optional.empty()),
                isApproved(application, requested) ? Work.Approval.NOT_NEEDED : Work.Approval.AWAITED));
        return switch (decision) {
            case Deletion.Decision.ApplicationOnly only -> {
                release(application);
                yield new Progress(true, Optional.empty(), Optional.empty(), Optional.empty());
            }
            case Deletion.Decision.Wait wait -> new Progress(false, Optional.of(wait.why()), active, Optional.empty());
            case Deletion.Decision.Cascade cascade ->
                begin(application, cascade.plan(), cluster.orElseThrow(), inspection, active, lease);
        };
    }

    private Progress begin(
            Application application,
            SyncPlan plan,
            ClusterRef cluster,
            Optional<Inspection> inspection,
            Optional<OperationRun> active,
            Lease lease) {
        if (plan.tasks().isEmpty()) {
            release(application);
            return new Progress(true, Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (active.isEmpty()) {
            operations.begin(
                    application,
                    cluster,
                    OperationState.Kind.DELETION,
                    SyncCommand.everything(),
                    FOREVER,
                    Actor.automation("deletion"),
                    "The application is being deleted with all it runs");
        }
        OperationRun run = runs.active(application.name()).orElseThrow();
        Instant now = clock.instant();
        OperationRun planned = run.planned(
                SyncRun.start(plan, now),
                "",
                // Hooks are rendered again when it goes on: at these revisions, not at newer ones.
                inspection.map(Inspection::revisions).orElse(List.of()),
                "",
                now);
        return proceed(application, planned, cluster, lease);
    }

    private Progress proceed(Application application, OperationRun run, ClusterRef cluster, Lease lease) {
        List<Manifest> hooks = inspect(application, run.revisions())
                .map(seen -> seen.desired().manifests())
                .orElse(List.of());
        Performer performer = new Performer(
                destinations.driver(cluster),
                run.run().orElseThrow().plan(),
                hooks,
                dev.fairway.diff.IgnoreRules.NONE,
                key -> Optional.empty(),
                health::assess,
                Performer.Foresight.NONE);
        OperationDriver.Driven driven;
        try {
            driven = driver.loop(application, run, performer, lease);
        } catch (ClusterProblem failure) {
            Problem problem = Problem.passing("DeletionWaitsForCluster", failure.text());
            return new Progress(false, Optional.of(problem), Optional.of(run), Optional.empty());
        }
        if (driven.run().finishedAt().isPresent() && driven.run().phase() == OperationPhase.SUCCEEDED) {
            release(application);
            return new Progress(true, Optional.empty(), Optional.of(driven.run()), Optional.empty());
        }
        return new Progress(false, Optional.empty(), Optional.of(driven.run()), driven.wakeAt());
    }

    /** Takes our finalizers off; the registry then removes the application, unless someone else's finalizer holds it. */
    private void release(Application application) {
        applications.change(
                application.name(),
                before -> before.with(tree -> {
                    ObjectNode metadata = (ObjectNode) tree.path("metadata");
                    ArrayNode kept = metadata.arrayNode();
                    for (JsonNode finalizer : metadata.path("finalizers")) {
                        if (!Deletion.isOurs(finalizer.asString(""))) {
                            kept.add(finalizer);
                        }
                    }
                    metadata.set("finalizers", kept);
                }),
                Actor.automation("deletion"));
    }

    private Optional<ClusterRef> cluster(Application application) {
        try {
            return destinations.find(application.spec().destination());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Optional<Collection<Manifest>> live(Application application, Optional<ClusterRef> cluster) {
        if (cluster.isEmpty()) {
            return Optional.empty();
        }
        ClusterDriver target = destinations.driver(cluster.get());
        try {
            return target.live().awaitComplete(java.time.Duration.ofSeconds(20))
                    ? Optional.of(new ArrayList<>(target.live().trackedBy(application.name())))
                    : Optional.empty();
        } catch (ClusterProblem e) {
            return Optional.empty();
        }
    }

    private Optional<Inspection> inspect(Application application, List<String> revisions) {
        try {
            return Optional.of(inspector.inspect(application, revisions));
        } catch (ProblemException | ClusterProblem e) {
            return Optional.empty();
        }
    }

    private static SyncOptions options(Application application) {
        try {
            ApplicationSpec spec = application.spec();
            return spec.syncPolicy().options();
        } catch (ProblemException e) {
            return SyncOptions.NONE;
        }
    }

    private static boolean isApproved(Application application, Instant requested) {
        return application
                .manifest()
                .annotation(WellKnown.DELETION_APPROVED)
                .map(text -> {
                    try {
                        return Instant.parse(text).isAfter(requested);
                    } catch (DateTimeParseException e) {
                        return false;
                    }
                })
                .orElse(false);
    }
}
