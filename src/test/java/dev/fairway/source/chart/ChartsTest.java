package dev.fairway.source.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Images;
import dev.fairway.source.ResolvedChart;
import dev.fairway.source.SourceTree;
import dev.fairway.source.contact.ContactLog;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.AddressRules;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.TlsIdentity;
import dev.fairway.source.outbound.WebHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {

    private static final ChartLimits LIMITS =
            new ChartLimits(1 << 20, 1 << 20, 2 << 20, 1 << 20, 100, 10, Duration.ofSeconds(10));
    private static final AddressRules RULES = new AddressRules(true, true, true);

    @TempDir
    Path folder;

    private final GuardedHttp http = new GuardedHttp(RULES);
    private WebHost host;
    private Access access = Access.ANONYMOUS;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Charts charts;

    @BeforeEach
    void start() throws Exception {
        host = new WebHost();
        charts = fresh();
    }

    @AfterEach
    void stop() {
        host.close();
        http.close();
    }

    private Charts fresh() {
        return new Charts(
                folder,
                repository -> access,
                http,
                RULES,
                LIMITS,
                Duration.ofMinutes(2),
                ContactLog.NONE,
                (InstantSource) () -> now);
    }

    private Images images() {
        return new RegistryImages(repository -> access, http, RULES, LIMITS);
    }

    /** @return how the image is named */
    private String image(String manifest) {
        byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
        String digest = "sha256:" + Digests.hex(bytes);
        host.on("/v2/shop/api/manifests/" + digest, bytes);
        return host.authority() + "/shop/api@" + digest;
    }

    private String configuration(String labels) {
        byte[] bytes = "{\"config\": {\"Labels\": %s}}".formatted(labels).getBytes(StandardCharsets.UTF_8);
        String digest = "sha256:" + Digests.hex(bytes);
        host.on("/v2/shop/api/blobs/" + digest, bytes);
        return digest;
    }

    @Test
    void anImagesAnnotationsWinOverTheLabelsOfItsConfiguration() {
        String labels = configuration("{\"revision\": \"old\", \"source\": \"https://git.example/api\"}");
        String image =
                image("{\"config\": {\"digest\": \"%s\"}, \"annotations\": {\"revision\": \"abc\"}}".formatted(labels));
        assertThat(images().words(image))
                .containsOnly(Map.entry("revision", "abc"), Map.entry("source", "https://git.example/api"));
    }

    @Test
    void ofAnImageForSeveralPlatformsTheFirstSpeaks() {
        String one = image("{\"config\": {\"digest\": \"%s\"}}".formatted(configuration("{\"revision\": \"abc\"}")));
        String index = image("{\"manifests\": [{\"digest\": \"%s\"}]}".formatted(one.replaceFirst(".*@", "")));
        assertThat(images().words(index)).containsEntry("revision", "abc");
    }

    @Test
    void anImageWithoutADigestIsNotLookedUpAndOneThatIsNotThereIsTold() {
        assertThatThrownBy(() -> images().words(host.authority() + "/shop/api:1.2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not named by a digest");
        assertThatThrownBy(() -> images().words(host.authority() + "/shop/api@sha256:" + "0".repeat(64)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not exist");
        assertThat(host.requests()).noneMatch(request -> request.contains("1.2"));
    }

    @Test
    void whatImagesSaidIsRememberedAsLongAsItIsNotTooMuch() {
        RememberedWords words = new RememberedWords(3_000, 1_500);
        Map<String, String> some = Map.of("revision", "x".repeat(700));
        words.keep("one", some);
        words.keep("two", some);
        words.keep("one", some);
        words.keep("three", some);
        assertThat(words.of("one")).contains(some);
        words.keep("four", some);
        assertThat(words.of("two")).as("the one that was not asked for longest").isEmpty();
        assertThat(words.of("one")).contains(some);
        words.keep("endless", Map.of("revision", "x".repeat(2_000)));
        assertThat(words.of("endless")).isEmpty();
        assertThat(words.of("four")).contains(some);
    }

    @Test
    void anImageIsAskedForOnce() {
        String image = image("{\"annotations\": {\"revision\": \"abc\"}}");
        Images images = images();
        images.words(image);
        int asked = host.requests().size();
        assertThat(images.words(image)).containsEntry("revision", "abc");
        assertThat(host.requests()).hasSize(asked);
    }

    private RepositoryUrl helm() {
        return new RepositoryUrl(host.origin() + "/charts");
    }

    private RepositoryUrl oci(String path) {
        return new RepositoryUrl("oci://" + host.authority() + "/" + path);
    }

    private void publish(String... versions) {
        StringBuilder index =
                new StringBuilder("apiVersion: v1\nentries:\n  other:\n  - version: 9.0.0\n    urls: [x]\n  web:\n");
        for (String version : versions) {
            byte[] archive = PackedChart.of("web", version);
            host.on("/charts/web-" + version + ".tgz", archive);
            index.append("  - name: web\n    version: ").append(version);
            index.append("\n    maintainers: [{name: a}]\n    urls:\n    - web-")
                    .append(version);
            index.append(".tgz\n    digest: ").append(Digests.hex(archive)).append('\n');
        }
        host.on("/charts/index.yaml", index + "generated: now\n");
    }

    @Test
    void aChartOfAHelmRepositoryIsFoundByVersionConstraintOrNothing() {
        publish("1.2.0", "1.10.0", "2.0.0-rc.1");

        ResolvedChart exact = charts.chart(helm(), "web", "1.2.0");
        assertThat(exact.version()).isEqualTo("1.2.0");
        assertThat(exact.digest()).isEqualTo("sha256:" + Digests.hex(PackedChart.of("web", "1.2.0")));
        assertThat(text(exact.tree(), "Chart.yaml")).contains("version: 1.2.0");
        assertThat(exact.tree().list("").stream().map(SourceTree.Entry::name))
                .containsExactly("Chart.yaml", "templates");
        assertThat(exact.tree().find("templates").orElseThrow().kind()).isEqualTo(SourceTree.Kind.FOLDER);
        assertThat(charts.chart(helm(), "web", "^1").version()).isEqualTo("1.10.0");
        assertThat(charts.chart(helm(), "web", "").version()).isEqualTo("1.10.0");
        assertThat(charts.chart(helm(), "web", ">1-0").version()).isEqualTo("2.0.0-rc.1");
        assertProblem(() -> charts.chart(helm(), "web", "^7"), "UnknownRevision", "^7");
        assertProblem(() -> charts.chart(helm(), "nope", "1.0.0"), "ChartNotFound", "nope");
        assertProblem(() -> charts.chart(helm(), "../x", "1.0.0"), "ChartInvalid", "name");
    }

    @Test
    void aChartIsDownloadedOnceEvenOverARestart() {
        publish("1.2.0");
        charts.chart(helm(), "web", "1.x");
        charts.chart(helm(), "web", "1.x");
        assertThat(host.requests()).hasSize(2);

        now = now.plus(Duration.ofMinutes(3));
        assertThat(fresh().chart(helm(), "web", "1.x").version()).isEqualTo("1.2.0");
        assertThat(host.requests()).hasSize(3).last().asString().contains("index.yaml");
    }

    @Test
    void aChartThatIsNotWhatTheIndexSaysIsNotUsed() throws Exception {
        publish("1.2.0");
        host.on("/charts/web-1.2.0.tgz", PackedChart.of("web", "6.6.6"));

        assertProblem(() -> charts.chart(helm(), "web", "1.2.0"), "DigestMismatch", "not used");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void theCredentialGoesToTheRepositoryAndNotToWhereItPoints() throws Exception {
        try (WebHost elsewhere = new WebHost()) {
            elsewhere.on("/web.tgz", PackedChart.of("web", "1.0.0"));
            host.on(
                    "/charts/index.yaml",
                    "entries:\n  web:\n  - version: 1.0.0\n    urls: ['" + elsewhere.origin() + "/web.tgz']\n");
            access = new Access("ada", new Credential.Password("ada", "pw"), TlsIdentity.OF_THE_MACHINE, false);

            charts.chart(helm(), "web", "1.0.0");

            assertThat(host.requests())
                    .containsExactly(
                            "GET /charts/index.yaml " + access.credential().authorization());
            assertThat(elsewhere.requests()).containsExactly("GET /web.tgz -");
        }
    }

    @Test
    void hostileIndexesAndArchivesAreRefused() {
        host.on("/charts/index.yaml", "entries: [unclosed");
        assertProblem(() -> charts.chart(helm(), "web", "1"), "ChartInvalid", "index.yaml");
        host.on("/charts/index.yaml", "x".repeat((1 << 20) + 5));
        charts.forget(helm());
        assertProblem(() -> charts.chart(helm(), "web", "1"), "LimitExceeded", "bytes");
        host.on("/charts/index.yaml", "[".repeat(5_000));
        charts.forget(helm());
        assertProblem(() -> charts.chart(helm(), "web", "1"), "ChartInvalid", "index.yaml");
        for (Map.Entry<String, byte[]> bad : Map.of(
                        "leads out", new PackedChart().file("web/../../x", "x").bytes(),
                        "absolute", new PackedChart().file("/etc/x", "x").bytes(),
                        "link",
                                new PackedChart()
                                        .link("web/templates/a", "/etc/passwd")
                                        .bytes(),
                        "no Chart.yaml",
                                new PackedChart().file("web/values.yaml", "x").bytes(),
                        "too large",
                                new PackedChart()
                                        .file("web/big", new byte[(1 << 20) + 1])
                                        .bytes(),
                        "not a readable", "<html>".getBytes(StandardCharsets.UTF_8))
                .entrySet()) {
            publish("1.0.0");
            host.on("/charts/web-1.0.0.tgz", bad.getValue());
            host.on("/charts/index.yaml", "entries:\n  web:\n  - version: 1.0.0\n    urls: [web-1.0.0.tgz]\n");
            charts.forget(helm());
            assertThatThrownBy(() -> charts.chart(helm(), "web", "1.0.0"))
                    .as(bad.getKey())
                    .hasMessageContaining(bad.getKey());
        }
    }

    @Test
    void aBombOfManyFilesIsRefusedBeforeItFillsTheMemory() {
        PackedChart bomb = new PackedChart().file("web/Chart.yaml", "name: web");
        for (int i = 0; i < 200; i++) {
            bomb.file("web/f" + i, "x");
        }
        host.on("/charts/web.tgz", bomb.bytes());
        host.on("/charts/index.yaml", "entries:\n  web:\n  - version: 1.0.0\n    urls: [web.tgz]\n");

        assertProblem(() -> charts.chart(helm(), "web", "1.0.0"), "LimitExceeded", "100 files");
    }

    private void pushToRegistry(String repository, String tag, byte[] archive) {
        String manifest = "{\"schemaVersion\":2,\"layers\":[{\"mediaType\":\"text/plain\",\"digest\":\"sha256:00\"},"
                + "{\"mediaType\":\"application/vnd.cncf.helm.chart.content.v1.tar+gzip\",\"digest\":\"sha256:"
                + Digests.hex(archive) + "\"}]}";
        host.on("/v2/" + repository + "/manifests/" + tag, manifest);
        host.on("/v2/" + repository + "/blobs/sha256:" + Digests.hex(archive), archive);
    }

    @Test
    void aChartOfARegistryIsFoundByTagAndByConstraint() {
        pushToRegistry("team/web", "1.2.0", PackedChart.of("web", "1.2.0"));
        pushToRegistry("team/web", "1.3.0_build.7", PackedChart.of("web", "1.3.0+build.7"));
        host.on("/v2/team/web/tags/list", exchange -> {
            boolean second = String.valueOf(exchange.getRequestURI().getQuery()).contains("last");
            if (!second) {
                exchange.getResponseHeaders().set("Link", "</v2/team/web/tags/list?last=1.2.0>; rel=\"next\"");
            }
            String tags = second ? "[\"1.3.0_build.7\",\"latest\"]" : "[\"1.2.0\"]";
            WebHost.send(exchange, 200, ("{\"tags\":" + tags + "}").getBytes(StandardCharsets.UTF_8));
        });

        assertThat(charts.chart(oci("team"), "web", "1.2.0").version()).isEqualTo("1.2.0");
        assertThat(charts.chart(oci("team/web"), "", "1.x").version()).isEqualTo("1.3.0+build.7");
        access = new Access("flagged", Credential.NONE, TlsIdentity.OF_THE_MACHINE, true);
        assertThat(charts.chart(new RepositoryUrl(host.authority() + "/team"), "web", "1.2.0")
                        .name())
                .isEqualTo("web");
        assertProblem(() -> charts.chart(oci("team"), "web", "4.0.0"), "RepositoryNotFound", "4.0.0");
        assertProblem(() -> charts.chart(oci("team"), "web", ">4"), "UnknownRevision", ">4");
    }

    @Test
    void aLayerWithAnotherDigestIsNotUsed() {
        byte[] archive = PackedChart.of("web", "1.2.0");
        pushToRegistry("team/web", "1.2.0", archive);
        host.on("/v2/team/web/blobs/sha256:" + Digests.hex(archive), PackedChart.of("web", "6.6.6"));

        assertProblem(() -> charts.chart(oci("team"), "web", "1.2.0"), "DigestMismatch", "not used");
    }

    @Test
    void aRegistryMayAskForATokenOfItsOwnOriginOnly() throws Exception {
        try (WebHost thief = new WebHost()) {
            thief.on("/token", "{\"token\":\"none\"}");
            byte[] archive = PackedChart.of("web", "1.2.0");
            pushToRegistry("team/web", "1.2.0", archive);
            access = new Access("ada", new Credential.Password("ada", "pw"), TlsIdentity.OF_THE_MACHINE, false);
            String own = access.credential().authorization();
            host.on("/token", exchange -> {
                boolean good = own.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                WebHost.send(exchange, good ? 200 : 401, "{\"token\":\"t1\"}".getBytes(StandardCharsets.UTF_8));
            });
            String[] realm = {host.origin() + "/token"};
            protect("/v2/team/web/manifests/1.2.0", realm);
            protect("/v2/team/web/blobs/sha256:" + Digests.hex(archive), realm);

            assertThat(charts.chart(oci("team"), "web", "1.2.0").digest()).isEqualTo("sha256:" + Digests.hex(archive));

            realm[0] = thief.origin() + "/token";
            charts.forget(oci("team"));
            assertProblem(() -> charts.chart(oci("team"), "web", "1.2.0"), "RepositoryUnauthorized", "credential");
            assertThat(thief.requests()).isNotEmpty().allMatch(each -> each.endsWith(" -"));
        }
    }

    private void protect(String path, String[] realm) {
        WebHost.Answer open = host.answer(path);
        host.on(path, exchange -> {
            if ("Bearer t1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                open.to(exchange);
            } else {
                exchange.getResponseHeaders()
                        .set(
                                "WWW-Authenticate",
                                "Bearer realm=\"" + realm[0] + "\",service=\"reg\",scope=\"repository:x:pull\"");
                exchange.sendResponseHeaders(401, -1);
            }
        });
    }

    private static String text(SourceTree tree, String path) {
        return new String(tree.read(path), StandardCharsets.UTF_8);
    }

    private static void assertProblem(ThrowingCallable call, String code, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().message()).contains(words);
        });
    }
}
