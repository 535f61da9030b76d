package dev.fairway.web.access;

import dev.fairway.access.Access;
import dev.fairway.access.Grant;
import dev.fairway.access.Grants;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.applications.Applications;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import dev.fairway.tenancy.Projects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two projects with an application and an operation each, and people who have a role in the first of them only. */
@TestComponent
public class Cast {

    static final String OWN = "cast-own";
    static final String FOREIGN = "cast-foreign";
    static final String OWN_CHILD = "cast-own-child";
    static final String FOREIGN_CHILD = "cast-foreign-child";
    static final long OWN_OPERATION = 9_001;
    static final long FOREIGN_OPERATION = 9_002;

    private static final Actor TEST = Actor.person("test");

    private final Access access;
    private final Grants grants;
    private final Applications applications;
    private final Projects projects;
    private final JdbcClient jdbc;

    Cast(Access access, Grants grants, Applications applications, Projects projects, JdbcClient jdbc) {
        this.access = access;
        this.grants = grants;
        this.applications = applications;
        this.projects = projects;
        this.jdbc = jdbc;
    }

    void enter() {
        for (String project : new String[] {OWN, FOREIGN}) {
            if (projects.find(project).isEmpty()) {
                projects.create(manifest("""
                    apiVersion: argoproj.io/v1alpha1
                    kind: AppProject
                    metadata: {name: %s}
                    spec: {sourceRepos: ['*'], destinations: [{server: '*', namespace: '*'}]}
                    """.formatted(project)), TEST);
            }
        }
        operation(OWN_OPERATION, OWN);
        operation(FOREIGN_OPERATION, FOREIGN);
        exist();
    }

    /** The roles that the own project has of its own, as YAML. */
    void haveRoles(String roles) {
        projects.apply(manifest("""
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: %s}
                spec: {sourceRepos: ['*'], destinations: [{server: '*', namespace: '*'}], roles: %s}
                """.formatted(OWN, roles.replace("\n", " "))), TEST);
    }

    /** Each application has its project's name. */
    void exist() {
        for (String name : new String[] {OWN, FOREIGN}) {
            if (applications.find(new ApplicationName("argocd", name)).isEmpty()) {
                applications.create(application(name, name), TEST);
            }
        }
    }

    /** The own application made one of the foreign project, and the foreign one made one of the own project. */
    void haveChildren() {
        for (String[] child : new String[][] {{FOREIGN_CHILD, FOREIGN, OWN}, {OWN_CHILD, OWN, FOREIGN}}) {
            if (applications.find(new ApplicationName("argocd", child[0])).isEmpty()) {
                applications.create(
                        application(child[0], child[1]).with(tree -> tree.withObject("/metadata/annotations")
                                .put(
                                        "argocd.argoproj.io/tracking-id",
                                        "%s:argoproj.io/Application:argocd/%s".formatted(child[2], child[0]))),
                        TEST);
            }
        }
    }

    static Manifest application(String name, String project) {
        return manifest("""
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: %s, finalizers: [resources-finalizer.argocd.argoproj.io]}
            spec:
              project: %s
              source: {repoURL: 'https://git.example/%s.git', path: ., targetRevision: main}
              destination: {name: in-cluster, namespace: shop}
            """.formatted(name, project, name));
    }

    /** Somebody who has a role everywhere. */
    String sessionWith(String user, Role everywhere) {
        access.ensureUser(user, everywhere);
        return access.openSession(new Principal(user, everywhere, Actor.person(user)));
    }

    /** Somebody who has a role in the first project and none anywhere else. */
    String sessionIn(String user, String role) {
        access.ensureUser(user, Role.NONE);
        grants.give(Grant.Kind.USER, user, role, OWN, TEST);
        return access.openSession(new Principal(user, Role.NONE, Actor.person(user)));
    }

    String tokenOf(String user) {
        return access.issueToken(user, "test", Duration.ofHours(1), TEST).secret();
    }

    private void operation(long id, String application) {
        jdbc.sql("""
                        insert into operations (id, application, project, team, service, environment, production, cluster,
                            kind, actor_kind, actor_name, reason, revisions, request, started_at)
                        values (:id, :application, :project, '', '', '', false, 'in-cluster', 'SYNC', 'PERSON', 'test', '',
                            '{}', cast(:request as jsonb), now()) on conflict (id) do nothing""")
                .param("id", id)
                .param("application", "argocd/" + application)
                .param("project", application)
                .param("request", """
                    {"revisions": [], "prune": false, "dryRun": false, "applyOnly": false, "force": false,
                     "resources": [], "options": [], "retryLimit": 0, "reason": ""}""")
                .update();
    }

    private static Manifest manifest(String yaml) {
        return Manifest.of(Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT));
    }
}
