package dev.fairway.access.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PolicyTextTest {

    @Test
    void readsAPolicyOfArgoCdAsItIs() {
        PolicyText read = PolicyText.read("""
            # Roles of the platform
            p, role:org-admin, applications, *, */*, allow
            p, role:org-admin, clusters, get, *, allow
            p, role:org-admin, repositories, update, *, allow
            p, role:org-admin, logs, get, *, allow
            p, role:org-admin, exec, create, */*, allow

            p, role:staging-db-admins, applications, action/apps/Deployment/restart, staging/*, allow
            p, example-user, applications, delete/*/Pod/*/*, default/prod-app, deny
            p, proj:shop:ci, applications, sync, shop/*, allow   # the pipeline
            g, "cn=ops,ou=groups,dc=example", role:org-admin
            g, my-org:team-alpha, role:readonly
            """);
        assertThat(read.mistakes()).isEmpty();
        assertThat(read.lines()).hasSize(10);
        assertThat(read.lines().get(8).text()).isEqualTo("g, \"cn=ops,ou=groups,dc=example\", role:org-admin");
        assertThat(read.lines().get(7).text()).isEqualTo("p, proj:shop:ci, applications, sync, shop/*, allow");
    }

    @Test
    void tellsEveryLineThatIsWrongByItsNumber() {
        PolicyText read = PolicyText.read("""
            p, ada, applications, get, shop/*, allow
            p, ada, applications, get
            p, ada, aplications, get, shop/*, allow
            p, ada, applications, get, shop/*, maybe
            x, ada, role:viewer
            g, ada, bob
            g, ada
            p, ada, applications, get, shop/[z-a], allow
            p, , applications, get, shop/*, allow
            """);
        assertThat(read.lines()).hasSize(1);
        assertThat(read.mistakes().stream()
                        .map(mistake -> mistake.number() + " " + mistake.text())
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                    2 A permission has six parts: p, subject, resource, action, object, allow or deny. This one has 4.
                    3 There is no resource of this name. Known are: applications, applicationsets, clusters, projects, repositories, write-repositories, accounts, certificates, gpgkeys, logs, exec, extensions, audit, notifications.
                    4 The last part is allow or deny.
                    5 A line begins with p (a permission) or g (who has a role).
                    6 A role is written role:name, or proj:project:name for one of a project.
                    7 Who has a role is said in three parts: g, user or group, role; a fourth limits it to a project. This one has 2.
                    8 A pattern in it is not valid: check its brackets.
                    9 Subject, action and object may not be empty.""");
    }

    @Test
    void takesNoTextWithoutEnd() {
        assertThat(PolicyText.read("p".repeat(PolicyText.LONGEST + 1)).mistakes())
                .hasSize(1);
        assertThat(PolicyText.read("g, a, role:b\n".repeat(6_000)).mistakes()).hasSize(1);
    }
}
