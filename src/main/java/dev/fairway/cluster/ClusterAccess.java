package dev.fairway.cluster;

import java.net.URI;
import java.util.Optional;

/**
 * Where an API server is and how to sign in to it. Holds clear credentials: lives as long as a connection or a form, is
 * sealed where it is stored and never shown.
 *
 * @param server {@code https://host[:port][/path]} without a trailing slash
 * @param caPem the only authorities to trust; empty means those of the Java runtime
 * @param token sent as a bearer token
 * @param certificatePem the client's certificate chain
 * @param keyPem the client's key
 * @param insecure trust any certificate; refused unless an administrator allows it
 */
public record ClusterAccess(
        String server,
        Optional<String> caPem,
        Optional<String> token,
        Optional<String> certificatePem,
        Optional<String> keyPem,
        boolean insecure) {

    /** Without any credential and trusting what the Java runtime trusts. */
    public static ClusterAccess of(String server) {
        return new ClusterAccess(server, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** Signs in by a bearer token. */
    public static ClusterAccess byToken(String server, String caPem, String token) {
        return new ClusterAccess(
                server, Optional.of(caPem), Optional.of(token), Optional.empty(), Optional.empty(), false);
    }

    /** Host and port, for messages. */
    public String host() {
        URI uri = URI.create(server);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Says nothing of the credentials. */
    @Override
    public String toString() {
        return "ClusterAccess[" + host() + "]";
    }
}
