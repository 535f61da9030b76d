package dev.fairway.browser;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.applications.Applications;
import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import dev.fairway.sync.OperationPhase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The running pages, and a way to say how applications are going. */
@TestComponent
public class Site {

    private static final Actor TEST = Actor.person("test");

    private final Environment environment;
    private final Access access;
    private final Applications applications;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Site(Environment environment, Access access, Applications applications, JdbcClient jdbc, JsonMapper json) {
        this.environment = environment;
        this.access = access;
        this.applications = applications;
        this.jdbc = jdbc;
        this.json = json;
    }

    public String address() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    /** The session cookie's value of somebody with this role. */
    public String session(Principal.Role role) {
        String user = role.name().toLowerCase(java.util.Locale.ROOT);
        access.ensureUser(user, role);
        return access.openSession(new Principal(user, role, Actor.person(user)));
    }

    /** As if it had become too old. */
    public void endSession(String session) {
        access.closeSession(session);
    }

    /** Makes an application that nobody has looked at yet. */
    public ApplicationName application(String name, String team) {
        return make(name, "labels: {fairway.dev/team: %s}".formatted(team));
    }

    /** Makes one that is not gone before what it made is gone. */
    public ApplicationName guarded(String name, String team) {
        return make(
                name,
                "labels: {fairway.dev/team: %s}\n  finalizers: [resources-finalizer.argocd.argoproj.io]"
                        .formatted(team));
    }

    /** Makes an application as another one does. */
    public ApplicationName child(String name, ApplicationName parent) {
        return make(
                name,
                "annotations: {argocd.argoproj.io/tracking-id: '%s:argoproj.io/Application:argocd/%s'}"
                        .formatted(parent.name(), name));
    }

    /** Makes one that runs in a cluster of this name. */
    public ApplicationName applicationOn(String name, String cluster) {
        return make(name, "labels: {fairway.dev/team: %s}".formatted(cluster), cluster);
    }

    private ApplicationName make(String name, String metadata) {
        return make(name, metadata, "in-cluster");
    }

    private ApplicationName make(String name, String metadata, String cluster) {
        String yaml = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: %s
              %s
            spec:
              project: default
              source: {repoURL: 'https://git.example/shop.git', path: %s, targetRevision: main}
              destination: {name: %s, namespace: shop}
              syncPolicy: {automated: {}}
            """.formatted(name, metadata, name, cluster);
        Manifest manifest =
                Manifest.of(Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), name, YamlLimits.DEFAULT));
        return applications.create(manifest, TEST).name();
    }

    public void isHealthy(ApplicationName name) {
        write(name, HealthStatus.HEALTHY, "", SyncStatus.SYNCED, Optional.empty());
    }

    public void isOutOfSync(ApplicationName name) {
        write(name, HealthStatus.HEALTHY, "", SyncStatus.OUT_OF_SYNC, Optional.empty());
    }

    public void isDegraded(ApplicationName name, String why) {
        write(name, HealthStatus.DEGRADED, why, SyncStatus.SYNCED, Optional.empty());
    }

    /** Everything that is said of it names another application: its objects, its health, its conditions, its operation. */
    public void tellsOf(ApplicationName name, ApplicationName other, long operation) {
        ResourceKey key = new ResourceKey("argoproj.io", "Application", other.namespace(), other.name());
        Health health = new Health(HealthStatus.DEGRADED, key.display() + ": it crashes");
        Instant now = Instant.now();
        OperationState state = new OperationState(
                operation,
                OperationState.Kind.SYNC,
                TEST,
                "",
                List.of(),
                OperationPhase.RUNNING,
                "Waits for " + key.display(),
                now,
                Optional.empty(),
                1,
                Optional.empty(),
                false,
                List.of(new OperationState.Result(
                        key, "v1alpha1", "Sync", 0, false, "SyncFailed", key.display() + " is refused")),
                OperationState.Rollout.NONE,
                "");
        write(
                name,
                health,
                SyncStatus.OUT_OF_SYNC,
                Optional.of(state),
                List.of(new ResourceStatus(
                        key, "v1alpha1", SyncStatus.SYNCED, Optional.of(health), false, false, false, 0, "")),
                List.of(new Condition(
                        "SharedResourceWarning",
                        "SharedResource",
                        "ConfigMap/shop/web is also part of the application %s. Remove it from one of the two."
                                .formatted(other),
                        now)));
    }

    /** It is made of these objects. */
    public void consistsOf(ApplicationName name, ResourceStatus... objects) {
        write(
                name,
                new Health(HealthStatus.HEALTHY, ""),
                SyncStatus.SYNCED,
                Optional.empty(),
                List.of(objects),
                List.of());
    }

    public void hasFailed(ApplicationName name, long operation, String why) {
        Instant now = Instant.now();
        write(
                name,
                HealthStatus.DEGRADED,
                "",
                SyncStatus.OUT_OF_SYNC,
                Optional.of(new OperationState(
                        operation,
                        OperationState.Kind.SYNC,
                        TEST,
                        "",
                        List.of(),
                        OperationPhase.FAILED,
                        why,
                        now.minusSeconds(90),
                        Optional.of(now.minusSeconds(30)),
                        3,
                        Optional.empty(),
                        false,
                        List.of(),
                        OperationState.Rollout.NONE,
                        "")));
    }

    /** Somebody asks for its end; here nothing reconciles, so a guarded one stays at that. */
    public void isDeleted(ApplicationName name) {
        applications.requestDeletion(name, TEST);
    }

    private void write(
            ApplicationName name,
            HealthStatus health,
            String message,
            SyncStatus sync,
            Optional<OperationState> operation) {
        write(name, new Health(health, message), sync, operation, List.of(), List.of());
    }

    private void write(
            ApplicationName name,
            Health health,
            SyncStatus sync,
            Optional<OperationState> operation,
            List<ResourceStatus> resources,
            List<Condition> conditions) {
        Instant now = Instant.now();
        ApplicationStatus status = new ApplicationStatus(
                name,
                "in-cluster",
                sync,
                health,
                List.of("9f3c1ab000000000000000000000000000000000"),
                Optional.of(new ApplicationStatus.Head(
                        "9f3c1ab000000000000000000000000000000000", "ada", now.minusSeconds(600), "Rename DB_URL")),
                "render",
                resources,
                conditions,
                List.of("registry.example/" + name.name() + ":1"),
                operation,
                ApplicationStatus.Memory.EMPTY,
                now,
                now);
        jdbc.sql("""
            insert into application_statuses as s
                (application, sync, health, document, changed_at, reconciled_at)
            values (:name, :sync, :health, cast(:document as jsonb), now(), now())
            on conflict (application) do update set document = excluded.document\
            """)
                .param("name", name.toString())
                .param("sync", sync.text())
                .param("health", health.status().name())
                .param("document", json.writeValueAsString(status))
                .update();
    }
}
