package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.diff.Comparison;
import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.Sighting;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.reconciliation.operations.OperationRuns;
import dev.fairway.reconciliation.operations.Operations;
import dev.fairway.reconciliation.pipeline.Destinations;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Inspector;
import dev.fairway.reconciliation.pipeline.RepositoryPolls;
import dev.fairway.reconciliation.status.Statuses;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.source.Sources;
import dev.fairway.sync.spec.RetryPolicy;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Answers what others ask of the loop. */
@Component
class Engine implements Reconciliations {

    private final Applications applications;
    private final Statuses statuses;
    private final Operations operations;
    private final OperationRuns runs;
    private final Inspector inspector;
    private final Destinations destinations;
    private final HealthAssessor health;
    private final RepositoryPolls polls;
    private final Sources sources;
    private final TurnQueue queue;
    private final AuditTrail audit;
    private final Clock clock;
    private final NodeFacts.Kept facts = new NodeFacts.Kept();

    Engine(
            Applications applications,
            Statuses statuses,
            Operations operations,
            OperationRuns runs,
            Inspector inspector,
            Destinations destinations,
            HealthAssessor health,
            RepositoryPolls polls,
            Sources sources,
            TurnQueue queue,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.statuses = statuses;
        this.operations = operations;
        this.runs = runs;
        this.inspector = inspector;
        this.destinations = destinations;
        this.health = health;
        this.polls = polls;
        this.sources = sources;
        this.queue = queue;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<ApplicationStatus> status(ApplicationName application) {
        return statuses.find(application).map(status -> runs.newerThan(last(status), application)
                .map(status::with)
                .orElse(status));
    }

    @Override
    public List<ApplicationStatus> statuses() {
        Map<ApplicationName, OperationState> underWay = runs.underWay();
        return statuses.all().stream()
                .map(status -> Optional.ofNullable(underWay.get(status.application()))
                        .filter(operation -> operation.id() > last(status))
                        .map(status::with)
                        .orElse(status))
                .toList();
    }

    @Override
    public Optional<OperationState> operation(ApplicationName application) {
        Optional<OperationState> told = statuses.find(application).flatMap(ApplicationStatus::operation);
        return runs.newerThan(told.map(OperationState::id).orElse(0L), application)
                .or(() -> told);
    }

    /** The number of the last operation that a turn has looked at. */
    private static long last(ApplicationStatus status) {
        return status.operation().map(OperationState::id).orElse(0L);
    }

    @Override
    public long sync(ApplicationName name, SyncCommand command, Actor actor) {
        Application application = existing(name);
        if (application.isBeingDeleted()) {
            throw Problem.stalled("BeingDeleted", "The application %s is being deleted.".formatted(name))
                    .asException();
        }
        ClusterRef cluster = inspector.cluster(application.spec());
        RetryPolicy retry = command.retryLimit() == 0 ? RetryPolicy.NEVER : RetryPolicy.ofLimit(command.retryLimit());
        String reason = command.reason().isEmpty() ? "Asked for by " + actor.name() : command.reason();
        return operations
                .begin(application, cluster, OperationState.Kind.SYNC, command, retry, actor, reason)
                .orElseThrow(() -> Problem.stalled(
                                "OperationInProgress",
                                "Another operation of %s is under way. Wait for its end, or terminate it."
                                        .formatted(name))
                        .asException());
    }

    @Override
    public void terminate(ApplicationName name, Actor actor) {
        operations.stop(existing(name), actor);
    }

    @Override
    public void refresh(ApplicationName name, Refresh refresh, Actor actor) {
        Application application = existing(name);
        Following.repositories(application).forEach(sources::forget);
        audit.record(actor, "application.refresh", "application:" + name, Map.of("hard", refresh == Refresh.HARD));
        queue.want(List.of(name), Reason.REQUESTED, clock.instant());
    }

    @Override
    public Compared compared(ApplicationName name, List<String> revisions) {
        Inspection inspection = inspector.inspect(existing(name), revisions);
        List<ManagedResource> resources = new ArrayList<>();
        for (Map.Entry<ResourceKey, Comparison> entry : inspection.comparisons().entrySet()) {
            resources.add(new ManagedResource(
                    entry.getKey(),
                    inspection.desired().find(entry.getKey()),
                    Optional.ofNullable(inspection.live().get(entry.getKey())),
                    entry.getValue()));
        }
        return new Compared(inspection.revisions(), resources);
    }

    @Override
    public List<TreeNode> tree(ApplicationName name) {
        Application application = existing(name);
        List<ResourceKey> managed = statuses.find(name)
                .map(status -> status.resources().stream()
                        .map(resource -> resource.key())
                        .toList())
                .orElse(List.of());
        return driver(application)
                .map(driver -> new ResourceTree(driver, health, facts).of(managed))
                .orElse(List.of());
    }

    @Override
    public Optional<Problem> unseen(ApplicationName name) {
        return driver(existing(name)).flatMap(driver -> driver.live().problem());
    }

    @Override
    public List<ResourceKey> orphans(ApplicationName name) {
        Set<ResourceKey> known = statuses.find(name).stream()
                .flatMap(status -> status.resources().stream())
                .map(ResourceStatus::key)
                .collect(Collectors.toSet());
        return inspector.orphans(existing(name), known::contains).keys();
    }

    @Override
    public List<TreeNode> orphanTree(ApplicationName name) {
        return driver(existing(name))
                .map(driver -> new ResourceTree(driver, health, facts).of(orphans(name)))
                .orElse(List.of());
    }

    @Override
    public List<Manifest> manifests(ApplicationName name) {
        return inspector.inspect(existing(name), List.of()).desired().manifests();
    }

    @Override
    public RenderedManifests render(ApplicationName name, List<String> revisions) {
        return inspector.render(existing(name), revisions);
    }

    @Override
    public Optional<Manifest> liveObject(ApplicationName name, ResourceKey key) {
        Application application = existing(name);
        requireOwn(application, key);
        return driver(application).flatMap(driver -> driver.get(key));
    }

    @Override
    public InputStream logs(ApplicationName name, ClusterDriver.LogRequest request) {
        Application application = existing(name);
        requireOwn(application, new ResourceKey("", "Pod", request.namespace(), request.pod()));
        return driver(application)
                .orElseThrow(() -> new ClusterProblem(
                        ClusterProblem.Reason.UNREACHABLE, "The application's cluster is unknown.", null))
                .logs(request);
    }

    @Override
    public List<Manifest> events(ApplicationName name, ResourceKey key) {
        Application application = existing(name);
        requireOwn(application, key);
        return driver(application).map(driver -> driver.events(key)).orElse(List.of());
    }

    @Override
    public List<Sighting> sightings(ApplicationName name, List<ResourceKey> keys) {
        Set<ResourceKey> own = tree(name).stream().map(TreeNode::key).collect(Collectors.toSet());
        return driver(existing(name))
                .map(driver -> new Sightings(driver)
                        .of(keys.stream().filter(own::contains).toList()))
                .orElse(List.of());
    }

    @Override
    public void repositoryMoved(RepositoryUrl repository) {
        polls.announced(repository);
    }

    /** Only what is in the application's tree, or lies beside it and is nobody's, can be read through it. */
    private void requireOwn(Application application, ResourceKey key) {
        Predicate<TreeNode> wanted = node -> node.key().equals(key);
        if (tree(application.name()).stream().noneMatch(wanted)
                && orphanTree(application.name()).stream().noneMatch(wanted)) {
            throw Problem.stalled("NotFound", "%s is no part of %s.".formatted(key.display(), application.name()))
                    .asException();
        }
    }

    private Optional<ClusterDriver> driver(Application application) {
        return destinations.find(application.spec().destination()).map(destinations::driver);
    }

    private Application existing(ApplicationName name) {
        return applications.find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(name))
                .asException());
    }
}
