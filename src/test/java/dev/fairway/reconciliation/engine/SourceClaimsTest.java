package dev.fairway.reconciliation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceClaimsTest {

    private static final String ONE = "1111111111111111111111111111111111111111";
    private static final String TWO = "2222222222222222222222222222222222222222";
    private static final Manifest PLAIN = object("Application", "{}", "{}");

    @Test
    void theAnnotationOfAPodTemplateNamesTheCommitAndTheOneBesideItTheRepository() {
        Manifest api = object(
                "Deployment",
                "{}",
                "{annotations: {org.opencontainers.image.revision: \"%s\", org.opencontainers.image.source: \"https://git.example/api\"}}"
                        .formatted(ONE));
        assertThat(claims(PLAIN, api))
                .isEqualTo(new SourceClaims.One(
                        ONE,
                        "https://git.example/api",
                        "the annotation org.opencontainers.image.revision of Deployment shop/api"));
    }

    @Test
    void workloadsThatAgreeNameOneCommitAndThoseThatDoNotNameNone() {
        Manifest api = object("Deployment", "{}", labelled(ONE));
        assertThat(claims(PLAIN, api, object("StatefulSet", labelled(ONE), "{}")))
                .isInstanceOf(SourceClaims.One.class);
        assertThat(claims(PLAIN, api, object("StatefulSet", labelled(TWO), "{}")))
                .isInstanceOfSatisfying(SourceClaims.Several.class, several -> assertThat(several.problem())
                        .isEqualTo("They name 2 different commits (1111111, 2222222), so none of them is taken."));
    }

    @Test
    void theApplicationsOwnWordWinsOverThoseOfItsWorkloads() {
        Manifest application = object("Application", labelled(TWO), "{}");
        assertThat(claims(application, object("Deployment", "{}", labelled(ONE))))
                .isEqualTo(new SourceClaims.One(
                        TWO, "", "the label org.opencontainers.image.revision of the application"));
    }

    @Test
    void whatIsNoCommitAndWhatIsNoWorkloadNamesNothing() {
        assertThat(claims(PLAIN, object("Deployment", "{}", labelled("main")))).isInstanceOf(SourceClaims.None.class);
        assertThat(claims(PLAIN, object("Deployment", "{}", labelled("--upload-pack=x"))))
                .isInstanceOf(SourceClaims.None.class);
        Manifest settings = Manifest.of(read("""
                {apiVersion: v1, kind: ConfigMap, metadata: {name: api, namespace: shop, labels: {org.opencontainers.image.revision: "%s"}}}
                """.formatted(ONE)));
        assertThat(claims(PLAIN, settings)).isInstanceOf(SourceClaims.None.class);
    }

    private static String labelled(String revision) {
        return "{labels: {org.opencontainers.image.revision: \"%s\"}}".formatted(revision);
    }

    private static SourceClaims claims(Manifest application, Manifest... desired) {
        return SourceClaims.of(SourceClaims.REVISION, application, List.of(desired));
    }

    /** With metadata of its own and of its pods, as flow mappings. */
    private static Manifest object(String kind, String metadata, String pods) {
        String own = metadata.equals("{}") ? "" : ", " + metadata.substring(1, metadata.length() - 1);
        return Manifest.of(read("""
                {apiVersion: apps/v1, kind: %s, metadata: {name: api, namespace: shop%s}, spec: {template: {metadata: %s}}}
                """.formatted(kind, own, pods)));
    }

    private static tools.jackson.databind.node.ObjectNode read(String yaml) {
        return Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT);
    }
}
