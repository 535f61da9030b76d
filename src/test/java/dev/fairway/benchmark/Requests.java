package dev.fairway.benchmark;

import dev.fairway.cluster.ClusterAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The bare loop: server-side applies, so many at a time, and nothing around them. */
final class Requests implements AutoCloseable {

    private static final int IN_FLIGHT = 16;

    private final ClusterAccess access;
    private final HttpClient http;

    /** An object and where it is. */
    record Write(String path, String body) {}

    Requests(ClusterAccess access) {
        this.access = access;
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(access.caPem().orElseThrow()))
                .build();
    }

    /** Asks what an apply of each would give, and then applies each. */
    void applyAll(List<Write> writes) throws Exception {
        each(writes, "&dryRun=All");
        each(writes, "");
    }

    void writeAll(List<Write> writes) throws Exception {
        each(writes, "");
    }

    private void each(List<Write> writes, String option) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(IN_FLIGHT)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                running.add(workers.submit(() -> {
                    for (int at = next.getAndIncrement(); at < writes.size(); at = next.getAndIncrement()) {
                        apply(writes.get(at), option);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        }
    }

    private void apply(Write write, String option) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(access.server() + write.path()
                        + "?fieldManager=loop&force=true&fieldValidation=Strict" + option))
                .method("PATCH", HttpRequest.BodyPublishers.ofString(write.body()))
                .header("Authorization", "Bearer " + access.token().orElseThrow())
                .header("Content-Type", "application/apply-patch+yaml")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(write.path() + ": " + answer.body());
        }
    }

    private static SSLContext trusting(String authority) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(authority.getBytes(StandardCharsets.UTF_8))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
