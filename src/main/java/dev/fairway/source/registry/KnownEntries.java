package dev.fairway.source.registry;

import dev.fairway.source.outbound.HttpProxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that decides how a repository is opened.
 *
 * @param authorities PEM by host
 * @param proxy the proxy for all
 * @param exceptions hosts, and domains with a leading dot, that are reached without it
 */
record KnownEntries(
        List<KnownAccess> entries,
        Map<String, String> authorities,
        Optional<HttpProxy> proxy,
        List<String> exceptions) {

    /** These with one entry in place of another of the same address. */
    KnownEntries with(KnownAccess entered) {
        return new KnownEntries(
                Stream.concat(
                                entries.stream()
                                        .filter(known -> known.template() != entered.template()
                                                || !known.normalizedUrl().equals(entered.normalizedUrl())),
                                Stream.of(entered))
                        .toList(),
                authorities,
                proxy,
                exceptions);
    }

    String authoritiesOf(String url) {
        return authorities.getOrDefault(host(url), "");
    }

    Optional<HttpProxy> proxyFor(String url) {
        String host = host(url);
        return proxy.filter(carrier -> exceptions.stream()
                .map(each -> each.toLowerCase(Locale.ROOT))
                .noneMatch(each -> each.startsWith(".") ? host.endsWith(each) : host.equals(each)));
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
