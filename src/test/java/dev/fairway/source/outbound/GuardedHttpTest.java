package dev.fairway.source.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.source.outbound.OutboundCall.Redirects;
import dev.fairway.source.outbound.OutboundException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedHttpTest {

    private WebHost host;
    private final GuardedHttp http = new GuardedHttp(new AddressRules(true, true, true));

    @BeforeEach
    void start() throws Exception {
        host = new WebHost();
    }

    @AfterEach
    void stop() {
        host.close();
        http.close();
    }

    private OutboundCall call(String path) {
        return OutboundCall.get(URI.create(host.origin() + path)).authorization("Bearer canary");
    }

    private String text(OutboundCall call) throws IOException {
        try (OutboundAnswer answer = http.send(call)) {
            return answer.status() + " " + new String(answer.bytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, false, false, ''",
        "10.1.2.3, false, true, ''",
        "10.1.2.3, false, false, private",
        "172.20.0.1, false, false, private",
        "192.168.1.1, false, false, private",
        "100.64.1.1, false, false, private",
        "fd12::1, false, false, private",
        "127.0.0.1, false, true, itself",
        "127.0.0.1, true, true, ''",
        "::1, false, true, itself",
        "::ffff:127.0.0.1, false, true, itself",
        "64:ff9b::7f00:1, false, true, itself",
        "2002:a9fe:a9fe::1, true, true, metadata",
        "169.254.169.254, true, true, metadata",
        "fe80::1, true, true, metadata",
        "fd00:ec2::254, true, true, metadata",
        "100.100.100.200, true, true, metadata",
        "0.0.0.0, true, true, single host",
        "0.1.2.3, true, true, single host",
        "224.0.0.1, true, true, single host",
        "255.255.255.255, true, true, single host",
        "::, true, true, single host"
    })
    void addressesAreJudged(String address, boolean loopback, boolean privateNetworks, String reason) throws Exception {
        String refusal = new AddressRules(true, loopback, privateNetworks)
                .refusal(InetAddress.getByName(address))
                .orElse("");

        assertThat(refusal).contains(reason).matches(text -> reason.isEmpty() == text.isEmpty());
    }

    @Test
    void theAddressIsCheckedWhenTheConnectionIsMade() {
        try (GuardedHttp strict = new GuardedHttp(new AddressRules(true, false, true))) {
            for (String host :
                    new String[] {this.host.origin(), this.host.origin().replace("127.0.0.1", "localhost")}) {
                assertRefused(() -> strict.send(OutboundCall.get(URI.create(host + "/x"))), Kind.REFUSED, "itself");
            }
        }
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void plainHttpNeedsPermissionAndOtherSchemesNeverWork() {
        try (GuardedHttp strict = new GuardedHttp(new AddressRules(false, true, true))) {
            assertRefused(() -> strict.send(call("/x")), Kind.REFUSED, "unencrypted");
        }
        for (String uri : new String[] {"file:///etc/passwd", "ftp://h/x", "x", "http:///x", "http://u:p@h/"}) {
            assertThatThrownBy(() -> http.send(OutboundCall.get(URI.create(uri))))
                    .isInstanceOf(OutboundException.class);
        }
    }

    @Test
    void aCredentialStaysOnItsOriginWhenTheHostPointsElsewhere() throws Exception {
        try (WebHost other = new WebHost()) {
            other.on("/there", "hello");
            host.redirect("/away", other.origin() + "/there");
            host.redirect("/here", "/end");
            host.on("/end", "end");

            assertThat(text(call("/away"))).isEqualTo("200 hello");
            assertThat(other.requests()).containsExactly("GET /there -");
            assertThat(text(call("/here"))).isEqualTo("200 end");
            assertThat(host.requests()).contains("GET /end Bearer canary");
            assertRefused(
                    () -> http.send(call("/away").redirects(Redirects.SAME_ORIGIN)), Kind.REFUSED, "redirects to");
        }
    }

    @Test
    void everyHopIsCheckedAndHopsAreCounted() {
        host.redirect("/meta", "http://169.254.169.254/latest");
        host.redirect("/file", "file:///etc/passwd");
        host.redirect("/loop", "/loop");

        assertRefused(() -> http.send(call("/meta")), Kind.REFUSED, "metadata");
        assertRefused(() -> http.send(call("/file")), Kind.REFUSED, "https");
        assertRefused(() -> http.send(call("/loop")), Kind.REFUSED, "without end");
    }

    @Test
    void moreBytesThanAllowedAreAnErrorAndNotACut() {
        host.on("/big", new byte[5_000]);

        assertRefused(() -> text(call("/big").limits(4_999, Duration.ofSeconds(10))), Kind.LIMIT, "4999 bytes");
        host.on("/zip", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            var packed = new java.io.ByteArrayOutputStream();
            try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
                gzip.write(new byte[10 << 20]);
            }
            WebHost.send(exchange, 200, packed.toByteArray());
        });
        assertRefused(() -> text(call("/zip").limits(1 << 20, Duration.ofSeconds(10))), Kind.LIMIT, "bytes");
    }

    @Test
    void aHostThatDripsIsCutOffWhenTheTimeIsOver() {
        host.on("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 10_000; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });

        assertRefused(() -> text(call("/drip").limits(1 << 20, Duration.ofMillis(300))), Kind.LIMIT, "within");
    }

    @Test
    void aHostThatIsNotThereIsExplained() {
        assertRefused(
                () -> http.send(OutboundCall.get(URI.create("http://127.0.0.1:1/"))),
                Kind.UNREACHABLE,
                "refuses connections");
        assertRefused(
                () -> http.send(OutboundCall.get(URI.create("https://no-such-host.invalid/"))),
                Kind.UNREACHABLE,
                "not a known host name");
    }

    private static void assertRefused(ThrowingCallable call, Kind kind, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(OutboundException.class, thrown -> {
            assertThat(thrown.kind()).isEqualTo(kind);
            assertThat(thrown.getMessage()).contains(words).doesNotContain("canary");
        });
    }
}
