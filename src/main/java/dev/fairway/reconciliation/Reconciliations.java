package dev.fairway.reconciliation;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * What others may ask of the loop. Reads answer from what the last turn saw, or from the cluster where they say so; commands
 * return at once and the loop carries them out.
 *
 * <p>Every method throws {@link dev.fairway.resource.ProblemException} {@code NotFound} for an application that is not in
 * the registry.
 */
public interface Reconciliations {

    /** Empty until its first turn has ended. An operation that was asked for since is in it, though no turn has looked at it. */
    Optional<ApplicationStatus> status(ApplicationName application);

    /** Of all applications that had a turn, each as {@link #status} tells it. */
    List<ApplicationStatus> statuses();

    /** The running or the last operation, also of an application that had no turn yet. */
    Optional<OperationState> operation(ApplicationName application);

    /**
     * Begins a sync.
     *
     * @return the operation's number
     * @throws dev.fairway.resource.ProblemException {@code OperationInProgress}, {@code WindowClosed}, {@code BeingDeleted}
     */
    long sync(ApplicationName application, SyncCommand command, Actor actor);

    /** Asks the running operation to stop; does nothing if none runs. */
    void terminate(ApplicationName application, Actor actor);

    /** Looks at Git and the cluster again, now. */
    void refresh(ApplicationName application, Refresh refresh, Actor actor);

    /** Desired, live and difference of every object; reads from the cluster. */
    default List<ManagedResource> managedResources(ApplicationName application) {
        return compared(application, List.of()).resources();
    }

    /**
     * Likewise, with the commits that it is of.
     *
     * @param revisions one per source, as a sync may name them; empty for what the application follows
     */
    Compared compared(ApplicationName application, List<String> revisions);

    /** @param revisions one commit per source */
    record Compared(List<String> revisions, List<ManagedResource> resources) {}

    /** The managed objects and everything they own. */
    List<TreeNode> tree(ApplicationName application);

    /**
     * What of the application's cluster is not seen at the moment, so that {@link #tree} may be old or leave something out;
     * empty if all of it is seen.
     */
    Optional<Problem> unseen(ApplicationName application);

    /** Objects in the application's namespace that belong to no application, if its project looks for them. */
    List<ResourceKey> orphans(ApplicationName application);

    /**
     * The same with how they are and with everything they own. They can be read through the application, as its own objects
     * can; they are no part of it, so nothing can be done to them through it.
     */
    List<TreeNode> orphanTree(ApplicationName application);

    /** What Git says, rendered, at the revisions last compared. */
    List<Manifest> manifests(ApplicationName application);

    /**
     * What the application's sources give at other revisions; nothing is compared and nothing is written.
     *
     * @param revisions one per source, empty for what the spec says; an empty list means the spec for all
     * @throws dev.fairway.resource.ProblemException if the project does not admit it or it cannot be rendered
     */
    RenderedManifests render(ApplicationName application, List<String> revisions);

    /** One live object below the application: managed, or owned by a managed one. */
    Optional<Manifest> liveObject(ApplicationName application, ResourceKey key);

    /** Logs of a pod below the application. The caller closes the stream. */
    InputStream logs(ApplicationName application, ClusterDriver.LogRequest request);

    /** Events about one object below the application. */
    List<Manifest> events(ApplicationName application, ResourceKey key);

    /** Several live objects below the application with their events; what is no part of it is left out. */
    List<Sighting> sightings(ApplicationName application, List<ResourceKey> keys);

    /** A push was announced or seen: applications that follow this repository get a turn. */
    void repositoryMoved(dev.fairway.resource.RepositoryUrl repository);

    enum Refresh {
        /** Resolve revisions again; a kept render may be used. */
        NORMAL,
        /** As well ask the source anew, past every cache. */
        HARD
    }
}
