package dev.fairway.source.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param authorization the header's value, sent to the origin of {@code uri} only; may be empty
 * @param proxy what carries it; empty if it goes to the host itself
 * @param maxBytes of the answer's body, after decompression
 * @param wall for everything, from the name's resolution to the body's last byte
 */
public record OutboundCall(
        String method,
        URI uri,
        Map<String, String> headers,
        byte[] body,
        String authorization,
        TlsIdentity tls,
        Optional<HttpProxy> proxy,
        Redirects redirects,
        long maxBytes,
        Duration wall) {

    /** What happens when the host points elsewhere. */
    public enum Redirects {
        /** The answer is handed over as it is. */
        HANDED_OVER,
        /** Followed on the same origin, refused elsewhere. */
        SAME_ORIGIN,
        /** Followed anywhere the rules allow, without the credential once the origin changes. */
        WITHOUT_CREDENTIAL
    }

    public static OutboundCall get(URI uri) {
        return new OutboundCall(
                "GET",
                uri,
                Map.of(),
                new byte[0],
                "",
                TlsIdentity.OF_THE_MACHINE,
                Optional.empty(),
                Redirects.WITHOUT_CREDENTIAL,
                10 << 20,
                Duration.ofSeconds(30));
    }

    public OutboundCall header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new OutboundCall(method, uri, all, body, authorization, tls, proxy, redirects, maxBytes, wall);
    }

    public OutboundCall authorization(String value) {
        return new OutboundCall(method, uri, headers, body, value, tls, proxy, redirects, maxBytes, wall);
    }

    public OutboundCall post(byte[] content) {
        return new OutboundCall("POST", uri, headers, content, authorization, tls, proxy, redirects, maxBytes, wall);
    }

    public OutboundCall method(String name) {
        return new OutboundCall(name, uri, headers, body, authorization, tls, proxy, redirects, maxBytes, wall);
    }

    public OutboundCall tls(TlsIdentity identity) {
        return new OutboundCall(method, uri, headers, body, authorization, identity, proxy, redirects, maxBytes, wall);
    }

    public OutboundCall by(Optional<HttpProxy> carrier) {
        return new OutboundCall(method, uri, headers, body, authorization, tls, carrier, redirects, maxBytes, wall);
    }

    public OutboundCall redirects(Redirects rule) {
        return new OutboundCall(method, uri, headers, body, authorization, tls, proxy, rule, maxBytes, wall);
    }

    public OutboundCall limits(long bytes, Duration time) {
        return new OutboundCall(method, uri, headers, body, authorization, tls, proxy, redirects, bytes, time);
    }

    OutboundCall redirectedTo(URI next) {
        boolean sameOrigin = Origin.of(next).equals(Origin.of(uri));
        return new OutboundCall(
                method,
                next,
                headers,
                body,
                sameOrigin ? authorization : "",
                sameOrigin ? tls : new TlsIdentity(tls.authorities(), "", ""),
                proxy,
                redirects,
                maxBytes,
                wall);
    }

    /** Neither headers nor body: both may hold secrets. */
    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
