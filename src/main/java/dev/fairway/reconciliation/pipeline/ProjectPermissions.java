package dev.fairway.reconciliation.pipeline;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationSpec;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.registry.RegistryRules;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.WellKnown;
import dev.fairway.tenancy.AccessRules;
import dev.fairway.tenancy.Environment;
import dev.fairway.tenancy.Environments;
import dev.fairway.tenancy.Project;
import dev.fairway.tenancy.RegisteredProject;
import dev.fairway.tenancy.SyncWindows;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The project's rules, with the facts they ask for. */
@Component
class ProjectPermissions implements Permissions {

    private final RecentProjects projects;
    private final Environments environments;
    private final RegistryRules registry;

    ProjectPermissions(RecentProjects projects, Environments environments, RegistryRules registry) {
        this.projects = projects;
        this.environments = environments;
        this.registry = registry;
    }

    @Override
    public void lookAgain() {
        projects.forget();
    }

    @Override
    public Optional<Problem> refusal(Application application, ApplicationSpec spec, ClusterRef cluster) {
        AccessRules rules = AccessRules.of(projects.require(spec.project()));
        Optional<Problem> refusal =
                rules.sourceNamespace(application.name().namespace()).problem();
        for (SourceSpec source : spec.sources()) {
            refusal = refusal.or(() -> rules.source(source.repository()).problem());
        }
        return refusal.or(
                () -> destination(rules, spec, cluster, spec.destination().namespace()));
    }

    @Override
    public boolean admits(Application application, RepositoryUrl repository) {
        return AccessRules.of(projects.require(application.project()))
                .source(repository)
                .problem()
                .isEmpty();
    }

    /** The control plane's own cluster is known by two addresses; either may be what the project permits. */
    private static Optional<Problem> destination(
            AccessRules rules, ApplicationSpec spec, ClusterRef cluster, String namespace) {
        String asWritten = spec.destination().server().isEmpty()
                ? cluster.server()
                : spec.destination().server();
        return rules.destination(asWritten, cluster.name(), namespace).problem();
    }

    @Override
    public Function<ResourceKey, Optional<Problem>> objects(
            Application application, ApplicationSpec spec, ClusterRef cluster, ApiCatalog catalog) {
        return key -> {
            // Asked each time: a project may change while an operation runs.
            AccessRules rules = AccessRules.of(projects.require(spec.project()));
            if (RegistryRules.isAbout(key)) {
                return registry.refusal(application, key);
            }
            String server = spec.destination().server().isEmpty()
                    ? cluster.server()
                    : spec.destination().server();
            return rules.object(key, server, cluster.name()).problem();
        };
    }

    @Override
    public Optional<Project.Orphans> orphans(ApplicationSpec spec) {
        return projects.require(spec.project()).orphans();
    }

    @Override
    public Window window(
            Application application,
            ApplicationSpec spec,
            ClusterRef cluster,
            Cause cause,
            Optional<Instant> startedAt,
            Instant now) {
        Project project = projects.require(spec.project());
        String server = spec.destination().server().isEmpty()
                ? cluster.server()
                : spec.destination().server();
        SyncWindows.Decision decision = SyncWindows.decide(
                project.syncWindows(),
                new SyncWindows.Facts(
                        application.name().name(), spec.destination().namespace(), cluster.name(), server),
                cause == Cause.MANUAL ? SyncWindows.Cause.MANUAL : SyncWindows.Cause.AUTOMATED,
                now,
                startedAt);
        return new Window(decision.allowed(), decision.allowed() ? "" : decision.reason(), decision.changesAt());
    }

    @Override
    public ApplicationFacts facts(Application application, String cluster) {
        Manifest manifest = application.manifest();
        Map<String, String> projectLabels = projects.find(application.project())
                .map(RegisteredProject::manifest)
                .map(Manifest::labels)
                .orElse(Map.of());
        Environment environment = environments.of(
                manifest.labels(), projectLabels, manifest.text("/spec/destination/namespace"), cluster);
        return new ApplicationFacts(
                application.name(),
                application.project(),
                label(manifest, projectLabels, WellKnown.TEAM).orElse(application.project()),
                label(manifest, projectLabels, WellKnown.SERVICE)
                        .orElse(application.name().name()),
                environment.name(),
                environment.production(),
                cluster);
    }

    /** The application's own label, else that of its project; one that says nothing is none. */
    static Optional<String> label(Manifest manifest, Map<String, String> projectLabels, String label) {
        return manifest.label(label)
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(projectLabels.get(label)))
                .filter(value -> !value.isBlank());
    }
}
