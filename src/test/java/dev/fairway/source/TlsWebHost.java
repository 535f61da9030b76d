package dev.fairway.source;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A web server on loopback over real TLS that talks to clients with a certificate only. */
public final class TlsWebHost implements AutoCloseable {

    private final HttpsServer server;

    public TlsWebHost(TestAuthority.Identity identity, Map<String, String> files) throws IOException {
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        SSLContext context = identity.context();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                // With 1.3 this server only hangs up on a client without a certificate; most others say why.
                wanted.setProtocols(new String[] {"TLSv1.2"});
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = files.getOrDefault(exchange.getRequestURI().getPath(), "")
                        .getBytes(StandardCharsets.UTF_8);
                if (body.length == 0) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                String type = exchange.getRequestURI().getPath().endsWith("/info/refs")
                        ? "application/x-git-upload-pack-advertisement"
                        : "application/json";
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
