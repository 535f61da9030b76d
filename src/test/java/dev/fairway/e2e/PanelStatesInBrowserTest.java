package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal.Role;
import dev.fairway.browser.Browser;
import dev.fairway.browser.Line;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.resource.Actor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Each panel of an application in each of its states, by real causes: fault rules of the sandbox, a line to the cluster that is cut, a
 * person without the right, finalizers. The cluster is the sandbox's, under an address and a namespace of its own, so nobody else
 * notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf("dev.fairway.browser.Browser#isInstalled")
@ProductLane
class PanelStatesInBrowserTest {

    private static final Actor TEST = Actor.person("test");
    private static final String APP = "panels";
    private static final String BARE = "panels-bare";
    private static final String TREE = "/tree";
    private static final String LIST = "/list";
    private static final String NETWORK = "/network";
    private static final String PODS = "/pods";
    private static final String DIFF = "/diff";
    private static final String TIMELINE = "/timeline";
    private static final String LOGS = "/logs";
    private static final String HISTORY = "/history";
    private static final String EVENTS = "/r/apps/Deployment/panels/web/events";
    private static final List<String> PANELS =
            List.of(TREE, LIST, NETWORK, PODS, DIFF, TIMELINE, LOGS, EVENTS, HISTORY);

    private static final String READ_BUT_FOR_LOGS = """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {name: panels}
            spec:
              sourceRepos: ['*']
              destinations: [{server: '*', name: '*', namespace: '*'}]
              roles:
                - name: looker
                  groups: [panel-lookers]
                  policies: ['p, proj:panels:looker, applications, get, panels/*, allow']
            """;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final FaultLab lab = new FaultLab(fairway);
    private final Clusters clusters = fairway.part(Clusters.class);
    private Line line;
    private Browser browser;

    @BeforeAll
    void runs() throws IOException {
        fairway.cluster()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(APP)
                        .endMetadata()
                        .build())
                .serverSideApply();
        line = new Line(fairway.cluster().getConfiguration().getMasterUrl());
        register();
        lab.project(READ_BUT_FOR_LOGS);
        lab.push(APP, Map.of("web.yaml", Yaml.deployment("web", "chatty:1", "MODE"), "service.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{port: 80}]}
                """));
        lab.push(BARE, Map.of("readme.txt", "Nothing yet."));
        for (String application : List.of(APP, BARE)) {
            rest.create(Yaml.automated(application, lab.address())
                    .replace("project: default", "project: " + APP)
                    .replace("server: https://kubernetes.default.svc", "name: " + APP)
                    .replace("namespace: " + application, "namespace: " + APP));
        }
        for (String application : List.of(APP, BARE)) {
            eventually(() -> assertThat(rest.state(application)).isEqualTo("Synced Healthy"));
        }
        browser = Browser.open(fairway.address(), fairway.session("root", Role.ADMIN));
    }

    @AfterAll
    void nothingIsLeft() throws IOException {
        browser.close();
        remove();
        line.close();
    }

    @Test
    @Order(1)
    void emptyPanelsSayWhyAndWhatIsNext() {
        Map<String, String> empty = Map.of(
                TREE,
                "The source holds no objects. Look at where it comes from.",
                LIST,
                "The source holds no objects. Look at where it comes from.",
                NETWORK,
                "This application has no Ingress, no route, no Service and no pods.",
                PODS,
                "No pods",
                DIFF,
                "What runs is what Git says.",
                TIMELINE + "?what=EVENTS",
                "Nothing of what is chosen is on record",
                LOGS,
                "This application runs no pods.",
                HISTORY,
                "The first one is recorded when everything Git says is applied and healthy.");
        empty.forEach((panel, words) -> {
            browser.visit("/apps/argocd/" + BARE + panel);
            assertThat(read()).as(panel).contains(words);
            assertThat(browser.all("main .trouble")).as(panel).isEmpty();
        });
        browser.visit("/apps/argocd/" + APP + "/r/-/Service/panels/web/events");
        assertThat(read()).contains("None is kept. Kubernetes forgets events after about an hour.");
    }

    /** What is not permitted stays where it is, off, with the permission and whom to ask. */
    @Test
    @Order(2)
    void whoMayNotActSeesThePanelAndWhoMayNotReadSeesWhy() {
        Access access = fairway.part(Access.class);
        String session = fairway.session("panel-looker", Role.NONE);
        access.setGroups("panel-looker", Set.of("panel-lookers"));
        try (Browser looker = Browser.open(fairway.address(), session)) {
            for (String panel : PANELS) {
                looker.visit("/apps/argocd/" + APP + panel);
                String text = looker.find("main").innerText();
                if (panel.equals(LOGS)) {
                    assertThat(text).contains("logs, get").containsPattern("Ask \\w+");
                } else {
                    String button = panel.equals(EVENTS) ? "Restart" : "Refresh";
                    var off = looker.find("main button:has-text('" + button + "')");
                    assertThat(off.isDisabled()).as(panel).isTrue();
                    assertThat(off.getAttribute("title")).as(panel).contains("it needs", "Ask ");
                }
            }
            assertThat(looker.barriers()).isEmpty();
        }
    }

    /** The cluster's account may read neither events nor Services nor pods one by one: their panels say so, the others go on. */
    @Test
    @Order(3)
    void whatTheClusterRefusesIsSaidWhereItWouldStand() {
        lab.rule(APP, "forbid", Map.of("kinds", "Event,Pod,Service", "verbs", "get,list"));
        says(NETWORK, "partial", "The network: 1 of 2 could not be read", "no right to get this", "Deployment");
        says(TIMELINE, "failed", "Events: 5 of 5 could not be read", "no right to read its events", "Deployed");
        says(LOGS, "denied", "The pod's containers may not be read", "no right to read its log");
        says(EVENTS, "denied", "Its events may not be read", "They could not be read.");
        assertThat(read()).doesNotContain("None is kept");
        for (String panel : List.of(TREE, LIST, PODS, DIFF, HISTORY)) {
            browser.visit("/apps/argocd/" + APP + panel);
            assertThat(browser.all("main .trouble")).as(panel).isEmpty();
        }
    }

    /** The line is cut: what was seen stays, and says that it may be old; what is only read on demand says that it failed. */
    @Test
    @Order(4)
    void whatIsOldSaysSoAndWhatFailedCanBeTriedAgain() {
        lab.noRule(APP);
        line.cut();
        browser.until(page -> !page.visit("/apps/argocd/" + APP + TREE)
                .all("main .trouble[data-state=stale]")
                .isEmpty());
        says(TREE, "stale", "Part of this may be old", " kinds", "2 of 2 ready");
        says(LIST, "stale", "Part of this may be old", "Deployment");
        says(PODS, "stale", "Part of this may be old", "2 of 2 ready");
        says(DIFF, "stale", "Part of this may be old");
        assertThat(read()).as("not known now").doesNotContain("No differences");
        says(HISTORY, "stale", "Part of this may be old", "runs now");
        says(NETWORK, "failed", "The network: 2 of 2 could not be read", "Part of this may be old", "Service");
        says(TIMELINE, "failed", "Events: 5 of 5 could not be read", "Deployed");
        says(LOGS, "failed", "The pod's containers could not be read", "web-");
        says(EVENTS, "failed", "The object could not be read", "They could not be read.");
        assertThat(browser.find("main .trouble .btn").innerText()).isEqualTo("Try again");
        assertThat(browser.barriers()).isEmpty();
    }

    /** It is read anew, and may not list pods. */
    @Test
    @Order(5)
    void whatIsSeenInPartNamesThePartThatIsNot() {
        lab.rule(APP, "forbid", Map.of("kinds", "Pod", "verbs", "list,watch"));
        line.mend();
        register();
        comesTo("partial");
        for (String panel : PANELS) {
            says(panel, "partial", "Part of the cluster is not seen", "1 of ", " kinds cannot be listed", "Pod");
        }
    }

    @Test
    @Order(6)
    void whatIsBeingReadSaysThatItIsOnItsWay() {
        lab.rule(APP, "slow", Map.of("kinds", "ConfigMap", "delay", "60s", "verbs", "list"));
        register();
        comesTo("loading");
        for (String panel : PANELS) {
            says(panel, "loading", "The cluster is being read");
            assertThat(browser.find("main .trouble").getAttribute("aria-busy"))
                    .as(panel)
                    .isEqualTo("true");
        }
    }

    /** Something holds on to a pod and the Service: they are going, and the application with them. */
    @Test
    @Order(7)
    void whatIsGoingSaysSoAheadOfItsHealth() {
        lab.noRule(APP);
        register();
        browser.until(page ->
                page.visit("/apps/argocd/" + APP + TREE).all("main .trouble").isEmpty());
        var pods = fairway.cluster().pods().inNamespace(APP);
        String pod = pods.list().getItems().getFirst().getMetadata().getName();
        pods.withName(pod).edit(this::held);
        var service = fairway.cluster().services().inNamespace(APP).withName("web");
        service.edit(this::held);
        rest.delete(APP, true);
        eventually(() -> {
            assertThat(isGoing(pods.withName(pod).get())).isTrue();
            assertThat(isGoing(service.get())).isTrue();
        });
        for (String panel : List.of(TREE, LIST, NETWORK, PODS, DIFF, TIMELINE, LOGS, HISTORY)) {
            browser.visit("/apps/argocd/" + APP + panel);
            assertThat(browser.find("main .head .badge").innerText()).as(panel).contains("Terminating");
            assertThat(browser.find("main .band").innerText()).as(panel).contains("It is being deleted");
            assertThat(browser.find("main button:has-text('Sync')").isDisabled())
                    .as(panel)
                    .isTrue();
        }
        for (String panel : List.of(TREE, LIST, NETWORK, PODS)) {
            browser.visit("/apps/argocd/" + APP + panel);
            assertThat(browser.all("#tab use[href='#m-terminating']")).as(panel).isNotEmpty();
        }
        browser.visit("/apps/argocd/" + APP + "/r/-/Service/panels/web/events");
        assertThat(browser.find("main .head .badge").innerText()).contains("Terminating");
        assertThat(browser.barriers()).isEmpty();
        pods.withName(pod).edit(this::released);
        service.edit(this::released);
        eventually(() -> assertThat(rest.exists(APP)).isFalse());
    }

    private void says(String panel, String state, String... words) {
        browser.visit("/apps/argocd/" + APP + panel);
        String trouble = browser.find("main .trouble[data-state=" + state + "]").innerText();
        assertThat(trouble).as(panel).contains(words[0]).containsPattern("Request [0-9a-f]{12}|is being read");
        assertThat(read()).as(panel).contains(words);
    }

    private void comesTo(String state) {
        browser.until(page -> !page.visit("/apps/argocd/" + APP + TREE)
                .all("main .trouble[data-state=" + state + "]")
                .isEmpty());
    }

    private String read() {
        return browser.find("main").innerText();
    }

    private <T extends HasMetadata> T held(T object) {
        object.getMetadata().setFinalizers(List.of("example.com/held"));
        return object;
    }

    private <T extends HasMetadata> T released(T object) {
        object.getMetadata().setFinalizers(List.of());
        return object;
    }

    private static boolean isGoing(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata())
                .map(ObjectMeta::getDeletionTimestamp)
                .isPresent();
    }

    /** As if it had just come: what was seen of it before is forgotten. */
    private void register() {
        remove();
        Config config = fairway.cluster().getConfiguration();
        ClusterAccess access = ClusterAccess.byToken(
                line.address().replace("http://", "https://"),
                new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.US_ASCII),
                config.getAutoOAuthToken());
        clusters.register(new ClusterRegistration(APP, access, List.of(APP), Map.of(), "", false), TEST);
    }

    private void remove() {
        clusters.all().stream()
                .filter(cluster -> cluster.name().equals(APP))
                .forEach(cluster -> clusters.remove(cluster, TEST));
    }
}
