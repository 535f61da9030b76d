package dev.fairway.source.outbound;

import dev.fairway.source.outbound.OutboundException.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

/** One pool of connections per TLS identity and proxy. Names are resolved once, checked, and connected to as checked. */
final class Connections implements AutoCloseable {

    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final Timeout SILENCE = Timeout.ofSeconds(30);

    private final AddressRules rules;
    private final Map<Way, CloseableHttpClient> clients = new ConcurrentHashMap<>();

    private record Way(TlsIdentity identity, Optional<HttpProxy> proxy) {}

    Connections(AddressRules rules) {
        this.rules = rules;
    }

    CloseableHttpClient of(TlsIdentity identity, Optional<HttpProxy> proxy) throws OutboundException {
        Way way = new Way(identity, proxy);
        CloseableHttpClient known = clients.get(way);
        if (known != null) {
            return known;
        }
        SSLContext tls = context(identity);
        return clients.computeIfAbsent(way, key -> client(tls, proxy));
    }

    private CloseableHttpClient client(SSLContext tls, Optional<HttpProxy> proxy) {
        CheckedNames names = new CheckedNames(rules);
        HttpClientBuilder builder = HttpClients.custom();
        proxy.ifPresent(carrier -> new Tunnel(carrier, names).into(builder));
        return builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .setTimeToLive(TimeValue.ofMinutes(2))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .build())
                        .setMaxConnPerRoute(8)
                        .setMaxConnTotal(64)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setResponseTimeout(SILENCE)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setRetryStrategy(new OnceOnBrokenConnection())
                .setUserAgent("fairway")
                .build();
    }

    private static SSLContext context(TlsIdentity identity) throws OutboundException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (identity.equals(TlsIdentity.OF_THE_MACHINE)) {
                context.init(null, null, null);
                return context;
            }
            PemSslStoreBundle stores = new PemSslStoreBundle(
                    store(identity.certificate(), identity.key()), store(identity.authorities(), ""));
            context.init(keys(stores.getKeyStore()), trust(stores.getTrustStore()), null);
            return context;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new OutboundException(
                    Kind.REFUSED, "The repository's TLS certificate or key is not valid PEM; enter it again", e);
        }
    }

    /** Reads text only: Boot's other way in would take anything that is not PEM for a file to be opened. */
    private static @Nullable PemSslStore store(String certificates, String key) {
        if (certificates.isBlank()) {
            return null;
        }
        PrivateKey privateKey = key.isBlank() ? null : PemContent.of(key).getPrivateKey();
        return PemSslStore.of(PemContent.of(certificates).getCertificates(), privateKey);
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyStore store) throws GeneralSecurityException {
        if (store == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(@Nullable KeyStore store) throws GeneralSecurityException {
        if (store == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    @Override
    public void close() {
        clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
        clients.clear();
    }

    /**
     * A host may close a kept connection at the moment we use it again, which says nothing about the host. What a host
     * answers is never a reason to ask again here.
     */
    private static final class OnceOnBrokenConnection extends DefaultHttpRequestRetryStrategy {

        OnceOnBrokenConnection() {
            super(1, TimeValue.ZERO_MILLISECONDS);
        }

        @Override
        public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
            return false;
        }
    }

    /** Answers with addresses that passed the rules only, so what is connected to is what was checked. */
    record CheckedNames(AddressRules rules) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                rules.refusal(address).ifPresent(reason -> {
                    throw new RefusedAddress(host, reason);
                });
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** Unchecked because the resolver's interface knows only unknown hosts. */
    static final class RefusedAddress extends RuntimeException {

        RefusedAddress(String host, String reason) {
            super(OutboundException.refusedAddress(host, reason));
        }
    }
}
