package dev.fairway.rendering;

import static org.awaitility.Awaitility.await;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.kept.KeptRenders;
import dev.fairway.rendering.process.Fences;
import dev.fairway.rendering.process.ProcessLimits;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.rendering.tool.Forerunner;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.YamlLimits;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import dev.fairway.source.SourceTree;
import dev.fairway.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A renderer with the real helm and kubectl that come with Fairway, and a real Postgres. */
final class Kitchen {

    static final FairwayHome HOME = new FairwayHome(Path.of("target", "rendering-home"));
    static final Fences FENCES = Fences.probe();
    static final ProcessLimits LIMITS = new ProcessLimits(
            Duration.ofSeconds(60), Duration.ofSeconds(2), 20 * 1024 * 1024, 64 * 1024, 512L * 1024 * 1024, 2);

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final JdbcClient jdbc;
    final Renderer renderer;
    final Forerunner forerunner;

    private final List<RenderRequest.Source> sources = new ArrayList<>();
    private String kubeVersion = "1.34.1";
    private List<String> apiVersions = List.of("v1", "apps/v1");
    private String application = "shop";

    Kitchen() {
        this(JdbcClient.create(TestDatabase.fresh().dataSource()), LIMITS);
    }

    Kitchen(JdbcClient jdbc, ProcessLimits limits) {
        this(jdbc, new ProcessRunner(limits, FENCES, true), (repository, name, version) -> {
            throw Problem.stalled("ChartDependencyMissing", "No chart repository is set up in this test.")
                    .asException();
        });
    }

    Kitchen(JdbcClient jdbc, ProcessRunner runner, ChartDependencies dependencies) {
        this.jdbc = jdbc;
        Toolbox toolbox = new Toolbox(runner, HOME, Optional.empty(), Optional.empty(), "");
        this.forerunner = new Forerunner(runner, toolbox, HOME.folder("renders"), metrics);
        this.renderer = new KeyedRenderer(
                new RecipeBook(dependencies),
                toolbox,
                runner,
                new KeptRenders(jdbc, new PlainVault(), Clock.systemUTC()),
                new FailedRenders(Clock.systemUTC()),
                new PlainVault().hidingDesired(),
                HOME.folder("renders"),
                forerunner,
                metrics);
    }

    /** One in which a kustomize waits for the next build. */
    Kitchen prepared() {
        forerunner.start();
        await().until(forerunner::isReady);
        return this;
    }

    /** Another replica on the same database. */
    Kitchen replica() {
        return new Kitchen(jdbc, LIMITS);
    }

    Kitchen with(SourceTree files, String yaml) {
        ObjectNode spec = Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), "source", YamlLimits.DEFAULT);
        if (!spec.has("repoURL")) {
            spec.put("repoURL", "https://git.example.org/shop.git");
        }
        sources.add(new RenderRequest.Source(SourceSpec.read(spec), "0123456789abcdef0123456789abcdef01234567", files));
        return this;
    }

    Kitchen named(String application) {
        this.application = application;
        return this;
    }

    Kitchen on(String kubeVersion, String... apiVersions) {
        this.kubeVersion = kubeVersion;
        this.apiVersions = List.of(apiVersions);
        return this;
    }

    RenderedManifests render() {
        return renderer.render(request());
    }

    RenderRequest request() {
        RenderRequest request = new RenderRequest(
                new ApplicationName("argocd", application),
                "default",
                List.copyOf(sources),
                "shop-prod",
                kubeVersion,
                apiVersions);
        sources.clear();
        return request;
    }

    RenderedManifests render(SourceTree files, String yaml) {
        return with(files, yaml).render();
    }

    /** The manifests as one text, for comparison with what a person would expect to read. */
    String text(SourceTree files, String yaml) {
        return text(render(files, yaml).manifests());
    }

    static String text(List<Manifest> manifests) {
        StringBuilder text = new StringBuilder();
        manifests.forEach(manifest -> text.append("---\n").append(Manifests.toYaml(manifest.tree())));
        return text.toString();
    }

    double renders(String tool) {
        return metrics.find("fairway.renders").tag("tool", tool).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double misses(String cause) {
        return metrics.find("fairway.render.cache").tag("cause", cause).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Hides nothing from the test, but in the form that a real vault gives. */
    static final class PlainVault implements Vault {

        @Override
        public Sealed seal(String context, byte[] clear) {
            return new Sealed(Base64.getEncoder().encodeToString(clear));
        }

        @Override
        public byte[] open(String context, Sealed sealed) {
            return Base64.getDecoder().decode(sealed.text());
        }

        @Override
        public String keyId() {
            return "test";
        }

        @Override
        public String fingerprint(byte[] clear) {
            return Hashes.sha256(clear);
        }

        @Override
        public SecretText.Hiding hidingDesired() {
            return value -> SecretText.sealed("test", value);
        }

        @Override
        public SecretText.Hiding hidingLive() {
            return SecretText::fingerprinted;
        }

        @Override
        public String reveal(String sealedText) {
            return SecretText.ciphertext(sealedText);
        }
    }
}
