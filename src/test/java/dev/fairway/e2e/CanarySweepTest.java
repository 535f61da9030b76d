package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.resource.Actor;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets of every kind are planted, all that can be done with them is done, and nothing of them is found: in answers, in logs
 * at TRACE, in Postgres, in what children are given, in files. It runs after all other classes of its JVM, whose answers and
 * log lines have been looked at as well.
 */
@Isolated
@Order(Integer.MAX_VALUE)
class CanarySweepTest {

    private static final long LARGEST_FILE = 8 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("canary");

    @Test
    void noSecretIsFoundAnywhere() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        quieten(root);
        root.setLevel(Level.TRACE);
        try (Children children = new Children()) {
            secretsOfApplications();
            credentials();
            everyAnswer();
            assertThat(children.programs())
                    .as("children that were looked at; %s", children.failures())
                    .contains("helm");
        } finally {
            root.setLevel(before);
        }
        List<String> rows = fairway.everyRow();
        assertThat(rows).anyMatch(row -> row.contains("argocd/canary-chart"));
        rows.forEach(row -> Canary.look("Postgres: " + row.substring(0, Math.min(120, row.length())), row));
        files();
        assertThat(Canary.found().stream().distinct().limit(40)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSearchFindsWhatIsThere(Canary canary) {
        for (String before : List.of("", "u", "us")) {
            byte[] bytes = (before + canary.value() + "!").getBytes(StandardCharsets.UTF_8);
            assertThat(Canary.in(Base64.getEncoder().encodeToString(bytes))).isNotEmpty();
        }
        assertThat(Canary.in(JSON.writeValueAsString(Map.of("key", canary.value()))))
                .isNotEmpty();
    }

    private void secretsOfApplications() {
        lab.push(
                "Secrets of all kinds",
                Map.of(
                        "canary-plain/both.yaml",
                                """
                apiVersion: v1
                kind: Secret
                metadata: {name: both}
                data:
                  one: %s
                stringData:
                  two: "%s"
                """.formatted(Canary.SECRET_DATA.base64(), Canary.SECRET_STRING_DATA.value()),
                        "canary-broken/broken.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: broken}
                data:
                  one: "%s"
                """.formatted(Canary.SECRET_STRING_DATA.value()),
                        "canary-chart/Chart.yaml", "apiVersion: v2\nname: canary\nversion: 1.0.0\n",
                        "canary-chart/values.yaml", "password: '%s'\n".formatted(Canary.CHART_VALUE.value()),
                        "canary-chart/templates/secret.yaml", """
                apiVersion: v1
                kind: Secret
                metadata: {name: from-chart}
                stringData:
                  password: {{ .Values.password | quote }}
                """));
        fairway.cluster()
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("canary-plain")
                        .endMetadata()
                        .build())
                .create();
        fairway.cluster()
                .secrets()
                .inNamespace("canary-plain")
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("both")
                        .addToAnnotations(
                                "kubectl.kubernetes.io/last-applied-configuration",
                                JSON.writeValueAsString(
                                        Map.of("stringData", Map.of("two", Canary.SECRET_LAST_APPLIED.value()))))
                        .endMetadata()
                        .build())
                .create();
        for (String name : List.of("canary-plain", "canary-chart", "canary-broken")) {
            rest.create(Yaml.application(name, fairway.address("canary")));
        }
        eventually(() -> assertThat(rest.conditions("canary-broken")).isNotEmpty());
        for (String name : List.of("canary-plain", "canary-chart")) {
            eventually(() -> assertThat(rest.state(name)).startsWith("OutOfSync"));
            rest.sync(name);
            eventually(() -> assertThat(rest.state(name)).isEqualTo("Synced Healthy"));
        }
        fairway.cluster().secrets().inNamespace("canary-plain").withName("both").edit(secret -> {
            secret.getData().put("one", Canary.SECRET_BY_HAND.base64());
            return secret;
        });
        eventually(() -> assertThat(rest.state("canary-plain")).startsWith("OutOfSync"));
    }

    private void credentials() {
        String refusing = "localhost:" + Fairway.freePort();
        enter(
                "/api/v1/repositories",
                Map.of(
                        "repo", fairway.address("canary-private"),
                        "username", "canary",
                        "password", Canary.GIT_PASSWORD.value()));
        enter(
                "/api/v1/repositories",
                Map.of(
                        "repo",
                        refusing + "/charts",
                        "type",
                        "helm",
                        "enableOCI",
                        true,
                        "username",
                        "canary",
                        "password",
                        Canary.OCI_PASSWORD.value()));
        enter(
                "/api/v1/repositories",
                Map.of(
                        "repo",
                        "ssh://git@" + refusing + "/canary.git",
                        "sshPrivateKey",
                        "-----BEGIN OPENSSH PRIVATE KEY-----\n%s\n-----END OPENSSH PRIVATE KEY-----\n"
                                .formatted(Canary.SSH_KEY.value())));
        enter(
                "/api/v1/clusters",
                Map.of(
                        "name",
                        "canary-token",
                        "server",
                        "https://" + refusing,
                        "config",
                        Map.of("bearerToken", Canary.CLUSTER_TOKEN.value())));
        enter("/api/v1/clusters", Map.of("name", "canary-key", "kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: it
                contexts: [{name: it, context: {cluster: it, user: it}}]
                clusters: [{name: it, cluster: {server: "https://%s"}}]
                users: [{name: it, user: {token: "%s", client-key-data: "%s"}}]
                """.formatted(
                        refusing, Canary.CLUSTER_TOKEN.value(), Canary.CLUSTER_KEY.base64())));
        rest.create(Yaml.automated("canary-private", fairway.address("canary-private")));
        rest.create(Yaml.automated("canary-ssh", "ssh://git@" + refusing + "/canary.git"));
        rest.create(Yaml.automated("canary-oci", refusing + "/charts")
                .replace("path: canary-oci", "chart: canary")
                .replace("targetRevision: main", "targetRevision: 1.0.0"));
        for (String name : List.of("canary-private", "canary-ssh", "canary-oci")) {
            eventually(() -> assertThat(rest.conditions(name)).isNotEmpty());
        }
        Access access = fairway.part(Access.class);
        access.ensureUser("canary", Role.VIEWER);
        access.setPassword("canary", Canary.PERSONS_PASSWORD.value(), Actor.person("test"));
        enter("/api/v1/session", Map.of("username", "canary", "password", Canary.PERSONS_PASSWORD.value()));
        enter("/api/v1/session", Map.of("username", "nobody", "password", Canary.PERSONS_PASSWORD.value()));
    }

    /** It may be refused, as long as nothing is repeated. */
    private void enter(String path, Map<String, Object> body) {
        assertThat(rest.ask("POST", path, JSON.writeValueAsString(body)).statusCode())
                .as(path)
                .isLessThan(500);
    }

    private void everyAnswer() {
        for (String name : List.of("canary-plain", "canary-chart", "canary-private", "canary-ssh", "canary-oci")) {
            for (String page : List.of("", "/tree", "/list", "/diff", "/history", "/timeline", "/config", "/sync")) {
                rest.get("/apps/argocd/" + name + page);
            }
            for (String part : List.of("", "/resource-tree", "/managed-resources", "/manifests", "/events")) {
                rest.get("/api/v1/applications/" + name + part);
            }
        }
        for (String part : List.of("", "/yaml", "/yaml?side=desired", "/diff", "/events")) {
            rest.get("/apps/argocd/canary-plain/r/-/Secret/canary-plain/both" + part);
        }
        rest.get("/api/v1/applications/canary-plain/resource?kind=Secret&namespace=canary-plain&resourceName=both");
        for (String path : List.of(
                "/",
                "/apps",
                "/fleet",
                "/api/v1/applications",
                "/api/v1/repositories",
                "/api/v1/clusters",
                "/api/v1/projects",
                "/actuator/prometheus",
                "/actuator/health",
                "/api/openapi.json",
                "/audit",
                "/settings/repositories",
                "/settings/clusters")) {
            rest.get(path);
        }
        for (String path :
                List.of("/events?topics=head:argocd/canary-plain", "/api/v1/stream/applications?name=canary-plain")) {
            try (Stream<String> lines = rest.lines(path)) {
                lines.limit(1).forEach(line -> Canary.look(path, line));
            }
        }
    }

    /** All but what holds secrets by its nature: the cluster, Git, the database's files, the tokens of the sandbox. */
    private void files() throws IOException {
        try (Stream<Path> files = Files.walk(fairway.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String place = fairway.home().relativize(file).toString();
                if (!place.startsWith("sandbox/")
                        && !place.startsWith("postgres/")
                        && Files.size(file) < LARGEST_FILE) {
                    Canary.look(place, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** The console keeps to what matters. */
    private static void quieten(Logger root) {
        for (var appenders = root.iteratorForAppenders(); appenders.hasNext(); ) {
            Appender<ILoggingEvent> appender = appenders.next();
            if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                ThresholdFilter filter = new ThresholdFilter();
                filter.setLevel("INFO");
                filter.start();
                console.addFilter(filter);
            }
        }
    }
}
