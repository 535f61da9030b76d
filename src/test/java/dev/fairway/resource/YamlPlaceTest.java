package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.YamlPlace.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class YamlPlaceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String TEXT = """
            # ünicode 🙂 before it
            kind: ConfigMap
            metadata: {name: a}
            data: {replicas: "3"}
            ---
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 3   # three
              paused: &no false
              other: *no
              note: |
                block
              template:
                spec:
                  containers:
                    - name: side
                      image: side:1
                    - name: web
                      image: 'web:1'
            """;

    @Test
    void onlyTheValueIsReplaced() {
        YamlPlace place = one(YamlPlace.writing(TEXT, "Deployment", steps("spec.replicas"), NODES.numberNode(5)));

        assertThat(place.object()).isEqualTo("web");
        assertThat(place.line()).isEqualTo(10);
        assertThat(place.changed()).isEqualTo(TEXT.replace("replicas: 3  ", "replicas: 5  "));
    }

    @Test
    void anItemIsFoundByItsKeyAndTextStaysQuoted() {
        List<Step> steps = new ArrayList<>(steps("spec.template.spec.containers"));
        steps.add(new Step.Item(Map.of("name", "web")));
        steps.add(new Step.Field("image"));

        assertThat(one(YamlPlace.writing(TEXT, "Deployment", steps, NODES.stringNode("web:2")))
                        .changed())
                .isEqualTo(TEXT.replace("'web:1'", "'web:2'"));
    }

    @Test
    void whatIsSharedOrNotThereIsNotFound() {
        assertThat(YamlPlace.writing(TEXT, "Deployment", steps("spec.paused"), NODES.booleanNode(true)))
                .isEmpty();
        assertThat(YamlPlace.writing(TEXT, "Deployment", steps("spec.other"), NODES.booleanNode(true)))
                .isEmpty();
        assertThat(YamlPlace.removing(TEXT, "Deployment", steps("spec.paused"))).isEmpty();
        assertThat(YamlPlace.removing(TEXT, "Deployment", steps("spec.other"))).isEmpty();
        assertThat(YamlPlace.removing(TEXT, "Deployment", steps("status"))).isEmpty();
        assertThat(YamlPlace.writing(TEXT, "Deployment", steps("status.phase"), NODES.stringNode("x")))
                .isEmpty();
        assertThat(YamlPlace.writing("{{ .Values.all }}: {{", "Deployment", steps("a"), NODES.numberNode(1)))
                .isEmpty();
    }

    /** From what is there, to what is wanted at a path, to what it becomes. */
    static Stream<Arguments> changes() {
        return Stream.of(
                // a scalar that is missing
                of(
                        "spec:\n  a: 1\n  b: {}\n# end",
                        "spec.replicas",
                        "3",
                        "spec:\n  a: 1\n  b: {}\n  replicas: 3\n# end"),
                of("spec:\n  a: 1", "spec.b", "\"x\"", "spec:\n  a: 1\n  b: x"),
                of("spec:\r\n  a: 1 # one\r\nz: 1\r\n", "spec.b", "2", "spec:\r\n  a: 1 # one\r\n  b: 2\r\nz: 1\r\n"),
                of("spec: {a: 1}\n", "spec.b", "\"x, y\"", "spec: {a: 1, b: \"x, y\"}\n"),
                of("spec: {}\n", "spec.b", "{\"c\": [1, \"on\"]}", "spec: {b: {c: [1, 'on']}}\n"),
                of(
                        "spec:\n  a: |\n    text\n\nz: 1\n",
                        "spec.b",
                        "true",
                        "spec:\n  a: |\n    text\n  b: true\n\nz: 1\n"),
                of("base: &x {c: 1}\nspec:\n  a: *x\n", "spec.b", "2", "base: &x {c: 1}\nspec:\n  a: *x\n  b: 2\n"),
                of("spec:\n    <<: {c: 1}\n    a: 1\n", "spec.c", "2", "spec:\n    <<: {c: 1}\n    a: 1\n    c: 2\n"),
                // kept as text, or as a number
                of("spec:\n  a: x\n", "spec.a", "\"yes\"", "spec:\n  a: 'yes'\n"),
                of("spec:\n  a: x\n", "spec.a", "\"0644\"", "spec:\n  a: '0644'\n"),
                of("spec:\n  a: x\n", "spec.a", "\"1e3\"", "spec:\n  a: '1e3'\n"),
                of("spec:\n  a: x\n", "spec.a", "\"12:30\"", "spec:\n  a: \"12:30\"\n"),
                of("spec:\n  a: 1\n", "spec.a", "12345678901234567890123", "spec:\n  a: 12345678901234567890123\n"),
                of("spec:\n  a: \"1\"\n", "spec.a", "\"2\"", "spec:\n  a: \"2\"\n"),
                of("spec:\n  a: 'x'\n", "spec.a", "\"it's\"", "spec:\n  a: 'it''s'\n"),
                of("spec:\n  a: x\n", "spec.a", "\"b: c #d\"", "spec:\n  a: 'b: c #d'\n"),
                of("spec:\n  a:   # none\n  b: 1\n", "spec.a", "2", "spec:\n  a: 2   # none\n  b: 1\n"),
                of("spec: {a: x, b: 1}\n", "spec.a", "\"1,2\"", "spec: {a: \"1,2\", b: 1}\n"),
                // several lines
                of(
                        "data:\n  f: |\n      one\n      two\n  # then\n  g: 1\n",
                        "data.f",
                        "\"one\\n  2\\n\"",
                        "data:\n  f: |\n      one\n        2\n  # then\n  g: 1\n"),
                of("data:\n  f: |\n    one\n", "data.f", "\"one\"", "data:\n  f: |-\n    one\n"),
                // a small mapping
                of(
                        "limits:\n  cpu: 1 # one\n  memory: 1Gi\n",
                        "limits",
                        "{\"cpu\": 2, \"storage\": \"1Gi\"}",
                        "limits:\n  cpu: 2 # one\n  storage: 1Gi\n"),
                of(
                        "r:\n  limits: {cpu: 1, memory: \"1Gi\"}\n",
                        "r.limits",
                        "{\"memory\": \"1Gi\", \"x\": 1}",
                        "r:\n  limits: {memory: \"1Gi\", x: 1}\n"),
                of(
                        "r:\n  a: 1\n",
                        "r.limits",
                        "{\"cpu\": \"1\", \"l\": [\"a\"]}",
                        "r:\n  a: 1\n  limits:\n    cpu: '1'\n    l:\n      - a\n"),
                // a list
                of(
                        "args:\n- a\n- b # bee\n- c\n",
                        "args",
                        "[\"a\", \"b\", \"x\", \"c\"]",
                        "args:\n- a\n- b # bee\n- x\n- c\n"),
                of("args:\n- a\n- b # bee\n- c\n", "args", "[\"b\", \"c\"]", "args:\n- b # bee\n- c\n"),
                of("args:\n- b\n", "args", "[\"a\", \"b\"]", "args:\n- a\n- b\n"),
                of("args: ['a', b]\n", "args", "[\"a\", \"c\", \"b\"]", "args: ['a', c, b]\n"),
                of("args:\n  - a\n  - b\n", "args", "[]", "args: []\n"),
                of(
                        "args:\n  - name: a\n    value: 1\n",
                        "args",
                        "[{\"name\": \"a\", \"value\": 1}, {\"name\": \"b\", \"value\": \"x\"}]",
                        "args:\n  - name: a\n    value: 1\n  - name: b\n    value: x\n"));
    }

    private static Arguments of(String before, String path, String wanted, String after) {
        return Arguments.of(before, path, wanted, after);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aValueIsWrittenAndTheRestStays(String before, String path, String wanted, String after) {
        JsonNode value = JSON.readTree(wanted);
        String kind = before.contains("\r\n") ? "kind: X\r\n" : "kind: X\n";

        YamlPlace place = one(YamlPlace.writing(kind + before, "X", steps(path), value));

        assertThat(place.changed()).isEqualTo(kind + after);
        assertThat(at(place.changed(), path).equals(BY_VALUE, value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec:\\n  a: 1\\n  # of b\\n  b: 2 # two\\n  c: 3\\n | spec.b | spec:\\n  a: 1\\n  # of b\\n  c: 3\\n",
                "spec:\\n  a: 1\\n  b:\\n    c: 1\\n\\nz: 1\\n | spec.b | spec:\\n  a: 1\\n\\nz: 1\\n",
                "r:\\n  limits:\\n    cpu: 1\\n | r.limits | r: {}\\n",
                "r: {a: 1, b: 2}\\n | r.a | r: {b: 2}\\n",
                "r: {a: 1}\\n | r.a | r: {}\\n",
                "r:\\n- a: 1\\n  b: 2\\n- c\\n | r[0].a | r:\\n- b: 2\\n- c\\n",
                "r:\\n- a\\n- b\\n | r[0] | r:\\n- b\\n",
                "r:\\n- a\\n | r[0] | r: []\\n",
                "r: [a, 'b']\\n | r[0] | r: ['b']\\n"
            })
    void aValueIsTakenOutAndTheRestStays(String before, String path, String after) {
        assertThat(one(YamlPlace.removing("kind: X\n" + lines(before), "X", steps(path)))
                        .changed())
                .isEqualTo("kind: X\n" + lines(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: &s\n  a: 1\nother: *s\n",
                "spec: *s\n",
                "spec:\n  <<: {b: 1}\n",
                "spec: !!map\n  a: 1\n",
                "spec: # why\n  b: 1\n",
                "spec:\n  b: &b 1\n  c: *b\n",
                "spec: {b: 1,\n  c: 2} # two lines\n",
                "spec:\n  ? b\n  : 1\n  c: 1\n",
                "spec:\n  b: 1\n  b: 2\n"
            })
    void whatCannotBeTakenOutAloneStays(String text) {
        assertThat(YamlPlace.removing("kind: X\n" + text, "X", steps("spec.b"))).isEmpty();
    }

    @Test
    void theValuesOfATextAreNamedAsPeopleWriteThemAndReplacedWhereTheyStand() {
        String text = """
                # Values
                image:
                  tag: "1.0" # pinned
                hosts:
                  - name: one
                replicas: 2
                shared: &same yes
                again: *same
                """;
        List<YamlPlace.Leaf> leaves = YamlPlace.leaves(text, 100);
        assertThat(leaves)
                .extracting(leaf -> leaf.name() + " " + leaf.value())
                .as("what an anchor shares stands in several places")
                .containsExactly("image.tag 1.0", "hosts[0].name one", "replicas 2");
        assertThat(YamlPlace.leaves(text, 2)).hasSize(2);
        YamlPlace changed = YamlPlace.replacing(text, leaves.getFirst(), JsonNodeFactory.instance.stringNode("1.1"))
                .orElseThrow();
        assertThat(changed.changed()).isEqualTo(text.replace("\"1.0\"", "\"1.1\""));
        assertThat(changed.line()).isEqualTo(3);
        assertThat(YamlPlace.leaves("a: 1\n---\na: 2\n", 100))
                .as("which of two documents counts is not known")
                .isEmpty();
        assertThat(YamlPlace.leaves("{{- if .Values.on }}\na: 1\n{{- end }}\n", 100))
                .as("a template is no YAML")
                .isEmpty();
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }

    private static YamlPlace one(List<YamlPlace> places) {
        assertThat(places).hasSize(1);
        return places.getFirst();
    }

    private static JsonNode at(String text, String path) {
        return YamlDocuments.read(text.getBytes(StandardCharsets.UTF_8), "test", YamlLimits.DEFAULT)
                .getFirst()
                .tree()
                .at("/" + path.replace('.', '/'));
    }

    /** {@code a.b[0].c}. */
    private static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        for (String part : path.split("[.\\[]")) {
            steps.add(
                    part.endsWith("]")
                            ? new Step.Index(Integer.parseInt(part.substring(0, part.length() - 1)))
                            : new Step.Field(part));
        }
        return steps;
    }
}
