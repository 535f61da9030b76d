package dev.fairway.source.outbound;

import java.util.List;
import java.util.Optional;

/**
 * The proxy that an installation's settings name.
 *
 * @param exceptions hosts, and domains with a leading dot, that are reached without it
 */
public record ProxyForAll(Optional<HttpProxy> proxy, List<String> exceptions) {

    public static final ProxyForAll NONE = new ProxyForAll(Optional.empty(), List.of());
}
