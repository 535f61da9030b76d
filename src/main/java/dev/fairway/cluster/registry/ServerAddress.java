package dev.fairway.cluster.registry;

import dev.fairway.resource.Destination;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * An API server's address: one spelling per server, and a check of where it leads. Clusters live in private networks, so
 * those are allowed; metadata services and, outside a sandbox, this machine are not.
 */
final class ServerAddress {

    private ServerAddress() {}

    /** Lower-case scheme and host, no default port, no trailing slash; what is no address stays as it is. */
    static String normal(String server) {
        try {
            URI uri = new URI(server.strip());
            if (uri.getHost() == null || uri.getScheme() == null) {
                return server.strip();
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + uri.getPort()) + path;
        } catch (URISyntaxException noAddress) {
            return server.strip();
        }
    }

    static boolean isInCluster(String server) {
        String normal = normal(server);
        return normal.equals(Destination.IN_CLUSTER) || normal.equals("in-cluster");
    }

    /** Why an address cannot be used, as a clause about it; empty if it can. */
    static Optional<String> refusal(String server, ClusterProperties rules) {
        URI uri;
        try {
            uri = new URI(server);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            return Optional.of("must have the form https://host:port");
        }
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && rules.allowHttp())) {
            return Optional.of("must begin with https");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                Optional<String> refusal = refusal(address, rules);
                if (refusal.isPresent()) {
                    return refusal;
                }
            }
        } catch (UnknownHostException unknownNow) {
            // May resolve later; the connection says so until then, and is checked again.
        }
        return Optional.empty();
    }

    private static Optional<String> refusal(InetAddress address, ClusterProperties rules) {
        if (address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || isMetadata(address)) {
            return Optional.of("is link-local or a metadata service's, never a cluster's");
        }
        return address.isLoopbackAddress() && !rules.allowLoopback()
                ? Optional.of(
                        "is this machine itself, which is allowed in a sandbox only (fairway.cluster.allow-loopback)")
                : Optional.empty();
    }

    /** Metadata services that are not link-local: Amazon's over IPv6, Alibaba's, Oracle's. */
    private static boolean isMetadata(InetAddress address) {
        String text = address.getHostAddress();
        return text.equals("100.100.100.200") || text.equals("192.0.0.192") || text.equals("fd00:ec2:0:0:0:0:0:254");
    }
}
