package dev.fairway.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.CutServer;
import dev.fairway.source.TestAuthority;
import dev.fairway.source.TestProxy;
import dev.fairway.source.TlsWebHost;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.HttpProxy;
import dev.fairway.source.outbound.TlsIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository over real TLS, whose host wants a client certificate, directly and through a proxy. */
class TlsSourcesTest {

    private static final AddressRules RULES = new AddressRules(false, true, true);
    private static final GitLimits LIMITS =
            new GitLimits(1 << 20, 100, 1 << 20, 100, 10, Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** What git-upload-pack says of a repository with one branch. */
    private static final String ADVERTISEMENT = "001e# service=git-upload-pack\n0000"
            + packet("1111111111111111111111111111111111111111 HEAD\0symref=HEAD:refs/heads/main\n")
            + packet("1111111111111111111111111111111111111111 refs/heads/main\n")
            + "0000";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority.Identity client;
    private static TlsWebHost host;

    private final GuardedHttp http = new GuardedHttp(RULES);
    private TestProxy proxy;
    private GitSources git;

    @BeforeAll
    static void serve() throws Exception {
        authority = new TestAuthority(folder);
        client = authority.identity("client", "dns:client");
        host = new TlsWebHost(
                authority.identity("server", "dns:localhost"), Map.of("/shop.git/info/refs", ADVERTISEMENT));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void open() throws Exception {
        proxy = new TestProxy();
        git = new GitSources(
                folder.resolve("git"),
                url -> Access.ANONYMOUS,
                http,
                (access, bytes) -> {
                    throw new IllegalStateException("no SSH here");
                },
                new GitRules(RULES, false),
                LIMITS,
                new GitRequests(new SimpleMeterRegistry()),
                Duration.ofMinutes(2),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        git.close();
        http.close();
        proxy.close();
    }

    @Test
    void theClientsCertificateOpensTheRepository() {
        git.reach(url("localhost"), with(identity(), Optional.empty()));
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() {
        assertThat(failure(url("localhost"), with(TlsIdentity.OF_THE_MACHINE, Optional.empty())))
                .contains("is not trusted", "give its authority");
        assertThat(failure(url("localhost"), with(new TlsIdentity(authority.pem(), "", ""), Optional.empty())))
                .as("some servers say why, some only hang up")
                .containsAnyOf("may want a client certificate", "broke the connection off");
        assertThat(failure(url("127.0.0.1"), with(identity(), Optional.empty())))
                .contains("certificate of https://127.0.0.1:" + host.port());
        assertThat(failure(new RepositoryUrl("https://nowhere.invalid/shop.git"), with(identity(), Optional.empty())))
                .contains("is not a known host name");
        assertThat(failure(new RepositoryUrl(url("localhost").text() + "x"), with(identity(), Optional.empty())))
                .contains("does not exist");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatIsCutIsNotToldAsTls(boolean reset) throws Exception {
        try (CutServer cut = new CutServer("", reset)) {
            RepositoryUrl there = new RepositoryUrl("https://localhost:" + cut.port() + "/shop.git");
            assertThat(failure(there, with(identity(), Optional.empty())))
                    .contains("broke the connection off")
                    .doesNotContain("TLS");
        }
    }

    @Test
    void theProxyIsToldTheCheckedAddressAndCarriesTlsThatItCannotRead() {
        git.reach(url("localhost"), with(identity(), throughProxy()));
        assertThat(proxy.asked()).isNotEmpty().allSatisfy(line -> assertThat(line)
                .matches("CONNECT (127\\.0\\.0\\.1|\\[.*:1]):" + host.port() + " HTTP/1.1"));
    }

    @Test
    void theProxyOpensNothingThatIsClosedWithoutIt() throws Exception {
        try (GuardedHttp strict = new GuardedHttp(new AddressRules(false, false, true))) {
            GitSources strictGit = new GitSources(
                    folder.resolve("strict"),
                    url -> Access.ANONYMOUS,
                    strict,
                    (access, bytes) -> {
                        throw new IllegalStateException("no SSH here");
                    },
                    new GitRules(new AddressRules(false, false, true), false),
                    LIMITS,
                    new GitRequests(new SimpleMeterRegistry()),
                    Duration.ofMinutes(2),
                    Clock.systemUTC());
            for (String address : new String[] {"localhost", "169.254.169.254", "nowhere.invalid"}) {
                ProblemException refused = catchThrowableOfType(
                        ProblemException.class, () -> strictGit.reach(url(address), with(identity(), throughProxy())));
                assertThat(refused).as(address).isNotNull();
            }
            strictGit.close();
        }
        assertThat(proxy.asked()).as("nothing was asked of the proxy").isEmpty();
    }

    @Test
    void aProxyThatRefusesIsNamedAsTheCause() {
        proxy.refuse("403 Forbidden");
        assertThat(failure(url("localhost"), with(identity(), throughProxy())))
                .contains("The proxy http://127.0.0.1:" + proxy.port() + " refuses to carry requests");
    }

    private String failure(RepositoryUrl url, Access access) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, () -> git.reach(url, access));
        assertThat(failure).isNotNull();
        return failure.problem().message();
    }

    private static RepositoryUrl url(String name) {
        return new RepositoryUrl("https://" + name + ":" + host.port() + "/shop.git");
    }

    private static TlsIdentity identity() {
        return new TlsIdentity(authority.pem(), client.certificatePem(), client.keyPem());
    }

    private Optional<HttpProxy> throughProxy() {
        return Optional.of(new HttpProxy("127.0.0.1", proxy.port()));
    }

    private static Access with(TlsIdentity tls, Optional<HttpProxy> proxy) {
        return new Access("test", Credential.NONE, tls, false, proxy);
    }

    private static String packet(String line) {
        return "%04x%s".formatted(line.length() + 4, line);
    }
}
