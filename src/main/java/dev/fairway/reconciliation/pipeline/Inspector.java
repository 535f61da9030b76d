package dev.fairway.reconciliation.pipeline;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationSpec;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.rendering.RenderRequest;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.rendering.Renderer;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** The way of the data, from sources to comparisons. */
@Component
public class Inspector {

    private static final Duration FIRST_LISTING = Duration.ofSeconds(20);

    private final Destinations destinations;
    private final SourceResolution resolution;
    private final Renderer renderer;
    private final Comparing comparing;
    private final Permissions permissions;
    private final Readers readers;

    Inspector(
            Destinations destinations,
            SourceResolution resolution,
            Renderer renderer,
            Comparing comparing,
            Permissions permissions,
            Readers readers) {
        this.destinations = destinations;
        this.resolution = resolution;
        this.renderer = renderer;
        this.comparing = comparing;
        this.permissions = permissions;
        this.readers = readers;
    }

    /**
     * @param revisions a revision per source that counts instead of the spec's; may be empty
     * @throws dev.fairway.resource.ProblemException for what belongs to this application: its spec, its project, its sources
     * @throws dev.fairway.cluster.ClusterProblem if the cluster cannot be asked
     */
    public Inspection inspect(Application application, List<String> revisions) {
        ApplicationSpec spec = application.spec();
        ClusterRef cluster = cluster(spec);
        refuse(application, spec, cluster);
        ClusterDriver driver = destinations.driver(cluster);
        ApiCatalog catalog = driver.catalog();
        RenderRequest request = resolution.resolve(application.name(), spec, revisions, catalog);
        RenderedManifests rendered = renderer.render(request);
        if (revisions.isEmpty()) {
            readers.saw(
                    application.name(),
                    request.sources().stream()
                            .map(source -> source.spec().repository())
                            .toList(),
                    rendered.closure());
        }
        DesiredState desired =
                DesiredState.of(application.name(), spec.destination().namespace(), rendered.manifests(), catalog);
        awaitListing(driver);
        IgnoreRules rules = Comparing.rules(spec.ignoreDifferences());
        Function<ResourceKey, Optional<Problem>> permitted = permissions.objects(application, spec, cluster, catalog);
        Comparing.Result compared = comparing.compare(application.name(), cluster.id(), driver, desired, rules);
        return new Inspection(
                spec,
                cluster,
                driver,
                request,
                rendered,
                desired,
                rules,
                permitted,
                compared.live(),
                compared.comparisons(),
                orphans(spec, driver, key -> desired.find(key).isPresent(), permitted));
    }

    /**
     * What the sources give; nothing is compared.
     *
     * @throws dev.fairway.resource.ProblemException as {@link #inspect}
     */
    public RenderedManifests render(Application application, List<String> revisions) {
        ApplicationSpec spec = application.spec();
        ClusterRef cluster = cluster(spec);
        refuse(application, spec, cluster);
        ApiCatalog catalog = destinations.driver(cluster).catalog();
        return renderer.render(resolution.resolve(application.name(), spec, revisions, catalog));
    }

    private void refuse(Application application, ApplicationSpec spec, ClusterRef cluster) {
        permissions.refusal(application, spec, cluster).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    /** What lies in the application's namespace and belongs to nobody, read from the live state. */
    public Orphans orphans(Application application, Predicate<ResourceKey> isDesired) {
        ApplicationSpec spec = application.spec();
        ClusterRef cluster = cluster(spec);
        ClusterDriver driver = destinations.driver(cluster);
        return orphans(spec, driver, isDesired, permissions.objects(application, spec, cluster, driver.catalog()));
    }

    private Orphans orphans(
            ApplicationSpec spec,
            ClusterDriver driver,
            Predicate<ResourceKey> isDesired,
            Function<ResourceKey, Optional<Problem>> permitted) {
        return permissions
                .orphans(spec)
                .map(wanted ->
                        Orphans.of(wanted, driver.live(), spec.destination().namespace(), isDesired, permitted))
                .orElse(Orphans.NOT_LOOKED_FOR);
    }

    public ClusterRef cluster(ApplicationSpec spec) {
        return destinations.find(spec.destination()).orElseThrow(() -> Problem.stalled(
                        "UnknownCluster",
                        "There is no cluster %s. Add it in the settings, or correct spec.destination."
                                .formatted(spec.destination().cluster()))
                .asException());
    }

    /** A decision from half a listing would call things missing that are there. */
    private static void awaitListing(ClusterDriver driver) {
        if (!driver.live().awaitComplete(FIRST_LISTING)) {
            throw driver.live()
                    .problem()
                    .orElse(Problem.passing("ClusterNotListed", "The cluster's objects are still being listed."))
                    .asException();
        }
    }
}
