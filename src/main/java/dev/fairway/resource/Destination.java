package dev.fairway.resource;

/**
 * Where an application goes, as {@code spec.destination} says it: a cluster by address or by name (never both), and the
 * namespace for objects that name none.
 *
 * @param server the API server's URL, empty if the cluster is given by name
 * @param name the cluster's name, empty if it is given by address
 * @param namespace may be empty
 */
public record Destination(String server, String name, String namespace) {

    /** The address by which the control plane's own cluster is meant (Argo CD's spelling). */
    public static final String IN_CLUSTER = "https://kubernetes.default.svc";

    /** The cluster, as the person who wrote it knows it. */
    public String cluster() {
        return name.isEmpty() ? server : name;
    }

    public String display() {
        return namespace.isEmpty() ? cluster() : cluster() + "/" + namespace;
    }
}
