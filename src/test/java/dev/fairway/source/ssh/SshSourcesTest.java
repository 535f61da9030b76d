package dev.fairway.source.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.KnownHost;
import dev.fairway.source.KnownHosts;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.git.GitLimits;
import dev.fairway.source.git.GitRequests;
import dev.fairway.source.git.GitRules;
import dev.fairway.source.git.GitSources;
import dev.fairway.source.git.TestRepository;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.TlsIdentity;
import dev.fairway.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class SshSourcesTest {

    @TempDir
    Path folder;

    private final JdbcClient database = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final KnownHosts hosts =
            new KeptKnownHosts(database, new AuditTrail(database, new JsonMapper()), Clock.systemUTC());
    private final AddressRules rules = new AddressRules(false, true, true);
    private final GuardedHttp http = new GuardedHttp(rules);
    private KeyPair pair;
    private SshHost host;
    private KeyedSessions sessions;
    private TestRepository shop;
    private RepositoryUrl url;
    private Access access;

    @BeforeEach
    void start() throws Exception {
        host = new SshHost(folder.resolve("host"));
        pair = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        host.allow(pair.getPublic());
        shop = host.repository("shop.git");
        url = new RepositoryUrl(host.url("shop.git"));
        sessions = new KeyedSessions(Files.createDirectories(folder.resolve("empty")), hosts);
        access = withKey(pair);
    }

    @AfterEach
    void stop() throws Exception {
        sessions.close();
        host.close();
        http.close();
    }

    private GitSources sources(long packBytes) {
        return new GitSources(
                folder.resolve("mirrors"),
                repository -> access,
                http,
                sessions,
                new GitRules(rules, false),
                new GitLimits(packBytes, 1_000, 10 << 20, 500, 50, Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new GitRequests(new SimpleMeterRegistry()),
                Duration.ofMinutes(2),
                Clock.systemUTC());
    }

    @Test
    void aKeyOpensTheRepositoryOfAKnownHost() {
        String sha = shop.commit("first", "a", "1");
        hosts.add(host.knownHostLine(), Actor.person("test"));
        try (GitSources sources = sources(1 << 20)) {
            assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(sha);
            assertThat(sources.tree(url, sha).read("a")).isEqualTo("1".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aPasswordOpensItToo() {
        String sha = shop.commit("first", "a", "1");
        hosts.add(host.knownHostLine(), Actor.person("test"));
        host.allow("pass-canary");
        access = new Access("p", new Credential.Password("git", "pass-canary"), TlsIdentity.OF_THE_MACHINE, false);
        try (GitSources sources = sources(1 << 20)) {
            assertThat(sources.resolve(url, "main", "").sha()).isEqualTo(sha);
        }
    }

    @Test
    void anUnknownHostIsNotConnectedToAndItsKeyIsNamed() {
        shop.commit("first", "a", "1");
        try (GitSources sources = sources(1 << 20)) {
            assertThatThrownBy(() -> sources.resolve(url, "main", ""))
                    .hasMessageContaining("RepositoryHostKeyUnknown")
                    .hasMessageContaining("[127.0.0.1]:")
                    .hasMessageContaining("SHA256:");
        }
    }

    @Test
    void aHostThatShowsAnotherKeyThanItsOwnIsRefused() throws Exception {
        KeyPair other = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        String line = host.knownHostLine();
        hosts.add(
                line.split(" ")[0] + " "
                        + org.apache.sshd.common.config.keys.PublicKeyEntry.toString(other.getPublic()),
                Actor.person("test"));
        try (GitSources sources = sources(1 << 20)) {
            assertThatThrownBy(() -> sources.resolve(url, "main", "")).hasMessageContaining("RepositoryHostKeyUnknown");
        }
    }

    @Test
    void aWrongKeyAndAMissingRepositoryAreExplained() throws Exception {
        shop.commit("first", "a", "1");
        hosts.add(host.knownHostLine(), Actor.person("test"));
        try (GitSources sources = sources(1 << 20)) {
            assertThatThrownBy(() -> sources.resolve(new RepositoryUrl(host.url("none.git")), "main", ""))
                    .hasMessageContaining("RepositoryNotFound");
            access = withKey(KeyUtils.generateKeyPair("ssh-ed25519", 256));
            assertThatThrownBy(() -> sources.resolve(url, "main", "")).hasMessageContaining("RepositoryUnauthorized");
            access = new Access(
                    "broken", new Credential.SshKey("-----BEGIN nothing"), TlsIdentity.OF_THE_MACHINE, false);
            assertThatThrownBy(() -> sources.resolve(url, "main", ""))
                    .hasMessageContaining("RepositoryUnauthorized")
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void aPackAboveTheLimitIsCutOff() {
        byte[] noise = new byte[2 << 20];
        new java.util.Random(3).nextBytes(noise);
        String sha = shop.commitBytes("noise", "n", noise);
        hosts.add(host.knownHostLine(), Actor.person("test"));
        try (GitSources sources = sources(1 << 20)) {
            assertThatThrownBy(() -> sources.tree(url, sha)).hasMessageContaining("LimitExceeded");
        }
    }

    @Test
    void wellKnownHostsAreBuiltInAndOthersComeAndGo() {
        assertThat(hosts.all()).extracting(KnownHost::host).contains("github.com", "gitlab.com", "bitbucket.org");
        List<KnownHost> added =
                hosts.add("# from a scan\n" + host.knownHostLine() + " a comment\n", Actor.person("test"));

        assertThat(hosts.all()).containsAll(added);
        assertThat(hosts.remove(added.getFirst(), Actor.person("test"))).isTrue();
        assertThat(hosts.remove(added.getFirst(), Actor.person("test"))).isFalse();
        for (String bad :
                List.of("|1|abc= ssh-ed25519 AAAA", "host only", "* ssh-ed25519 AAAA", "h ssh-ed25519 nonsense")) {
            assertThatThrownBy(() -> hosts.add(bad, Actor.person("test")))
                    .as(bad)
                    .hasMessageContaining("KnownHostInvalid");
        }
    }

    private static Access withKey(KeyPair pair) throws Exception {
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, pem);
        String text = pem.toString(StandardCharsets.UTF_8);
        return new Access(
                KeyUtils.getFingerPrint(pair.getPublic()),
                new Credential.SshKey(text.strip()),
                TlsIdentity.OF_THE_MACHINE,
                false);
    }
}
