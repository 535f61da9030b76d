package dev.fairway.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.FairwayApplication;
import dev.fairway.applications.Applications;
import dev.fairway.e2e.Eventually;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import dev.fairway.sandbox.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole of Fairway in this JVM, as it is installed: a Postgres that writes durably, a cluster and a Git host elsewhere. */
final class Product implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "a secret between the Git host and Fairway";

    /** A turn that is over has handled what was wanted when it began, and says when the next is due. */
    private static final String BUSY = "select count(*) from turns where wanted > handled or due <= now()";

    private final EmbeddedDatabase postgres;
    private final ConfigurableApplicationContext context;
    private final int port;

    private Product(EmbeddedDatabase postgres, ConfigurableApplicationContext context, int port) {
        this.postgres = postgres;
        this.context = context;
        this.port = port;
    }

    static Product on(GroundProcess ground, Path folder, String... settings) throws IOException {
        EmbeddedDatabase postgres = EmbeddedDatabase.start(folder.resolve("postgres"));
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + postgres.url(),
                "--spring.datasource.username=" + postgres.user(),
                "--spring.datasource.password=" + postgres.password(),
                "--fairway.home=" + folder.resolve("home"),
                "--fairway.sandbox.enabled=false",
                "--fairway.own-cluster.kubeconfig-file=" + ground.kubeconfig(),
                "--fairway.source.allow-http=true",
                "--fairway.source.allow-loopback=true",
                "--fairway.cluster.allow-loopback=true",
                "--fairway.rendering.allow-without-network-isolation=true",
                "--fairway.webhook.github-secret=" + SECRET,
                "--logging.level.root=ERROR",
                "--server.address=127.0.0.1",
                "--server.port=" + port));
        arguments.addAll(List.of(settings));
        return new Product(
                postgres, SpringApplication.run(FairwayApplication.class, arguments.toArray(String[]::new)), port);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    ApplicationEventPublisher events() {
        return context;
    }

    void create(String application) {
        Manifest manifest = Manifest.of(Manifests.readObject(
                application.getBytes(StandardCharsets.UTF_8), "the benchmark", YamlLimits.DEFAULT));
        part(Applications.class).create(manifest, Actor.automation("benchmark"));
    }

    /** Waits until nothing is left to do: what follows a measured moment must not run into the next one. */
    void settle() {
        for (long before = busy(); before > 0; before = busy()) {
            long known = before;
            // However long it takes altogether, as long as it goes on.
            Eventually.eventually(() -> assertThat(busy()).isLessThan(known));
        }
    }

    private long busy() {
        return part(JdbcClient.class).sql(BUSY).query(Long.class).single();
    }

    /** Says what a Git host says after a push. */
    void announce(String repository) {
        String body = """
                {"ref": "refs/heads/main", "repository": {"clone_url": "%1$s", "html_url": "%1$s"}}
                """.formatted(repository);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/webhook"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", "sha256=" + signature(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (!answer.body().contains("accepted")) {
                throw new AssertionError("The announcement was not taken: " + answer.body());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        context.close();
        postgres.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
