package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diff.spec.IgnoreRule;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person asks not to hear of is not heard of; a rule that cannot be used harms nothing but itself. */
class IgnoreRulesTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              namespace: shop
              annotations: {example.org/owner: %1$s}
            spec:
              replicas: %2$s
              template:
                spec:
                  containers:
                  - {name: web, image: "web:%1$s"}
                  - {name: side, image: "side:%1$s"}
            """;
    private static final Manifest GIT = Objects.desired(DEPLOYMENT.formatted("a", 1));
    private static final Manifest LIVE = Objects.live(DEPLOYMENT.formatted("b", 1));

    @Test
    void withoutRulesEveryDifferenceIsNamed() {
        assertThat(paths("[]"))
                .containsExactly(
                        "metadata.annotations.\"example.org/owner\"",
                        "spec.template.spec.containers[name=web].image",
                        "spec.template.spec.containers[name=side].image");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    [{group: apps, kind: Deployment, jsonPointers: [/metadata/annotations/example.org~1owner]}] => 2
                    [{group: apps, kind: Deployment, jsonPointers: [/spec/template]}] => 1
                    [{group: apps, kind: Deployment, jsonPointers: [/spec/template/spec/containers/1/image, /spec/nowhere/x]}] => 2
                    [{group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "side") | .image']}] => 2
                    [{group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[].image', '.metadata.annotations']}] => 0
                    [{group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[] | select(.image | test("^SIDE:"; "i")).image']}] => 2
                    [{group: apps, kind: Deployment, jqPathExpressions: ['.. | objects | select(has("image")) | .image']}] => 1
                    [{group: apps, kind: Deployment, jqPathExpressions: ['.spec.template.spec.containers[] | select(.name | IN("web", "side"))']}] => 1
                    [{group: '*', kind: '*', jsonPointers: [/spec, /metadata/annotations]}] => 0
                    [{group: a*, kind: 'De?loyment', jsonPointers: [/spec]}] => 1
                    [{group: '', kind: Deployment, jsonPointers: [/spec]}] => 3
                    [{kind: Service, jsonPointers: [/spec]}] => 3
                    [{group: apps, kind: Deployment, name: other, jsonPointers: [/spec]}] => 3
                    [{group: apps, kind: Deployment, name: web, namespace: shop, jsonPointers: [/spec]}] => 1
                    """)
    void rulesHideWhatTheyName(String rules, int left) {
        assertThat(paths(rules)).hasSize(left);
        assertThat(compare(rules).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    .spec[ => it is not valid jq
                    .a) | path(.b => it is not valid jq
                    .spec + .spec => "+" is not allowed here
                    "x" * 1000000000 => "*" is not allowed here
                    def f: f; f => "def" is not allowed here
                    reduce .[] as $x (0; 1) => "reduce" is not allowed here
                    .spec | @json => "@" is not allowed here
                    "\\\\(.spec)" => strings with interpolation or without an end are not allowed
                    [range(1000000000)] => it fails on this object
                    $ENV.PATH => it fails on this object
                    repeat(.) => it fails on this object
                    .spec.replicas | tojson => it fails on this object
                    .metadata.name.x => it fails on this object
                    """)
    void anExpressionThatCannotBeUsedIsAWarningAndTheOthersWork(String expression, String reason) {
        String jq = expression.replace("\\\\", "\\");
        IgnoreRule bad = new IgnoreRule("apps", "Deployment", "", "", List.of(), List.of(jq), List.of());
        IgnoreRule good = new IgnoreRule("apps", "Deployment", "", "", List.of("/spec"), List.of(), List.of());
        Comparison comparison = compare(List.of(bad, good));
        assertThat(comparison.warnings())
                .containsExactly("The jq expression %s is not used: %s.".formatted(jq, reason));
        assertThat(comparison.changes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..|..|..|..|..|..|..|..|..|..|..|..|..|..|..|..",
                "select([..,..]|.[]|[..,..]|.[]|[..,..]|.[]|[..,..]|.[]|..|..|..|..)",
                "(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)|(1,1)",
                "select([.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|[.,.]|..)",
                "select(.metadata.name | test(\"((((a+)+)+)+)+$\") | not) | .. | .. | .. | .. | .. | .. | .. | .. | .. | ..",
            })
    @Timeout(10)
    void anExpressionWithoutEndIsStopped(String expression) {
        IgnoreRule endless = new IgnoreRule("*", "*", "", "", List.of(), List.of(expression), List.of());
        assertThat(compare(List.of(endless)).warnings())
                .hasSize(1)
                .first()
                .asString()
                .contains("too m");
    }

    @Test
    void aPointerWithoutASlashIsAWarning() {
        assertThat(compare("[{group: apps, kind: Deployment, jsonPointers: [spec.replicas]}]")
                        .warnings())
                .containsExactly("The JSON pointer spec.replicas is not used: it does not begin with a slash.");
    }

    @Test
    void fieldsOfAnotherManagerAreItsOwn() {
        Manifest live = LIVE.with(tree -> tree.withObject("/metadata").set("managedFields", fields("""
                        - manager: autoscaler
                          operation: Update
                          fieldsType: FieldsV1
                          fieldsV1:
                            f:metadata: {"f:annotations": {"f:example.org/owner": {}}}
                            f:spec:
                              f:template: {"f:spec": {"f:containers": {'k:{"name":"web"}': {".": {}, "f:name": {}, "f:image": {}}}}}
                        """)));
        Comparison comparison = Comparer.compare(
                Optional.of(GIT),
                Optional.empty(),
                Optional.of(live),
                rules(read("[{group: apps, kind: Deployment, managedFieldsManagers: [autoscaler]}]")));
        assertThat(comparison.changes())
                .extracting(FieldChange::path)
                .containsExactly("spec.template.spec.containers[name=side].image");
    }

    @Test
    void aSyncThatRespectsIgnoredDifferencesAppliesTheLiveValues() {
        Manifest live = Objects.live(DEPLOYMENT.formatted("b", 7));
        Manifest applied = rules(read("""
                        - {group: apps, kind: Deployment, jsonPointers: [/spec/replicas, /spec/paused], jqPathExpressions: ['.metadata.annotations[]']}
                        """)).respecting(GIT, live);
        assertThat(applied.at("/spec/replicas").intValue()).isEqualTo(7);
        assertThat(applied.annotations()).containsEntry("example.org/owner", "b");
        assertThat(applied.text("/spec/template/spec/containers/0/image")).isEqualTo("web:a");
        assertThat(applied.at("/spec").has("paused")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[x]", "[{group: apps}]", "[{kind: A, jsonPointers: [1]}]"})
    void aRuleThatIsNoneIsRefused(String yaml) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("InvalidSpecError");
    }

    private static List<String> paths(String rules) {
        return compare(rules).changes().stream().map(FieldChange::path).toList();
    }

    private static Comparison compare(String rules) {
        return compare(read(rules));
    }

    private static Comparison compare(List<IgnoreRule> rules) {
        return Comparer.compare(Optional.of(GIT), Optional.empty(), Optional.of(LIVE), rules(rules));
    }

    private static IgnoreRules rules(List<IgnoreRule> rules) {
        return IgnoreRules.of(rules, ComparisonSettings.DEFAULT);
    }

    private static List<IgnoreRule> read(String yaml) {
        return IgnoreRule.readAll(fields(yaml));
    }

    private static tools.jackson.databind.JsonNode fields(String yaml) {
        return Manifests.readTree(yaml.getBytes(StandardCharsets.UTF_8), "test", YamlLimits.DEFAULT);
    }
}
