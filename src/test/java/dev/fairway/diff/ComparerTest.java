package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diff.Comparison.Difference;
import dev.fairway.diff.Comparison.Status;
import dev.fairway.diff.ComparisonSettings.KnownTypeField;
import dev.fairway.diff.ComparisonSettings.Type;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {

    private static final String WEB = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n";
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\n";

    @Test
    void whatIsNotThereIsMissing() {
        Comparison comparison = Comparer.compare(
                Optional.of(Objects.desired(MAP)), Optional.empty(), Optional.empty(), IgnoreRules.NONE);
        assertThat(comparison)
                .extracting(Comparison::status, Comparison::difference, Comparison::requiresPruning)
                .containsExactly(Status.OUT_OF_SYNC, Difference.MISSING, false);
        assertThat(UnifiedDiff.of(comparison))
                .isEqualTo("@@ -0,0 +1,4 @@\n+apiVersion: v1\n+kind: ConfigMap\n+metadata:\n+  name: web\n");
    }

    @Test
    void whatGitNoLongerHoldsIsToBePruned() {
        Comparison comparison =
                Comparer.compare(Optional.empty(), Optional.empty(), Optional.of(Objects.live(MAP)), IgnoreRules.NONE);
        assertThat(comparison)
                .extracting(Comparison::status, Comparison::difference, Comparison::requiresPruning)
                .containsExactly(Status.OUT_OF_SYNC, Difference.EXTRA, true);
    }

    @Test
    void anExtraneousObjectThatSaysSoDoesNotCountAndIsStillPruned() {
        Manifest live = Objects.live(MAP)
                .withAnnotation("argocd.argoproj.io/compare-options", "ServerSideDiff=true, IgnoreExtraneous");
        Comparison comparison =
                Comparer.compare(Optional.empty(), Optional.empty(), Optional.of(live), IgnoreRules.NONE);
        assertThat(comparison)
                .extracting(Comparison::status, Comparison::requiresPruning)
                .containsExactly(Status.SYNCED, true);
    }

    @Test
    void nothingCannotBeCompared() {
        assertThatThrownBy(
                        () -> Comparer.compare(Optional.empty(), Optional.empty(), Optional.empty(), IgnoreRules.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # Git                                      | live                                                        | changes
                    {replicas: 1}                              | {replicas: 1, paused: true}                                 | []
                    {replicas: 1}                              | {replicas: 2}                                               | [spec.replicas]
                    {replicas: 1.0}                            | {replicas: 1}                                               | []
                    {replicas: null}                           | {}                                                          | []
                    {a: {b: []}}                               | {a: {}}                                                     | []
                    {a: {nodeSelector: {}}}                    | {a: {}}                                                     | []
                    {a: {emptyDir: {}}}                        | {a: {}}                                                     | [spec.a.emptyDir]
                    {paused: false}                            | {}                                                          | [spec.paused]
                    {env: [{name: a, value: x}]}               | {env: [{name: b, value: y}, {name: a, value: x}]}           | []
                    {env: [{name: a, value: x}]}               | {env: [{name: a, value: y}]}                                | ["spec.env[name=a].value"]
                    {env: [{name: a}, {name: b}]}              | {env: [{name: b}, {name: a}]}                               | [spec.env]
                    {env: [{name: a}, {name: b}]}              | {env: [{name: a}]}                                          | ["spec.env[name=b]"]
                    {ports: [{containerPort: 80}]}             | {ports: [{containerPort: 80, protocol: TCP}]}               | []
                    {ports: [{containerPort: 80}]}             | {ports: [{containerPort: 80, protocol: UDP}]}               | ["spec.ports[containerPort=80]"]
                    {args: [a, b]}                             | {args: [b, a]}                                              | ["spec.args[0]", "spec.args[1]"]
                    {args: [a]}                                | {args: [a, b]}                                              | [spec.args]
                    {resources: {limits: {cpu: 1000m}}}        | {resources: {limits: {cpu: "1"}}}                           | []
                    {resources: {limits: {memory: 1024Mi}}}    | {resources: {limits: {memory: 1Gi}}}                        | []
                    {resources: {limits: {cpu: 1}}}            | {resources: {limits: {cpu: "1"}}}                           | []
                    {resources: {limits: {cpu: 1}}}            | {resources: {limits: {cpu: "2"}}}                           | [spec.resources.limits.cpu]
                    {note: 1000m}                              | {note: "1"}                                                 | [spec.note]
                    {template: {metadata: {creationTimestamp: null, labels: {a: b}}}} | {template: {metadata: {labels: {a: b}}}} | []
                    """)
    void withoutAServerEveryWordOfGitMustHold(String git, String live, String changes) {
        if (git.startsWith("#")) {
            return;
        }
        Comparison comparison = Comparer.compare(
                Optional.of(Objects.desired(WEB + "spec: " + git)),
                Optional.empty(),
                Optional.of(Objects.live(WEB + "spec: " + live)),
                IgnoreRules.NONE);
        assertThat(comparison.changes())
                .extracting(FieldChange::path)
                .containsExactlyInAnyOrderElementsOf(Objects.texts(changes));
    }

    @Test
    void bookkeepingOfTheServerIsNoDifference() {
        Manifest live = Objects.live("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  namespace: shop
                  uid: u
                  generation: 3
                  resourceVersion: "7"
                  creationTimestamp: 2026-01-01T00:00:00Z
                  annotations: {deployment.kubernetes.io/revision: "3"}
                status: {replicas: 1}
                """);
        Manifest git = Objects.desired(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, creationTimestamp: null}\nstatus: {replicas: 9}\n");
        assertThat(Comparer.local(git, live, IgnoreRules.NONE)).isEqualTo(LocalVerdict.SAME);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    what we applied and dropped goes                   | {a: 1}           | {a: 1, b: 2}                      | {f:spec: {f:a: {}, f:b: {}}}                          | DIFFERENT
                    what others wrote stays                            | {a: 1}           | {a: 1, b: 2}                      | {f:spec: {f:a: {}}}                                   | SAME
                    an item we applied and dropped goes                | {l: [{name: a}]} | {l: [{name: a}, {name: b}]}       | {f:spec: {f:l: {'k:{"name":"a"}': {.: {}}, 'k:{"name":"b"}': {.: {}}}}} | DIFFERENT
                    an item of others stays                            | {l: [{name: a}]} | {l: [{name: a}, {name: b}]}       | {f:spec: {f:l: {'k:{"name":"a"}': {.: {}}}}}          | SAME
                    a list without keys is compared whole              | {l: [{name: a}]} | {l: [{name: a}, {name: b}]}       | {f:spec: {f:l: {}}}                                   | DIFFERENT
                    a field added to an item of such a list is drift   | {l: [{name: a}]} | {l: [{name: a, x: y}]}            | {f:spec: {f:l: {}}}                                   | DIFFERENT
                    a default in an item of such a list is not         | {l: [{port: 1}]} | {l: [{port: 1, protocol: TCP}]}   | {f:spec: {f:l: {}}}                                   | SAME
                    a value of a set we dropped goes                   | {l: [a]}         | {l: [a, b]}                       | {f:spec: {f:l: {'v:"a"': {}, 'v:"b"': {}}}}           | DIFFERENT
                    a value of a set of others stays                   | {l: [a]}         | {l: [b, a]}                       | {f:spec: {f:l: {'v:"a"': {}}}}                        | SAME
                    a whole mapping loses a dropped key                | {s: {a: b}}      | {s: {a: b, c: d}}                 | {f:spec: {f:s: {}}}                                   | DIFFERENT
                    a mapping we dropped goes with what was ours in it | {}               | {s: {a: b, c: d}}                 | {f:spec: {f:s: {f:a: {}}}}                            | DIFFERENT
                    """)
    void whatWeAppliedEarlierIsKnownFromManagedFields(
            String what, String git, String live, String fields, LocalVerdict verdict) {
        Manifest withFields = Objects.live(
                        "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: " + live)
                .with(tree ->
                        tree.withObject("/metadata").set("managedFields", Objects.tree("[" + entry(fields) + "]")));
        Manifest desired =
                Objects.desired("apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: " + git);
        assertThat(Comparer.local(desired, withFields, IgnoreRules.NONE)).isEqualTo(verdict);
    }

    @Test
    void aMappingWeAppliedEmptyKeepsWhatOthersWriteIntoIt() {
        Manifest live = Objects.live(MAP).withAnnotation("other", "x").with(tree -> tree.withObject("/metadata")
                .set(
                        "managedFields",
                        Objects.tree("[" + entry("{f:metadata: {f:annotations: {}}}") + ", {manager: other, "
                                + "fieldsType: FieldsV1, fieldsV1: {f:metadata: {f:annotations: {f:other: {}}}}}]")));
        assertThat(Comparer.local(Objects.desired(MAP), live, IgnoreRules.NONE)).isEqualTo(LocalVerdict.SAME);
    }

    @Test
    void onAdoptionWhatKubectlAppliedAndGitDoesNotSayIsADifference() {
        Manifest live = Objects.live(MAP + "data: {a: one, b: two, c: three}\n")
                .withAnnotation(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web\"},\"data\":{\"a\":\"one\",\"b\":\"two\"}}");
        Comparison comparison = Comparer.compare(
                Optional.of(Objects.desired(MAP + "data: {a: one}\n")),
                Optional.empty(),
                Optional.of(live),
                IgnoreRules.NONE);
        assertThat(UnifiedDiff.of(comparison)).isEqualTo("""
                @@ -4,5 +4,4 @@
                   name: web
                 data:
                   a: one
                -  b: two
                   c: three
                """);
    }

    @Test
    void theServersPredictionDecides() {
        Manifest live = owned(WEB + "spec: {a: 1, d: 5}", "{f:spec: {f:a: {}}}");
        Manifest git = Objects.desired(WEB + "spec: {a: 2}");
        assertThat(Comparer.compare(Optional.of(git), Optional.of(live), Optional.of(live), IgnoreRules.NONE))
                .extracting(Comparison::status, Comparison::difference)
                .containsExactly(Status.SYNCED, Difference.NONE);
        Manifest predicted = owned(WEB + "spec: {a: 2, d: 5}", "{f:spec: {f:a: {}}}");
        Comparison comparison =
                Comparer.compare(Optional.of(git), Optional.of(predicted), Optional.of(live), IgnoreRules.NONE);
        assertThat(comparison.changes())
                .extracting(change -> change.path() + ": " + change.before().orElseThrow() + " -> "
                        + change.after().orElseThrow())
                .containsExactly("spec.a: 1 -> 2");
    }

    @Test
    void whatAWebhookChangesIsNoDifferenceUnlessItIsAskedFor() {
        Manifest live = owned(WEB + "spec: {a: 1, stamp: x}", "{f:spec: {f:a: {}}}");
        Manifest predicted = owned(WEB + "spec: {a: 1, stamp: y}", "{f:spec: {f:a: {}}}");
        Manifest git = Objects.desired(WEB + "spec: {a: 1}");
        assertThat(Comparer.compare(Optional.of(git), Optional.of(predicted), Optional.of(live), IgnoreRules.NONE)
                        .isSynced())
                .isTrue();
        Manifest asking = git.withAnnotation("argocd.argoproj.io/compare-options", "IncludeMutationWebhook=true");
        assertThat(Comparer.compare(Optional.of(asking), Optional.of(predicted), Optional.of(live), IgnoreRules.NONE)
                        .changes())
                .extracting(FieldChange::path)
                .containsExactly("spec.stamp");
    }

    @Test
    void aFieldThatTheApplyWouldTakeAwayIsADifference() {
        Manifest live = owned(WEB + "spec: {a: 1, b: 1}", "{f:spec: {f:a: {}, f:b: {}}}");
        Manifest predicted = owned(WEB + "spec: {a: 1}", "{f:spec: {f:a: {}}}");
        assertThat(Comparer.compare(
                                Optional.of(Objects.desired(WEB + "spec: {a: 1}")),
                                Optional.of(predicted),
                                Optional.of(live),
                                IgnoreRules.NONE)
                        .changes())
                .containsExactly(new FieldChange("spec.b", Optional.of(live.at("/spec/b")), Optional.empty()));
    }

    @Test
    void valuesOfSecretsAreComparedAndNeverShown() {
        String head = "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\n";
        Manifest live = Objects.live(head + "stringData: {same: hunter2, twin: hunter2, changed: hunter3, none: ''}\n");
        Manifest git =
                Objects.desired(head + "stringData: {same: hunter2, twin: hunter2, changed: hunter4, none: ''}\n");
        Comparison comparison =
                Comparer.compare(Optional.of(git), Optional.empty(), Optional.of(live), IgnoreRules.NONE);
        String changed = comparison.live().orElseThrow().text("/data/changed");
        String same = comparison.live().orElseThrow().text("/data/same");
        assertThat(comparison.changes()).extracting(FieldChange::path).containsExactly("data.changed");
        assertThat(same)
                .matches("\\++")
                .isEqualTo(comparison.live().orElseThrow().text("/data/twin"));
        assertThat(comparison.target().orElseThrow().text("/data/same")).isEqualTo(same);
        assertThat(comparison.target().orElseThrow().text("/data/changed"))
                .matches("\\++")
                .satisfies(mask -> assertThat(mask.length()).isNotEqualTo(changed.length()));
        assertThat(comparison.toString() + UnifiedDiff.of(comparison) + comparison.changes())
                .doesNotContain("hunter", "hmac", "sealed", "aHVudGVy");
    }

    @Test
    void knownTypesOfCustomResourcesAreComparedByTheirMeaning() {
        String head = "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a}\nspec:\n";
        Manifest git = Objects.desired(
                head
                        + "  timeout: 60s\n  size: 1000m\n  pod: {containers: [{name: a, resources: {limits: {cpu: 500m}}}]}\n");
        Manifest live = Objects.live(
                head
                        + "  timeout: 1m0s\n  size: '1'\n  pod: {containers: [{name: a, resources: {limits: {cpu: '0.5'}}}]}\n");
        IgnoreRules known = IgnoreRules.of(
                List.of(),
                ComparisonSettings.DEFAULT.withKnownTypes(Map.of(
                        new GroupKind("argoproj.io", "Rollout"),
                        List.of(
                                new KnownTypeField("spec.timeout", Type.DURATION),
                                new KnownTypeField("spec.size", Type.QUANTITY),
                                new KnownTypeField("spec.pod", Type.POD_SPEC)))));
        assertThat(Comparer.compare(Optional.of(git), Optional.empty(), Optional.of(live), IgnoreRules.NONE)
                        .changes())
                .hasSize(3);
        assertThat(Comparer.local(git, live, known)).isEqualTo(LocalVerdict.SAME);
    }

    private static Manifest owned(String yaml, String fields) {
        return Objects.live(yaml).with(tree -> tree.withObject("/metadata")
                .set("managedFields", Objects.tree("[" + entry(fields) + "]")));
    }

    private static String entry(String fields) {
        return "{manager: fairway, operation: Apply, fieldsType: FieldsV1, fieldsV1: " + fields + "}";
    }
}
