package dev.fairway.cluster;

import dev.fairway.resource.Actor;
import dev.fairway.resource.Destination;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** The clusters this control plane knows, and the connections to them. */
public interface Clusters {

    /** The cluster a destination names by address or by name; empty if none is known. */
    Optional<ClusterRef> find(Destination destination);

    List<ClusterRef> all();

    /** The one shared connection to a cluster. Connecting happens on first use and a failure shows on first call. */
    ClusterDriver driver(ClusterRef cluster);

    /** What is stored of a cluster, without its credentials; empty if it has been removed meanwhile. */
    default Optional<ClusterDetails> details(ClusterRef cluster) {
        return Optional.empty();
    }

    /**
     * Makes a cluster known, or changes the one of this name; a connection to it is made anew.
     *
     * @throws dev.fairway.resource.ProblemException {@code ClusterInvalid} if the address or a credential cannot be used,
     *     or another cluster has the address
     */
    default ClusterRef register(ClusterRegistration registration, Actor actor) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /**
     * Changes a known cluster. Where no credential is given the stored one stays, as long as the address does too: a stored
     * credential is never sent to another server.
     *
     * @throws dev.fairway.resource.ProblemException {@code ClusterInvalid}
     */
    default ClusterRef amend(ClusterRegistration registration, Actor actor) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /** Forgets a cluster and its credentials. Nothing in the cluster changes. */
    default void remove(ClusterRef cluster, Actor actor) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /** Makes every replica connect anew and read everything again. */
    default void relist(ClusterRef cluster, Actor actor) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /** How a cluster answered last, whichever replica asked; empty if nobody has. */
    default Optional<ClusterContact> contact(ClusterRef cluster) {
        return Optional.empty();
    }

    /** The clusters that did not answer when they were asked last, whichever replica asked, by name. */
    default SortedMap<String, ClusterContact> silent() {
        return Collections.emptySortedMap();
    }

    /** Asks a cluster now, by what is stored, and keeps how it answered. A failure is in the answer, not thrown. */
    default ClusterContact test(ClusterRef cluster) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /**
     * Asks a cluster as it was entered; nothing is written. Credentials as for {@link #amend}.
     *
     * @throws dev.fairway.resource.ProblemException {@code ClusterInvalid} if it could not be stored either
     */
    default ClusterContact test(ClusterRegistration registration) {
        throw new UnsupportedOperationException("These clusters are fixed");
    }

    /** Ends the connection and its watches, for example when another replica takes the cluster over. */
    default void disconnect(ClusterRef cluster) {}

    /**
     * A known cluster.
     *
     * @param id stable, never reused
     * @param name for people and for {@code destination.name}
     * @param server the API server's address
     */
    record ClusterRef(String id, String name, String server) {}
}
