package dev.fairway.source.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;

/**
 * The way through a proxy. The host's name is resolved and checked here and the proxy is told the address: it could make
 * another one of the name, which nobody would have checked. TLS is spoken with the host, by its name.
 */
record Tunnel(HttpProxy proxy, DnsResolver checkedNames) implements HttpRoutePlanner {

    private static final String THROUGH = "fairway.through-the-proxy";
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;

    /** Sends everything through it. What a proxy that refuses has answered is never taken for the host's answer. */
    void into(HttpClientBuilder builder) {
        builder.setRoutePlanner(this)
                .addExecInterceptorBefore(ChainElement.CONNECT.name(), "refusal", (request, scope, chain) -> {
                    ClassicHttpResponse answer = chain.proceed(request, scope);
                    if (scope.clientContext.getAttribute(THROUGH) == null) {
                        answer.close();
                        throw new OutboundException(
                                OutboundException.Kind.UNREACHABLE,
                                "The proxy %s refuses to carry requests to it (%d)".formatted(proxy, answer.getCode()),
                                null);
                    }
                    return answer;
                })
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "through", (request, scope, chain) -> {
                    scope.clientContext.setAttribute(THROUGH, true);
                    return chain.proceed(request, scope);
                });
    }

    @Override
    public HttpRoute determineRoute(HttpHost target, HttpContext context) throws HttpException {
        boolean secure = "https".equalsIgnoreCase(target.getSchemeName());
        int port = target.getPort() > 0 ? target.getPort() : secure ? TLS_PORT : PLAIN_PORT;
        HttpHost checked = new HttpHost(target.getSchemeName(), address(target.getHostName()), port);
        NamedEndpoint name = new HttpHost(target.getSchemeName(), target.getHostName(), port);
        return new HttpRoute(
                checked,
                name,
                null,
                new HttpHost[] {new HttpHost("http", proxy.host(), proxy.port())},
                secure,
                TunnelType.TUNNELLED,
                secure ? LayerType.LAYERED : LayerType.PLAIN);
    }

    private String address(String host) throws HttpException {
        try {
            InetAddress[] all = checkedNames.resolve(host);
            return all[0].getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new HttpException("A name that is not known", unknown);
        }
    }
}
