package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.manifests.KeptManifests;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.rollback.PreparedRollback;
import dev.fairway.rollback.Rollbacks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ProductLane
class RollbackTest {

    private static final Actor ADA = Actor.person("ada");

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Rollbacks rollbacks = fairway.part(Rollbacks.class);
    private final Ledger ledger = fairway.part(Ledger.class);
    private final KeptManifests manifests = fairway.part(KeptManifests.class);

    @Test
    void aRollbackIsACommitThatChangesOnlyWhatTheApplicationReadsAndAutomationBringsIt() {
        Repository lab = fairway.repository("back");
        lab.push("Good", Map.of("back/settings.yaml", Yaml.configMap("settings", "good"), "elsewhere.txt", "one"));
        rest.create(Yaml.automated("back", fairway.address("back")));
        eventually(() -> assertThat(value("back")).isEqualTo("good"));
        Deployment good = deployed("back", 1);
        String bad = lab.push(
                "Bad",
                Map.of(
                        "back/settings.yaml", Yaml.configMap("settings", "bad"),
                        "back/more.yaml", Yaml.configMap("more", "new"),
                        "elsewhere.txt", "two"));
        deployed("back", 2);

        ApplicationName name = new ApplicationName("argocd", "back");
        PreparedRollback prepared = rollbacks.prepare(name, good.revisions(), "It broke checkout", ADA);
        assertThat(prepared.commit().files())
                .extracting(file -> file.path() + " " + file.change())
                .containsExactly("back/more.yaml REMOVED", "back/settings.yaml CHANGED");
        assertThat(prepared.undone()).extracting(commit -> commit.subject()).containsExactly("Bad");
        assertThat(prepared.objects())
                .anySatisfy(change -> assertThat(change.diff()).contains("-  value: bad", "+  value: good"));
        assertThat(prepared.others()).isEmpty();
        assertThat(value("back")).as("nothing is done yet").isEqualTo("bad");
        assertThat(rest.body("/apps/argocd/back/rollback?to=" + good.id())).contains("back/more.yaml", "removed");

        rollbacks.push(name, good.revisions(), bad, "It broke checkout", ADA);

        eventually(() -> assertThat(value("back")).isEqualTo("good"));
        eventually(() -> assertThat(rest.state("back")).isEqualTo("Synced Healthy"));
        assertThat(lab.read("elsewhere.txt")).as("what it does not read stays").isEqualTo("two");
        assertThat(lab.message())
                .startsWith("Roll back back to " + good.revisions().getFirst().substring(0, 7))
                .contains("It broke checkout", "Fairway-Application: argocd/back", "Requested-by: ada");
    }

    @Test
    void aRollbackThatGitDoesNotFollowIsReworkAndFailsWhatItUndid() {
        Repository lab = fairway.repository("undone");
        lab.push("Good", "undone/settings.yaml", Yaml.configMap("settings", "good"));
        rest.create(Yaml.application("undone", fairway.address("undone"))
                .replace(
                        "  namespace: argocd\n",
                        "  namespace: argocd\n  labels:\n    fairway.dev/environment: production\n"));
        eventually(() -> assertThat(rest.state("undone")).startsWith("OutOfSync"));
        rest.sync("undone");
        Deployment good = deployed("undone", 1);
        lab.push("Bad", "undone/settings.yaml", Yaml.configMap("settings", "bad"));
        eventually(() -> assertThat(rest.state("undone")).startsWith("OutOfSync"));
        rest.sync("undone");
        Deployment bad = deployed("undone", 2);

        rest.ask("POST", "/api/v1/applications/undone/rollback", "{\"id\":%d}".formatted(good.id()));

        eventually(() -> assertThat(value("undone")).isEqualTo("good"));
        Deployment back = deployed("undone", 3);
        assertThat(back.revisions()).isEqualTo(good.revisions());
        assertThat(back.images()).isEqualTo(good.images());
        assertThat(back.commits()).isEmpty();
        assertThat(rest.json("/api/v1/ledger").path("running").valueStream())
                .as("what runs is what the rollback brought back, although Git says otherwise")
                .anySatisfy(running ->
                        assertThat(running.path("deployment").asLong()).isEqualTo(back.id()));
        assertThat(manifests.of(back.id())).isEqualTo(manifests.of(good.id())).isPresent();
        eventually(() -> assertThat(rest.json("/api/v1/dora/deploymentReworkRate/rows?history=record&service=undone")
                        .path("rows")
                        .valueStream())
                .anySatisfy(row -> assertThat(row.path("kind").asString()).isEqualTo("rollback")));
        assertThat(rest.json("/api/v1/dora/changeFailRate/rows?history=record&service=undone")
                        .path("rows")
                        .valueStream())
                .anySatisfy(row -> {
                    assertThat(row.path("deployment").asString()).isEqualTo(String.valueOf(bad.id()));
                    assertThat(row.path("failed").asBoolean()).isTrue();
                });
        rest.sync("undone");
        assertThat(deployed("undone", 4).revisions()).as("and forward again").isEqualTo(bad.revisions());
        String incident = """
                {"id": "undone-%1$s", "title": "Checkout answers 503", "startedAt": "%2$s", "service": "%1$s",
                 "url": "%3$s"}""";
        String now = Instant.now().toString();
        rest.ask("POST", "/api/v1/incidents", incident.formatted("undone", now, "https://pager.example/7"));
        rest.ask("POST", "/api/v1/incidents", incident.formatted("another", now, "javascript:alert(1)"));
        eventually(() -> assertThat(rest.body("/dora/deployments/" + bad.id()))
                .contains("<a class=\"strong\" href=\"https://pager.example/7\" rel=\"noreferrer\">")
                .containsPattern("[0-9]+ of (another service|other services)<")
                .doesNotContain("javascript:alert"));
    }

    /** Git went on before it was healthy, or somebody looked at it on the way: its commits come with what is deployed next. */
    @Test
    void aStateOnTheWayThatWasNeverDeployedLosesNoCommit() {
        Repository lab = fairway.repository("passed");
        lab.push("Before", "passed/settings.yaml", Yaml.configMap("settings", "before"));
        rest.create(Yaml.application("passed", fairway.address("passed")));
        rest.sync("passed");
        deployed("passed", 1);
        String between = lab.push("Between", "passed/settings.yaml", Yaml.configMap("settings", "between"));
        String after = lab.push("After", "passed/settings.yaml", Yaml.configMap("settings", "after"));
        eventually(() -> assertThat(rest.json("/api/v1/applications/passed")
                        .at("/status/sync/revision")
                        .asString())
                .isEqualTo(after));
        rest.ask("POST", "/api/v1/applications/passed/sync", "{\"revision\":\"%s\"}".formatted(between));
        eventually(() -> assertThat(value("passed")).isEqualTo("between"));
        eventually(() -> assertThat(rest.json("/api/v1/applications/passed")
                        .at("/status/operationState/syncResult/revision")
                        .asString())
                .isEqualTo(between));
        eventually(() -> assertThat(ledger.operations(new ApplicationName("argocd", "passed"), 1))
                .singleElement()
                .satisfies(last -> assertThat(last.rolloutVerdict())
                        .as("its second verdict")
                        .isPresent()));
        rest.sync("passed");

        assertThat(deployed("passed", 2).commits())
                .extracting(Deployment.DeployedCommit::subject)
                .containsExactlyInAnyOrder("Between", "After");
    }

    @Test
    void whoeverReadsTheSameFilesIsNamedAndABranchThatMovedIsNotWritten() {
        Repository lab = fairway.repository("shared");
        lab.push("Good", "both/settings.yaml", Yaml.configMap("settings", "good"));
        rest.create(Yaml.automated("left", fairway.address("shared")).replace("path: left", "path: both"));
        rest.create(Yaml.automated("right", fairway.address("shared")).replace("path: right", "path: both"));
        Deployment good = deployed("left", 1);
        eventually(() -> assertThat(value("right")).isEqualTo("good"));
        String bad = lab.push("Bad", "both/settings.yaml", Yaml.configMap("settings", "bad"));
        deployed("left", 2);

        ApplicationName left = new ApplicationName("argocd", "left");
        PreparedRollback prepared = rollbacks.prepare(left, good.revisions(), "", ADA);
        assertThat(prepared.others())
                .singleElement()
                .satisfies(other -> assertThat(other.application().name()).isEqualTo("right"));

        lab.push("Newer", "both/settings.yaml", Yaml.configMap("settings", "newer"));
        eventually(() -> assertThat(value("left")).isEqualTo("newer"));
        assertThatThrownBy(() -> rollbacks.push(left, good.revisions(), bad, "", ADA))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("moved");

        String head = rollbacks.prepare(left, good.revisions(), "", ADA).head();
        String branch =
                rollbacks.leaveAsBranch(left, good.revisions(), head, "", ADA).branch();
        assertThat(lab.branches()).contains(branch);
        assertThat(value("left")).as("a branch changes nothing that runs").isEqualTo("newer");
    }

    private Deployment deployed(String application, int count) {
        ApplicationName name = new ApplicationName("argocd", application);
        eventually(() -> assertThat(ledger.deployments(name, 10)).hasSize(count));
        List<Deployment> deployments = ledger.deployments(name, 10);
        return deployments.getFirst();
    }

    private String value(String namespace) {
        return fairway.cluster()
                .configMaps()
                .inNamespace(namespace)
                .withName("settings")
                .require()
                .getData()
                .values()
                .iterator()
                .next();
    }
}
