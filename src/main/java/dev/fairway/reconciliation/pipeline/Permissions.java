package dev.fairway.reconciliation.pipeline;

import dev.fairway.applications.Application;
import dev.fairway.applications.ApplicationSpec;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.tenancy.Project;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What an application's project says: asked when a turn begins, when a plan is made and again before every write. */
public interface Permissions {

    /** Why the project does not admit this application: its source, its destination, its own namespace. */
    Optional<Problem> refusal(Application application, ApplicationSpec spec, ClusterRef cluster);

    /** Whether the application's project admits a repository. */
    boolean admits(Application application, RepositoryUrl repository);

    /** Why the project does not admit an object. */
    Function<ResourceKey, Optional<Problem>> objects(
            Application application, ApplicationSpec spec, ClusterRef cluster, ApiCatalog catalog);

    /** Whether and how the project looks for objects without an application. */
    Optional<Project.Orphans> orphans(ApplicationSpec spec);

    /**
     * Whether a sync may run now.
     *
     * @param cause who wants it
     * @param startedAt when it began, for one that is running already
     */
    Window window(
            Application application,
            ApplicationSpec spec,
            ClusterRef cluster,
            Cause cause,
            Optional<Instant> startedAt,
            Instant now);

    /** What other replicas changed of projects until now counts from here on; without this, after a second. */
    void lookAgain();

    enum Cause {
        MANUAL,
        AUTOMATED
    }

    /**
     * @param message why not; empty if it is open
     * @param changesAt when the answer may become another one
     */
    record Window(boolean open, String message, Optional<Instant> changesAt) {}

    /** What the record keeps of an application. */
    ApplicationFacts facts(Application application, String cluster);
}
