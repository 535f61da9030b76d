package dev.fairway.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.ClusterDetails;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.cluster.TestVault;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.resource.Problem;
import dev.fairway.source.CutServer;
import dev.fairway.source.TestAuthority;
import dev.fairway.source.TlsWebHost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server over real TLS that takes clients with a certificate only. */
class ClusterTlsTest {

    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity client;
    private static TlsWebHost server;

    private final DriverFactory drivers = new DriverFactory(
            new ClusterProperties(true, false, false),
            new TestVault(),
            new ApiMeters(new SimpleMeterRegistry()),
            CLOCK);

    @BeforeAll
    static void serve() throws Exception {
        authority = new TestAuthority(folder);
        client = authority.identity("client", "dns:client");
        server = new TlsWebHost(
                authority.identity("server", "dns:localhost"),
                Map.of(
                        "/version", "{\"gitVersion\": \"v1.34.1\"}",
                        "/api", "{\"kind\": \"APIVersions\", \"versions\": [\"v1\"]}",
                        "/api/v1",
                                "{\"resources\": [{\"name\": \"pods\", \"kind\": \"Pod\", \"namespaced\": true,"
                                        + " \"verbs\": [\"list\", \"watch\"]}]}",
                        "/apis", "{\"kind\": \"APIGroupList\", \"groups\": []}"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theClientsCertificateOpensTheCluster() {
        ClusterContact contact = ask(access(
                "localhost",
                Optional.of(authority.pem()),
                Optional.of(client.certificatePem()),
                Optional.of(client.keyPem())));
        assertThat(contact.problem()).isEmpty();
        assertThat(contact.version()).isEqualTo("1.34.1");
        assertThat(contact.kinds()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        assertThat(trouble(access("localhost", Optional.empty(), Optional.empty(), Optional.empty())))
                .contains("shows a certificate that the stored CA does not vouch for");
        assertThat(trouble(access("localhost", Optional.of(authority.pem()), Optional.empty(), Optional.empty())))
                .as("some servers say why, some only hang up")
                .containsAnyOf("client certificate", "broke the connection off");
        assertThat(trouble(access(
                        "127.0.0.1",
                        Optional.of(authority.pem()),
                        Optional.of(client.certificatePem()),
                        Optional.of(client.keyPem()))))
                .contains("names another host");
        assertThat(trouble(access("localhost", Optional.of("no certificate"), Optional.empty(), Optional.empty())))
                .contains("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatIsCutIsNotToldAsTls(boolean reset) throws IOException {
        try (CutServer cut = new CutServer("", reset)) {
            assertThat(trouble(at(cut))).contains("broke the connection off").doesNotContain("TLS");
        }
    }

    @Test
    void aServerWithoutTlsIsToldAsTls() throws IOException {
        try (CutServer plain = new CutServer("HTTP/1.1 400 Bad Request\r\n\r\n", false)) {
            assertThat(trouble(at(plain))).contains("could not agree on TLS");
        }
    }

    private static ClusterAccess at(CutServer listener) {
        return new ClusterAccess(
                "https://localhost:" + listener.port(),
                Optional.of(authority.pem()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private String trouble(ClusterAccess access) {
        ClusterContact contact = ask(access);
        assertThat(contact.answered()).isFalse();
        return contact.problem().map(Problem::message).orElse("");
    }

    private ClusterContact ask(ClusterAccess access) {
        ClusterRef cluster = new ClusterRef("1", "tls", access.server());
        ClusterDetails details =
                new ClusterDetails(cluster, List.of(), Map.of(), "", false, false, "", false, true, Instant.EPOCH);
        try (KubernetesDriver driver = drivers.connect(new ClusterStore.Stored(details, access, 1))) {
            return Asking.of(driver, CLOCK);
        } catch (dev.fairway.cluster.ClusterProblem failure) {
            return Asking.failed(CLOCK.instant(), Asking.problem(failure));
        }
    }

    private static ClusterAccess access(
            String name, Optional<String> ca, Optional<String> certificate, Optional<String> key) {
        return new ClusterAccess(
                "https://" + name + ":" + server.port(), ca, Optional.empty(), certificate, key, false);
    }
}
