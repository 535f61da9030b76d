package dev.fairway.cluster;

/**
 * What a person or the start enters about a cluster.
 *
 * @param name for people and for {@code destination.name}; unique
 * @param server the API server's address, without a trailing slash; unique
 * @param certificate PEM of the only authorities to trust; empty means those of the Java runtime
 * @param token the bearer token; sealed where it is kept
 * @param own whether {@code https://kubernetes.default.svc} means this cluster
 */
public record ClusterRegistration(String name, String server, String certificate, String token, boolean own) {

    /** Says nothing of the credentials. */
    @Override
    public String toString() {
        return "ClusterRegistration[" + name + "]";
    }
}
