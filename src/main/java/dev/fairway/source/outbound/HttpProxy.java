package dev.fairway.source.outbound;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A proxy that carries requests as tunnels ({@code CONNECT}). It is told an address that was checked here, never a name, and
 * the host's certificate is checked here against the name: see ADR 62.
 *
 * @param host a name or an address
 */
public record HttpProxy(String host, int port) {

    /** What a repository says that is to be reached without the proxy for all. */
    public static final String DIRECT = "direct";

    private static final String FORM = "Write the proxy as http://host:port, without a user";

    /**
     * Reads {@code http://host:port}; empty text is no proxy.
     *
     * @throws ProblemException {@code ProxyInvalid}
     */
    public static Optional<HttpProxy> read(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.strip());
            boolean plain = !uri.isOpaque()
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0 && plain) {
                return Optional.of(new HttpProxy(uri.getHost(), uri.getPort()));
            }
        } catch (URISyntaxException unreadable) {
            throw Problem.stalled("ProxyInvalid", FORM).asException(unreadable);
        }
        throw Problem.stalled("ProxyInvalid", FORM).asException();
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
