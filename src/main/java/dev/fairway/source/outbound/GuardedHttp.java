package dev.fairway.source.outbound;

import dev.fairway.source.outbound.OutboundCall.Redirects;
import dev.fairway.source.outbound.OutboundException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends HTTP requests to addresses that people gave, under the rules of this package. */
public final class GuardedHttp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHttp.class);
    private static final int MOST_REDIRECTS = 5;

    private final AddressRules rules;
    private final Connections connections;

    public GuardedHttp(AddressRules rules) {
        this.rules = rules;
        this.connections = new Connections(rules);
    }

    /**
     * Sends the call and follows redirects as it says.
     *
     * @return any status; the caller judges it
     * @throws OutboundException if a rule forbids it, the host cannot be reached, or a limit is passed
     */
    public OutboundAnswer send(OutboundCall call) throws IOException {
        OutboundCall current = call;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            OutboundAnswer answer = once(current);
            Optional<URI> elsewhere = redirect(answer, current);
            if (elsewhere.isEmpty() || current.redirects() == Redirects.HANDED_OVER) {
                return answer;
            }
            answer.close();
            current = follow(current, elsewhere.get());
        }
        throw new OutboundException(Kind.REFUSED, Origin.of(call.uri()) + " redirects without end", null);
    }

    private static OutboundCall follow(OutboundCall call, URI next) throws OutboundException {
        check(next);
        Origin from = Origin.of(call.uri());
        Origin to = Origin.of(next);
        if (call.redirects() == Redirects.SAME_ORIGIN && !from.equals(to)) {
            throw OutboundException.otherOrigin(from, to);
        }
        if (from.scheme().equals("https") && to.scheme().equals("http")) {
            throw new OutboundException(Kind.REFUSED, from + " redirects to an unencrypted address", null);
        }
        return call.redirectedTo(next);
    }

    private OutboundAnswer once(OutboundCall call) throws IOException {
        check(call.uri());
        Origin origin = Origin.of(call.uri());
        if (origin.scheme().equals("http") && !rules.http()) {
            throw new OutboundException(
                    Kind.REFUSED, origin + " is unencrypted; use https, or allow http in the settings", null);
        }
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::setHeader);
        if (!call.authorization().isEmpty()) {
            request.setHeader("Authorization", call.authorization());
        }
        if (call.body().length > 0) {
            String type = call.headers().getOrDefault("Content-Type", "application/octet-stream");
            request.setEntity(new ByteArrayEntity(call.body(), ContentType.parse(type)));
        }
        LOG.debug("{}", call);
        Deadline deadline = new Deadline(call.wall(), request::cancel);
        CloseableHttpClient client = connections.of(call.tls(), call.proxy());
        try {
            ClassicHttpResponse response =
                    client.executeOpen(new HttpHost(origin.scheme(), origin.host(), origin.port()), request, null);
            InputStream body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            BoundedBody bounded =
                    new BoundedBody(body, origin, call.maxBytes(), deadline, () -> hangUp(request, response));
            return new OutboundAnswer(call.uri(), response.getCode(), headers(response), bounded);
        } catch (IOException e) {
            deadline.met();
            throw explain(origin, deadline.explain(origin, e));
        } catch (RuntimeException e) {
            deadline.met();
            OutboundException refused = OutboundException.in(e);
            throw refused != null
                    ? refused
                    : new OutboundException(Kind.UNREACHABLE, "The request to " + origin + " could not be sent", e);
        }
    }

    private static void hangUp(HttpUriRequestBase request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException cutOff) {
            LOG.trace("Closing read on where the connection was cut already", cutOff);
        }
    }

    private static OutboundException explain(Origin origin, IOException thrown) {
        OutboundException known = OutboundException.in(thrown);
        return known != null
                ? known
                : new OutboundException(Kind.UNREACHABLE, Reasons.of(origin.toString(), thrown), thrown);
    }

    private static void check(URI uri) throws OutboundException {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new OutboundException(Kind.REFUSED, "Only https addresses can be asked", null);
        }
        if (uri.getHost() == null) {
            throw new OutboundException(Kind.REFUSED, "The address names no host", null);
        }
        if (uri.getUserInfo() != null) {
            throw new OutboundException(Kind.REFUSED, "The address of " + uri.getHost() + " holds a user name", null);
        }
    }

    private static Optional<URI> redirect(OutboundAnswer answer, OutboundCall call) {
        boolean redirects =
                switch (answer.status()) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        if (!redirects || !call.method().equals("GET")) {
            return Optional.empty();
        }
        return answer.header("location").map(location -> {
            try {
                return call.uri().resolve(new URI(location));
            } catch (URISyntaxException e) {
                return URI.create("invalid:location");
            }
        });
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> all = new HashMap<>();
        for (Header header : response.getHeaders()) {
            all.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        return all;
    }

    @Override
    public void close() {
        connections.close();
    }
}
