package dev.fairway.cluster.api;

import java.net.URI;
import java.util.Optional;

/**
 * Where a server is and how to sign in to it. Holds clear credentials: lives as long as a connection and is never shown.
 *
 * @param server without a trailing slash
 * @param caPem the only authorities to trust; empty means those of the Java runtime
 * @param token sent as a bearer token
 * @param certificatePem the client's certificate chain
 * @param keyPem the client's key
 * @param insecure trust any certificate; only by an administrator's switch
 */
public record ApiAddress(
        String server,
        Optional<String> caPem,
        Optional<String> token,
        Optional<String> certificatePem,
        Optional<String> keyPem,
        boolean insecure) {

    public static ApiAddress of(String server) {
        return new ApiAddress(server, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** Host and port, for messages. */
    public String host() {
        URI uri = URI.create(server);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    /** Says nothing of the credentials. */
    @Override
    public String toString() {
        return host();
    }
}
