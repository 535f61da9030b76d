package dev.fairway.cluster;

import dev.fairway.resource.Destination;
import java.util.List;
import java.util.Optional;

/** The clusters this control plane knows, and the connections to them. */
public interface Clusters {

    /** The cluster a destination names by address or by name; empty if none is known. */
    Optional<ClusterRef> find(Destination destination);

    List<ClusterRef> all();

    /** Enters a cluster, or changes what is known of the one with this name; a changed one is connected anew. */
    ClusterRef register(ClusterRegistration registration);

    /** The one shared connection to a cluster. Connecting happens on first use and a failure shows on first call. */
    ClusterDriver driver(ClusterRef cluster);

    /**
     * A known cluster.
     *
     * @param id stable, never reused
     * @param name for people and for {@code destination.name}
     * @param server the API server's address
     */
    record ClusterRef(String id, String name, String server) {}
}
