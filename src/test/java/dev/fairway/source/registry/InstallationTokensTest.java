package dev.fairway.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a host that does what GitHub does: it looks at the signature and hands out tokens for an hour. */
class InstallationTokensTest {

    private final List<String> asked = new ArrayList<>();
    private final KeyPair pair;
    private final Turning clock = new Turning();
    private HttpServer host;
    private GuardedHttp http;
    private InstallationTokens tokens;
    private int status = 201;

    InstallationTokensTest() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    private static final class Turning extends Clock {

        private Instant now = Instant.parse("2026-11-26T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void by(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            String word = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + claims(word));
            byte[] body = "{\"token\": \"ghs_%d\", \"expires_at\": \"%s\"}"
                    .formatted(asked.size(), clock.instant().plus(Duration.ofHours(1)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isSigned(word, pair.getPublic()) ? status : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        host.start();
        http = new GuardedHttp(new AddressRules(true, true, true));
        tokens = new InstallationTokens(http, clock);
    }

    @AfterEach
    void stop() {
        host.stop(0);
        http.close();
    }

    @Test
    void theKeyAsksForATokenThatIsUsedUntilShortlyBeforeItEnds() {
        Credential.Password first = open(app(pkcs1()));
        assertThat(first.username()).isEqualTo("x-access-token");
        assertThat(first.password()).isEqualTo("ghs_1");
        assertThat(asked)
                .containsExactly("POST /api/v3/app/installations/99/access_tokens "
                        + "{\"iat\":1764158340,\"exp\":1764158940,\"iss\":\"42\"}"
                                .replace(
                                        "1764158340",
                                        String.valueOf(clock.instant().getEpochSecond() - 60))
                                .replace(
                                        "1764158940",
                                        String.valueOf(clock.instant().getEpochSecond() + 540)));
        clock.by(Duration.ofMinutes(54));
        assertThat(open(app(pkcs1())).password()).isEqualTo("ghs_1");
        clock.by(Duration.ofMinutes(2));
        assertThat(open(app(pkcs1())).password()).as("before it ends").isEqualTo("ghs_2");
    }

    @Test
    void aKeyIsReadInBothItsForms() {
        String pkcs8 = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        assertThat(open(app(pkcs8)).password()).isEqualTo("ghs_1");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> GitHubAppKey.read("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"));
        assertThat(refused.problem().message()).contains("cannot be read").doesNotContain("AAAA");
    }

    @Test
    void whoIsRefusedIsToldWhyAndDoesNotAskAgainAtOnce() {
        status = 404;
        for (int time = 0; time < 3; time++) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, () -> open(app(pkcs1())));
            assertThat(refused.problem().code()).isEqualTo("AppRefused");
            assertThat(refused.problem().message()).contains("has no installation 99");
        }
        assertThat(asked).hasSize(1);
        status = 201;
        clock.by(Duration.ofSeconds(31));
        assertThat(open(app(pkcs1())).password()).isEqualTo("ghs_2");
    }

    @Test
    void aHostThatDoesNotAnswerPasses() {
        host.stop(0);
        ProblemException unreachable = catchThrowableOfType(ProblemException.class, () -> open(app(pkcs1())));
        assertThat(unreachable.problem().code()).isEqualTo("AppUnreachable");
        assertThat(unreachable.problem().outlook()).isEqualTo(dev.fairway.resource.Problem.Outlook.RETRY_LATER);
    }

    private Credential.Password open(Credential app) {
        Access access = new Access("app", app, TlsIdentity.OF_THE_MACHINE, false);
        String url = "http://localhost:%d/org/shop".formatted(host.getAddress().getPort());
        return (Credential.Password) tokens.open(access, url).credential();
    }

    private static Credential app(String key) {
        return new Credential.GitHubApp("42", "99", key);
    }

    /** As GitHub hands it out. */
    private String pkcs1() {
        try {
            return pem(
                    "RSA PRIVATE KEY",
                    PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
                            .parsePrivateKey()
                            .toASN1Primitive()
                            .getEncoded());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind);
    }

    private static String claims(String word) {
        return new String(Base64.getUrlDecoder().decode(word.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static boolean isSigned(String word, PublicKey key) {
        try {
            String[] parts = word.substring("Bearer ".length()).split("\\.");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
