package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.browser.Line;
import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.ledger.Drift;
import dev.fairway.ledger.DriftQuery;
import dev.fairway.ledger.Drifts;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.chain.LedgerVerification;
import dev.fairway.reconciliation.DriftEnded;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.rollback.WriteBack;
import dev.fairway.rollback.WriteBacks;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@ProductLane
class DriftTest {

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: keys
            stringData:
              password: from-git
            """;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();
    private final Repository lab = fairway.repository("drift");
    private final String address = fairway.address("drift");

    @Test
    void driftOfASelfHealingApplicationIsHealedAndRecorded() {
        lab.push("Settings", "healed/settings.yaml", Yaml.configMap("settings", "from Git"));
        rest.create(Yaml.automated("healed", address));
        eventually(() -> assertThat(rest.state("healed")).isEqualTo("Synced Healthy"));

        configMap("healed", "settings").edit(live -> {
            live.getData().put("value", "by hand");
            return live;
        });

        eventually(() -> assertThat(fairway.part(Ledger.class).operations(new ApplicationName("argocd", "healed"), 1))
                .singleElement()
                .satisfies(operation -> {
                    assertThat(operation.kind()).isEqualTo("SELF_HEAL");
                    assertThat(operation.syncVerdict().orElseThrow().result()).isEqualTo("Succeeded");
                }));
        assertThat(configMap("healed", "settings").require().getData()).containsEntry("value", "from Git");
        eventually(() -> assertThat(rest.state("healed")).isEqualTo("Synced Healthy"));
        eventually(() -> assertThat(drifts("healed")).singleElement().satisfies(drift -> {
            assertThat(drift.field() + " " + drift.git() + " → " + drift.live())
                    .isEqualTo("data.value from Git → by hand");
            assertThat(drift.end().orElseThrow().how()).isEqualTo(DriftEnded.End.HEALED.name());
            assertThat(drift.end().orElseThrow().operation()).isPresent();
        }));
    }

    @Test
    void aZeroInALiveValueStopsNothing() {
        lab.push("Settings", "zeroed/settings.yaml", Yaml.configMap("settings", "from Git"));
        rest.create(Yaml.automated("zeroed", address).replace("selfHeal: true", "selfHeal: false"));
        eventually(() -> assertThat(rest.state("zeroed")).isEqualTo("Synced Healthy"));

        configMap("zeroed", "settings").edit(live -> {
            live.getData().put("value", "zero\0inside");
            return live;
        });

        eventually(() -> assertThat(rest.state("zeroed")).isEqualTo("OutOfSync Healthy"));
        eventually(() -> assertThat(drifts("zeroed")).extracting(Drift::live).containsExactly("zero inside"));
    }

    /** The server merges most mappings key by key, but a selector counts as one value: its pods would be missed. */
    @Test
    void whatSomebodyAddsToTheSelectorOfAServiceIsDrift() {
        lab.push("A way in", "selected/cart.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: cart}
                spec:
                  selector: {app: cart}
                  ports: [{port: 80}]
                """);
        rest.create(Yaml.automated("selected", address).replace("selfHeal: true", "selfHeal: false"));
        eventually(() -> assertThat(rest.state("selected")).isEqualTo("Synced Healthy"));

        fairway.cluster()
                .services()
                .inNamespace("selected")
                .withName("cart")
                .patch(by("kubectl-edit"), "{\"spec\": {\"selector\": {\"slot\": \"blue\"}}}");

        eventually(() -> assertThat(drifts("selected"))
                .extracting(drift -> drift.field() + " by " + drift.manager())
                .containsExactly("spec.selector.slot by kubectl-edit"));
    }

    @Test
    void eachDriftIsRecordedWithWhoDidItAndHowItEnded() {
        lab.push(
                "A workload and a secret",
                Map.of("watched/api.yaml", Yaml.deployment("api", "healthy", "HERE"), "watched/keys.yaml", SECRET));
        rest.create(Yaml.automated("watched", address).replace("selfHeal: true", "selfHeal: false"));
        eventually(() -> assertThat(rest.state("watched")).isEqualTo("Synced Healthy"));

        fairway.cluster()
                .apps()
                .deployments()
                .inNamespace("watched")
                .withName("api")
                .patch(by("kubectl-edit"), "{\"spec\": {\"replicas\": 5}}");
        fairway.cluster()
                .secrets()
                .inNamespace("watched")
                .withName("keys")
                .patch(by("kubectl-edit"), "{\"stringData\": {\"password\": \"seen-by-nobody\"}}");

        eventually(() -> assertThat(drifts("watched"))
                .extracting(drift -> drift.resource().kind() + " " + drift.field() + " " + drift.git() + " → "
                        + drift.live() + " by " + drift.manager())
                .containsExactlyInAnyOrder(
                        "Deployment spec.replicas 2 → 5 by kubectl-edit",
                        "Secret data.password (not shown) → (not shown) by kubectl-edit"));
        assertThat(drifts("watched")).allMatch(Drift::isOpen);
        assertThat(fairway.everyRow()).noneMatch(row -> row.contains("seen-by-nobody"));

        rest.sync("watched");

        eventually(() -> assertThat(drifts("watched"))
                .allSatisfy(
                        drift -> assertThat(drift.end().orElseThrow().how()).isEqualTo(DriftEnded.End.SYNCED.name())));
        Drift scaled = drifts("watched").stream()
                .filter(drift -> drift.field().equals("spec.replicas"))
                .findFirst()
                .orElseThrow();
        assertThat(rest.body("/drift/" + scaled.id()))
                .contains("spec.replicas of Deployment api was 2, became 5 by kubectl-edit at")
                .contains("undone by a sync")
                .contains("/ops/" + scaled.end().orElseThrow().operation().orElseThrow());
        assertThat(rest.body("/apps/argocd/watched/drift")).contains("data-rows=\"2\"");
        assertThat(rest.json("/api/v1/drifts?application=argocd/watched&manager=kubectl-edit")
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(fairway.part(LedgerVerification.class).verify().problems()).isEmpty();
    }

    @Test
    void whatTheClusterSaysIsWrittenBackToTheLineItComesFromAndTheDriftIsAccepted() {
        String before = "# Two are enough\n"
                + Yaml.deployment("api", "healthy", "HERE").replace("replicas: 2", "replicas: 2 # for now");
        lab.push(
                "A workload and another",
                Map.of("kept/all.yaml", before + "---\n" + Yaml.deployment("other", "healthy", "HERE")));
        rest.create(Yaml.automated("kept", address).replace("selfHeal: true", "selfHeal: false"));
        eventually(() -> assertThat(rest.state("kept")).isEqualTo("Synced Healthy"));
        fairway.cluster()
                .apps()
                .deployments()
                .inNamespace("kept")
                .withName("api")
                .patch(by("kubectl-edit"), "{\"spec\": {\"replicas\": 4}}");
        eventually(() -> assertThat(drifts("kept")).hasSize(1));
        Drift drift = drifts("kept").getFirst();

        String page = rest.body("/apps/argocd/kept/drift/" + drift.id() + "/write-back");
        assertThat(page).contains("writes 4 into line 7 of kept/all.yaml").contains("Push to main");
        WriteBack.Prepared prepared =
                (WriteBack.Prepared) fairway.part(WriteBacks.class).prepare(drift, "", Actor.person("ada"));
        fairway.part(WriteBacks.class)
                .push(drift, new WriteBacks.Read(prepared.head(), ""), "Four it is", Actor.person("ada"));

        eventually(() -> assertThat(drifts("kept")).singleElement().satisfies(each -> assertThat(
                        each.end().orElseThrow().how())
                .isEqualTo(DriftEnded.End.ACCEPTED.name())));
        assertThat(lab.read("kept/all.yaml"))
                .startsWith(before.replace("replicas: 2 # for now", "replicas: 4 # for now"))
                .contains("replicas: 2");
        assertThat(lab.message())
                .startsWith("Let spec.replicas of Deployment api be what runs")
                .contains("Four it is", "Fairway-Drift: " + drift.id(), "Requested-by: ada");
    }

    @Test
    void aDriftEndsWhenItsApplicationGoesToAnotherClusterAndNothingIsTakenAlong() throws Exception {
        var config = fairway.cluster().getConfiguration();
        try (Line line = new Line(config.getMasterUrl())) {
            ClusterAccess access = ClusterAccess.byToken(
                    line.address().replace("http://", "https://"),
                    new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.US_ASCII),
                    config.getAutoOAuthToken());
            Clusters clusters = fairway.part(Clusters.class);
            clusters.register(
                    new ClusterRegistration("elsewhere", access, List.of("moving"), Map.of(), "", false),
                    Actor.person("ada"));
            lab.push("Settings", "moving/settings.yaml", Yaml.configMap("settings", "from Git"));
            String here = Yaml.automated("moving", address).replace("selfHeal: true", "selfHeal: false");
            rest.create(here);
            eventually(() -> assertThat(rest.state("moving")).isEqualTo("Synced Healthy"));
            configMap("moving", "settings").patch(by("kubectl-edit"), "{\"data\": {\"value\": \"by hand\"}}");
            eventually(() -> assertThat(drifts("moving")).singleElement().matches(Drift::isOpen));

            rest.change(here.replace("server: https://kubernetes.default.svc", "name: elsewhere"));

            eventually(() -> assertThat(drifts("moving")).singleElement().satisfies(drift -> assertThat(
                            drift.end().orElseThrow().how())
                    .as("that it still differs where it was is no news of the new place")
                    .isEqualTo(DriftEnded.End.GONE.name())));
            rest.delete("moving", false);
            eventually(() -> assertThat(rest.exists("moving")).isFalse());
            clusters.all().stream()
                    .filter(cluster -> cluster.name().equals("elsewhere"))
                    .forEach(cluster -> clusters.remove(cluster, Actor.person("ada")));
        }
    }

    @Test
    void ofABaseAndItsOverlayThePersonChoosesAndReadsWhatElseEachChanges() {
        String overlay = "overlaid/over/settings.yaml";
        String patch = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  other: \"1\"\n";
        lab.push(
                "A base and an overlay",
                Map.of(
                        "overlaid/base/kustomization.yaml",
                        "resources: [settings.yaml]\n",
                        "overlaid/base/settings.yaml",
                        Yaml.configMap("settings", "from Git"),
                        "overlaid/over/kustomization.yaml",
                        "resources: [../base]\npatches: [{path: settings.yaml}]\n",
                        overlay,
                        patch));
        String quiet = "selfHeal: false";
        rest.create(Yaml.automated("overlaid", address)
                .replace("path: overlaid", "path: overlaid/over")
                .replace("selfHeal: true", quiet));
        rest.create(Yaml.application("underlaid", address).replace("path: underlaid", "path: overlaid/base"));
        eventually(() -> assertThat(rest.state("overlaid")).isEqualTo("Synced Healthy"));
        configMap("overlaid", "settings").patch(by("kubectl-edit"), "{\"data\": {\"value\": \"by hand\"}}");
        eventually(() -> assertThat(drifts("overlaid")).hasSize(1));
        Drift drift = drifts("overlaid").getFirst();
        String page = "/apps/argocd/overlaid/drift/" + drift.id() + "/write-back";

        assertThat(rest.body(page))
                .contains("The field can be set in 2 places")
                .contains("overlaid/base/settings.yaml, line", overlay + ", line")
                .contains("Another application changes with it:", ">underlaid</a> (1 object changes)")
                .contains("No other application changes with it.");
        WriteBack.Choice choice =
                (WriteBack.Choice) fairway.part(WriteBacks.class).prepare(drift, "", Actor.person("ada"));
        WriteBack.Prepared chosen = choice.places().stream()
                .filter(each -> each.path().equals(overlay))
                .findFirst()
                .orElseThrow();
        WriteBacks.Read unchosen = new WriteBacks.Read(chosen.head(), "");
        assertThatThrownBy(() -> fairway.part(WriteBacks.class).push(drift, unchosen, "", Actor.person("ada")))
                .as("without a choice nothing is written")
                .hasMessageContaining("Read what each would change, then choose one.");
        rest.submit(page, page + "?head=" + chosen.head() + "&way=PUSH&place=" + chosen.place());

        eventually(() -> assertThat(drifts("overlaid")).singleElement().satisfies(each -> assertThat(
                        each.end().orElseThrow().how())
                .isEqualTo(DriftEnded.End.ACCEPTED.name())));
        assertThat(lab.read(overlay)).isEqualTo(patch + "  value: by hand\n");
        assertThat(lab.read("overlaid/base/settings.yaml")).isEqualTo(Yaml.configMap("settings", "from Git"));
    }

    @Test
    void aValueOfHelmsThatLeadsToTheFieldAloneIsWrittenBack() {
        String values = "# What it says\ngreeting: hello\nimage:\n  tag: \"1.0\" # pinned\nshared: same\n";
        lab.push(
                "A chart",
                Map.of(
                        "charted/Chart.yaml",
                        "apiVersion: v2\nname: charted\nversion: 1.0.0\n",
                        "charted/values.yaml",
                        values,
                        "charted/templates/settings.yaml",
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data:
                          greeting: {{ .Values.greeting | quote }}
                          image: "registry.example/shop:{{ .Values.image.tag }}"
                          one: {{ .Values.shared }}
                          two: {{ .Values.shared }}
                        """));
        rest.create(Yaml.application("charted", address));
        rest.sync("charted");
        eventually(() -> assertThat(rest.state("charted")).isEqualTo("Synced Healthy"));
        configMap("charted", "settings")
                .patch(
                        by("kubectl-edit"),
                        "{\"data\": {\"greeting\": \"good day\", \"image\": \"registry.example/shop:1.1\", \"one\": \"another\"}}");
        eventually(() -> assertThat(drifts("charted")).hasSize(3));

        for (String field : List.of("data.greeting", "data.image")) {
            Drift drift = drift("charted", field);
            WriteBack.Prepared prepared =
                    (WriteBack.Prepared) fairway.part(WriteBacks.class).prepare(drift, "", Actor.person("ada"));
            fairway.part(WriteBacks.class)
                    .push(drift, new WriteBacks.Read(prepared.head(), ""), "", Actor.person("ada"));
        }
        assertThat(lab.read("charted/values.yaml"))
                .isEqualTo(values.replace("hello", "good day").replace("\"1.0\"", "\"1.1\""));
        assertThat(fairway.part(WriteBacks.class).prepare(drift("charted", "data.one"), "", Actor.person("ada")))
                .as("a value that two fields come from is no place for one of them")
                .isInstanceOfSatisfying(WriteBack.ByHand.class, byHand -> assertThat(byHand.why())
                        .contains("Helm renders this object")
                        .contains("shared in line 5 of charted/values.yaml"));
    }

    private Drift drift(String application, String field) {
        return drifts(application).stream()
                .filter(each -> each.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aListAndAFieldThatIsGoneAreWrittenBackToo() {
        String workload = Yaml.deployment("api", "healthy", "HERE")
                .replace("          env:", "          args:\n            - serve # always\n          env:");
        lab.push(
                "A workload and its settings",
                Map.of(
                        "moulded/api.yaml",
                        workload,
                        "moulded/settings.yaml",
                        Yaml.configMap("settings", "1") + "  # not for long\n  old: \"2\"\n"));
        rest.create(Yaml.application("moulded", address));
        rest.sync("moulded");
        eventually(() -> assertThat(rest.state("moulded")).isEqualTo("Synced Healthy"));

        fairway.cluster()
                .apps()
                .deployments()
                .inNamespace("moulded")
                .withName("api")
                .edit(live -> {
                    live.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .setArgs(List.of("serve", "--port=80"));
                    return live;
                });
        configMap("moulded", "settings").patch(by("kubectl-edit"), "{\"data\": {\"old\": null}}");
        eventually(() -> assertThat(drifts("moulded"))
                .as(() -> drifts("moulded").toString())
                .extracting(Drift::field)
                .containsExactlyInAnyOrder("spec.template.spec.containers[name=api].args", "data.old"));

        for (Drift drift : drifts("moulded")) {
            WriteBack.Prepared prepared =
                    (WriteBack.Prepared) fairway.part(WriteBacks.class).prepare(drift, "", Actor.person("ada"));
            fairway.part(WriteBacks.class)
                    .push(drift, new WriteBacks.Read(prepared.head(), ""), "", Actor.person("ada"));
        }

        eventually(() -> assertThat(drifts("moulded"))
                .allSatisfy(
                        each -> assertThat(each.end().orElseThrow().how()).isEqualTo(DriftEnded.End.ACCEPTED.name())));
        assertThat(lab.read("moulded/api.yaml"))
                .isEqualTo(workload.replace("- serve # always\n", "- serve # always\n            - --port=80\n"));
        assertThat(lab.read("moulded/settings.yaml")).isEqualTo(Yaml.configMap("settings", "1") + "  # not for long\n");
    }

    @Test
    void aFieldThatAProgramKeepsWritingIsGatheredIntoOneRule() {
        lab.push(
                "Three of a kind",
                Map.of(
                        "noisy-a/settings.yaml", Yaml.configMap("settings", "1"),
                        "noisy-b/settings.yaml", Yaml.configMap("settings", "1"),
                        "noisy-c/settings.yaml", Yaml.configMap("settings", "1")));
        for (String name : List.of("noisy-a", "noisy-b", "noisy-c")) {
            rest.create(Yaml.automated(name, address).replace("selfHeal: true", "selfHeal: false"));
        }
        for (String name : List.of("noisy-a", "noisy-b", "noisy-c")) {
            eventually(() -> assertThat(rest.state(name)).isEqualTo("Synced Healthy"));
            configMap(name, "settings").patch(by("tuner"), "{\"data\": {\"value\": \"9\"}}");
            eventually(() -> assertThat(drifts(name)).hasSize(1));
        }

        assertThat(rest.body("/drift/noise?manager=tuner"))
                .contains("data.value of ConfigMap")
                .contains("Departed 3 times in 3 applications, written by tuner.")
                .contains("- /data/value")
                .contains("data-rows=\"3\"");
    }

    @Test
    void aProposedRuleIsWrittenWhereTheApplicationComesFrom() {
        String child = Yaml.automated("hushed", address).replace("selfHeal: true", "selfHeal: false");
        lab.push(
                "An application that brings another",
                Map.of("stillness/child.yaml", child, "hushed/settings.yaml", Yaml.configMap("settings", "1")));
        rest.create(Yaml.automated("stillness", address));
        eventually(() -> assertThat(rest.state("hushed")).isEqualTo("Synced Healthy"));
        for (int time = 1; time <= 5; time++) {
            int seen = time;
            configMap("hushed", "settings")
                    .patch(by("rain-gauge"), "{\"data\": {\"value\": \"%d\"}}".formatted(time + 1));
            eventually(() -> assertThat(drifts("hushed")).hasSize(seen));
        }

        String noise = rest.body("/drift/noise?manager=rain-gauge");
        Matcher link = Pattern.compile("href=\"(/apps/argocd/hushed/drift/ignore[^\"]*)\"")
                .matcher(noise);
        assertThat(link.find()).as(noise).isTrue();
        String page = link.group(1).replace("&amp;", "&");
        String shown = rest.body(page);
        assertThat(shown).contains("Push to main", "stillness/child.yaml");
        Matcher head = Pattern.compile("name=\"head\" value=\"([0-9a-f]+)\"").matcher(shown);
        assertThat(head.find()).isTrue();
        rest.submit(page, page + "&head=" + head.group(1) + "&way=PUSH");

        assertThat(lab.read("stillness/child.yaml")).isEqualTo(child + """
                  ignoreDifferences:
                    - kind: ConfigMap
                      jsonPointers:
                        - /data/value
                """);
        eventually(
                () -> assertThat(drifts("hushed").getFirst().end().orElseThrow().how())
                        .isEqualTo(DriftEnded.End.IGNORED.name()));
        assertThat(rest.body(page)).contains("Git has this rule already");
    }

    @Test
    void whatGitDropsIsPrunedWherePruneIsOn() {
        lab.push(
                "Two objects",
                Map.of(
                        "pruned/kept.yaml", Yaml.configMap("kept", "1"),
                        "pruned/dropped.yaml", Yaml.configMap("dropped", "1")));
        rest.create(Yaml.automated("pruned", address));
        eventually(() -> assertThat(rest.state("pruned")).isEqualTo("Synced Healthy"));
        configMap("pruned", "dropped").require();

        lab.remove("One is enough", "pruned/dropped.yaml");

        eventually(() -> assertThat(configMap("pruned", "dropped").get()).isNull());
        eventually(() -> assertThat(rest.state("pruned")).isEqualTo("Synced Healthy"));
        configMap("pruned", "kept").require();
    }

    @Test
    void whatGitDropsIsOnlyReportedWherePruneIsOff() {
        lab.push(
                "Two objects",
                Map.of(
                        "unpruned/kept.yaml", Yaml.configMap("kept", "1"),
                        "unpruned/dropped.yaml", Yaml.configMap("dropped", "1")));
        rest.create(Yaml.automatedWithoutPrune("unpruned", address));
        eventually(() -> assertThat(rest.state("unpruned")).isEqualTo("Synced Healthy"));

        String commit = lab.remove("One is enough", "unpruned/dropped.yaml");

        eventually(() -> {
            var status = rest.application("unpruned").path("status");
            assertThat(status.at("/sync/revision").asString()).isEqualTo(commit);
            assertThat(status.at("/sync/status").asString()).isEqualTo("OutOfSync");
            assertThat(status.path("resources").valueStream())
                    .filteredOn(resource -> resource.path("requiresPruning").asBoolean(false))
                    .extracting(resource -> resource.path("name").asString())
                    .containsExactly("dropped");
        });
        configMap("unpruned", "dropped").require();
    }

    @Test
    void fieldsThatAnotherManagerWritesAreItsOwn() {
        lab.push(
                "A workload that something else scales",
                Map.of(
                        "scaled/api.yaml", Yaml.deployment("api", "healthy", "HERE"),
                        "scaled/settings.yaml", Yaml.configMap("settings", "1")));
        rest.create(
                Yaml.automated("scaled", address)
                        .replace(
                                "- CreateNamespace=true",
                                "- CreateNamespace=true\n      - RespectIgnoreDifferences=true")
                        .replace(
                                "  syncPolicy:",
                                "  ignoreDifferences:\n    - {group: apps, kind: Deployment, managedFieldsManagers: [night-shift]}\n  syncPolicy:"));
        eventually(() -> assertThat(rest.state("scaled")).isEqualTo("Synced Healthy"));

        fairway.cluster()
                .apps()
                .deployments()
                .inNamespace("scaled")
                .withName("api")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("night-shift")
                                .build(),
                        "{\"spec\": {\"replicas\": 3}}");
        String commit = lab.push("Another setting", "scaled/settings.yaml", Yaml.configMap("settings", "2"));

        eventually(() -> assertThat(
                        rest.application("scaled").at("/status/sync/revision").asString())
                .isEqualTo(commit));
        eventually(() ->
                assertThat(configMap("scaled", "settings").require().getData()).containsEntry("value", "2"));
        eventually(() -> assertThat(rest.state("scaled")).isEqualTo("Synced Healthy"));
        assertThat(fairway.cluster()
                        .apps()
                        .deployments()
                        .inNamespace("scaled")
                        .withName("api")
                        .require()
                        .getSpec()
                        .getReplicas())
                .isEqualTo(3);
    }

    @Test
    void anObjectThatGitWritesAtAnOlderVersionIsInSync() {
        lab.push("A kind of two versions", Map.of("versions/kind.yaml", """
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata:
                          name: berths.harbour.example
                        spec:
                          group: harbour.example
                          scope: Namespaced
                          names: {kind: Berth, listKind: BerthList, plural: berths, singular: berth}
                          versions:
                            - name: v1
                              served: true
                              storage: true
                              schema: &any
                                openAPIV3Schema:
                                  type: object
                                  x-kubernetes-preserve-unknown-fields: true
                            - name: v1beta1
                              served: true
                              storage: false
                              schema: *any
                        """, "versions/berth.yaml", """
                        apiVersion: harbour.example/v1beta1
                        kind: Berth
                        metadata:
                          name: north
                        spec:
                          length: 40
                        """));
        rest.create(Yaml.automated("versions", address));
        eventually(() -> assertThat(rest.state("versions")).isEqualTo("Synced Healthy"));

        String commit = lab.push("Longer", "versions/berth.yaml", """
                apiVersion: harbour.example/v1beta1
                kind: Berth
                metadata:
                  name: north
                spec:
                  length: 60
                """);
        eventually(() -> assertThat(rest.application("versions")
                        .at("/status/operationState/syncResult/revision")
                        .asString())
                .isEqualTo(commit));
        eventually(() -> assertThat(rest.state("versions")).isEqualTo("Synced Healthy"));
        assertThat(rest.json("/api/v1/applications/versions/managed-resources?kind=Berth")
                        .at("/items/0/modified")
                        .asBoolean(true))
                .isFalse();
    }

    private static PatchContext by(String manager) {
        return new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager(manager)
                .build();
    }

    private List<Drift> drifts(String application) {
        return fairway.part(Drifts.class)
                .before(DriftQuery.of("argocd/" + application, Instant.EPOCH), any -> true, Long.MAX_VALUE, 50);
    }

    private Resource<ConfigMap> configMap(String namespace, String name) {
        return fairway.cluster().configMaps().inNamespace(namespace).withName(name);
    }
}
