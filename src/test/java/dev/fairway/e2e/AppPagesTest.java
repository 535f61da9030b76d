package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.audit.AuditTrail;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of one application, without scripts. */
@ProductLane
class AppPagesTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 2
              selector:
                matchLabels: {app: web}
              template:
                metadata:
                  labels: {app: web}
                spec:
                  containers:
                    - name: web
                      image: registry.tidewater.example/web:1
            """;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Browser browser = fairway.browser();
    private final Repository lab = fairway.repository("pages");
    private final String address = fairway.address("pages");

    @Test
    void theTreeDrawsAnApplicationInTheOrderOfItsWaves() {
        eventually(() -> assertThat(rest.state("orders-prod")).isEqualTo("Synced Healthy"));

        String page = browser.page("/apps/argocd/orders-prod/tree");

        assertThat(page.indexOf("Before sync")).isPositive().isLessThan(page.indexOf("Wave -1"));
        assertThat(page.indexOf("Wave -1")).isLessThan(page.indexOf("Wave 1"));
        assertThat(page)
                .contains("<title>Deployment orders, namespace shop-prod, 3/3, Healthy, Synced</title>")
                .contains("3 of 3 ready")
                .doesNotContain("style=\"");
        assertThat(browser.page("/apps/argocd/orders-prod/tree?as=table"))
                .contains("role=\"treegrid\"", "orders-migrate");
        assertThat(browser.page("/apps/argocd/orders-prod/tree?q=parcels"))
                .contains("parcels")
                .doesNotContain("orders-migrate");
    }

    @Test
    void aPodThatCrashesIsExplainedBesideTheTree() {
        eventually(() -> {
            String tree = browser.page("/apps/argocd/pricing-staging/tree");
            Matcher pod =
                    Pattern.compile("href=\"([^\"]*focus=%2FPod%2F[^\"#]*)").matcher(tree);
            assertThat(pod.find()).isTrue();
            assertThat(browser.page(pod.group(1).replace("&amp;", "&")))
                    .contains("class=\"drawer\"", "exits 1", "DB_URL is not set", "CrashLoopBackOff");
        });
    }

    @Test
    void restartingAWorkloadMakesNewPodsAndIsOnRecordWithWhoDidIt() {
        lab.push("A service", "restarted/web.yaml", DEPLOYMENT);
        rest.create(Yaml.automated("restarted", address));
        eventually(() -> assertThat(rest.state("restarted")).isEqualTo("Synced Healthy"));
        String page = "/apps/argocd/restarted/r/apps/Deployment/restarted/web";
        assertThat(browser.page(page)).contains("Restart", "Pause rollout", "Delete…");

        String next = browser.submit(page, page + "/act", Map.of("verb", "restart"));

        assertThat(browser.page(next)).contains("Restarting");
        eventually(() -> assertThat(fairway.cluster()
                        .apps()
                        .replicaSets()
                        .inNamespace("restarted")
                        .list()
                        .getItems())
                .hasSize(2));
        assertThat(fairway.part(AuditTrail.class).about("application:argocd/restarted", 10))
                .anySatisfy(entry -> {
                    assertThat(entry.action()).isEqualTo("resource.restart");
                    assertThat(entry.actor().name()).isNotEmpty();
                });
        eventually(() -> assertThat(browser.page("/apps/argocd/restarted/tree")).contains("1 older revision"));
        assertThat(browser.page("/apps/argocd/restarted/timeline")).contains("resource restart");
    }

    @Test
    void deletingAnObjectSaysWhatGoesWithItAndAsksForItsName() {
        lab.push("A service", "deleted/web.yaml", DEPLOYMENT);
        rest.create(Yaml.application("deleted", address));
        eventually(() -> assertThat(rest.state("deleted")).startsWith("OutOfSync"));
        rest.sync("deleted");
        eventually(() -> assertThat(rest.state("deleted")).isEqualTo("Synced Healthy"));
        String page = "/apps/argocd/deleted/r/apps/Deployment/deleted/web/delete";
        String ask = browser.page(page);
        assertThat(ask).contains("3 objects go with it", "ReplicaSet/deleted/web-", "Pod/deleted/web-");
        Matcher uid = Pattern.compile("name=\"uid\" value=\"([^\"]+)\"").matcher(ask);
        assertThat(uid.find()).isTrue();

        assertThat(browser.submit(page, page, Map.of("uid", uid.group(1), "typed", "wbe")))
                .contains("mistyped");
        browser.submit(page, page, Map.of("uid", uid.group(1), "typed", "web", "propagation", "FOREGROUND"));

        eventually(() -> assertThat(fairway.cluster()
                        .apps()
                        .deployments()
                        .inNamespace("deleted")
                        .withName("web")
                        .get())
                .isNull());
    }

    @Test
    void aSyncThatDeletesSpellsOutWhatAndWantsTheApplicationsName() {
        String both = lab.push(
                "Two settings",
                Map.of(
                        "swept/one.yaml", Yaml.configMap("one", "1"),
                        "swept/two.yaml", Yaml.configMap("two", "2")));
        rest.create(Yaml.application("swept", address));
        eventually(() -> assertThat(rest.state("swept")).startsWith("OutOfSync"));
        assertThat(browser.page("/apps/argocd/swept/sync")).contains("Created", "ConfigMap/one");
        String dry = browser.submit("/apps/argocd/swept/sync", "/apps/argocd/swept/sync", Map.of("dryRun", "true"));
        eventually(() -> assertThat(browser.page(dry))
                .contains(
                        "Dry run of swept", "3 resources, 3 would change", "3 would be applied", "nothing was changed")
                .doesNotContain("another operation has followed"));
        assertThat(settings("one")).as("a dry run changes nothing").isFalse();
        rest.sync("swept");
        eventually(() -> assertThat(rest.state("swept")).isEqualTo("Synced Healthy"));
        lab.remove("Only one", "swept/two.yaml");
        eventually(() -> assertThat(rest.state("swept")).startsWith("OutOfSync"));
        assertThat(browser.page("/apps/argocd/swept/sync?prune=true&revision=" + both))
                .doesNotContain("to confirm");

        assertThat(browser.page("/apps/argocd/swept/sync")).contains("pruning is off");
        String panel = "/apps/argocd/swept/sync?prune=true";
        assertThat(browser.page(panel)).contains("Deleted", "ConfigMap/two", "to confirm");
        assertThat(browser.submit(panel, "/apps/argocd/swept/sync", Map.of("prune", "true")))
                .contains("unconfirmed=true");
        assertThat(browser.submit(
                        panel,
                        "/apps/argocd/swept/sync",
                        Map.of("prune", "true", "confirm", "swept", "seen", "what was there before")))
                .contains("unconfirmed=moved");
        assertThat(settings("two")).isTrue();

        // As if Git had moved between the panel's last look and the operation's own.
        long moved = fairway.part(Reconciliations.class)
                .sync(
                        new ApplicationName("argocd", "swept"),
                        SyncCommand.everything().asRead(List.of(both)),
                        Actor.person("ada"));
        eventually(() -> assertThat(browser.page("/ops/" + moved))
                .contains("Git moved from " + both.substring(0, 7) + " to ", "so nothing was changed"));
        String again = browser.submit("/ops/" + moved, "/ops/" + moved + "/retry", Map.of());
        eventually(() -> assertThat(browser.page(again))
                .as("pressing Retry confirms nothing")
                .contains("Git moved from " + both.substring(0, 7)));
        assertThat(settings("two")).isTrue();

        String started = browser.submit(panel, "/apps/argocd/swept/sync", Map.of("prune", "true", "confirm", "swept"));
        assertThat(started).startsWith("/ops/");
        eventually(() -> assertThat(settings("two")).isFalse());
        long operation = Long.parseLong(started.substring("/ops/".length()));
        assertThat(fairway.part(Ledger.class)
                        .operation(operation)
                        .orElseThrow()
                        .request()
                        .confirmed())
                .as("the commit that the panel was of")
                .hasSize(1)
                .doesNotContain(both);
        assertThat(settings("one")).isTrue();
    }

    @Test
    void anyTwoDeploymentsCanBeCompared() {
        lab.push("One", "compared/settings.yaml", Yaml.configMap("settings", "first"));
        rest.create(Yaml.automated("compared", address));
        eventually(
                () -> assertThat(browser.page("/apps/argocd/compared/history")).contains("runs now"));
        lab.push("Two", "compared/settings.yaml", Yaml.configMap("settings", "second"));
        eventually(
                () -> assertThat(browser.page("/apps/argocd/compared/history")).contains("Compare the two chosen"));

        String history = browser.page("/apps/argocd/compared/history");
        Matcher ids = Pattern.compile("id=\"d(\\d+)\"").matcher(history);
        assertThat(ids.find()).isTrue();
        String newer = ids.group(1);
        assertThat(ids.find()).isTrue();
        assertThat(browser.page("/apps/argocd/compared/history?from=" + ids.group(1) + "&to=" + newer))
                .contains("ConfigMap/settings", "value: first", "value: second");
    }

    @Test
    void automationIsSwitchedWithAFormAndAStaleFormChangesNothing() {
        lab.push("Settings", "switched/settings.yaml", Yaml.configMap("settings", "one"));
        rest.create(Yaml.application("switched", address));
        String config = "/apps/argocd/switched/config";
        Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(browser.page(config));
        assertThat(version.find()).isTrue();

        browser.submit(config, config, Map.of("version", version.group(1), "automated", "true", "selfHeal", "true"));

        eventually(() -> assertThat(rest.state("switched")).isEqualTo("Synced Healthy"));
        assertThat(rest.application("switched")
                        .at("/spec/syncPolicy/automated/selfHeal")
                        .asBoolean())
                .isTrue();
        assertThat(rest.application("switched")
                        .at("/spec/syncPolicy/syncOptions")
                        .toString())
                .contains("CreateNamespace=true");
    }

    @Test
    void everyTabReadsWithoutScripts() {
        eventually(() -> assertThat(rest.state("storefront-prod")).startsWith("Synced"));
        String app = "/apps/argocd/storefront-prod";
        assertThat(browser.page(app + "/network")).contains("From outside", "Ingress", "Service");
        eventually(() -> assertThat(browser.page(app + "/pods?by=node")).contains("sandbox-"));
        assertThat(browser.page(app + "/list?all=true&sort=-name")).contains("aria-sort=\"descending\"", "ReplicaSet");
        assertThat(browser.page(app + "/policy")).contains("permitted", "May it sync now?");
        assertThat(browser.page(app + "/logs?level=error")).contains("Level");
        assertThat(browser.page(app + "/diff")).contains("No differences");
        assertThat(browser.page(app + "/delete")).contains("to confirm");
    }

    private boolean settings(String name) {
        return fairway.cluster()
                        .configMaps()
                        .inNamespace("swept")
                        .withName(name)
                        .get()
                != null;
    }
}
