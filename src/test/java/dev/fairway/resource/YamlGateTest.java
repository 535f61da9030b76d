package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Text is read as Kubernetes reads it, or refused with the place and without a word of its content. */
class YamlGateTest {

    private static final String CONFIG_MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}}\n";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    yes                  | true
                    Off                  | false
                    y                    | true
                    N                    | false
                    tRUE                 | "tRUE"
                    0644                 | 420
                    0o644                | 420
                    0x1F                 | 31
                    0b101                | 5
                    -0b101               | -5
                    08                   | 8
                    ~                    | null
                    Null                 | null
                    1_000                | 1000
                    +12                  | 12
                    2024-01-01           | "2024-01-01"
                    2024-01-01T00:00:00Z | "2024-01-01T00:00:00Z"
                    12:30                | "12:30"
                    12:30:45.5           | "12:30:45.5"
                    =                    | "="
                    1.0                  | 1
                    1e3                  | 1000
                    .5                   | 0.5
                    0.1000               | 0.1
                    1.2.3                | "1.2.3"
                    1e400                | "1e400"
                    12345678901234567890123 | 12345678901234567890123
                    9223372036854775807  | 9223372036854775807
                    3.141592653589793238462643 | 3.141592653589793238462643
                    100m                 | "100m"
                    'yes'                | "yes"
                    "0644"               | "0644"
                    !!str 12             | "12"
                    !!int "12"           | 12
                    !!binary aGk=        | "hi"
                    !Custom text         | "text"
                    -                    | [null]
                    1-2                  | "1-2"
                    """)
    void scalarsMeanWhatTheyMeanToKubernetes(String yaml, String json) {
        assertThat(tree("v: " + (yaml.equals("-") ? "[~]" : yaml)).path("v").toString())
                .isEqualTo(json);
    }

    @Test
    void mergeKeysAreMergedAndTheMappingsOwnKeysWin() {
        assertThat(tree("""
                        base: &base {a: 1, b: 1}
                        more: &more {b: 2, c: 2}
                        one: {<<: *base, a: 9}
                        many: {<<: [*more, *base]}
                        quoted: {"<<": x}
                        """).toString())
                .isEqualTo("{\"base\":{\"a\":1,\"b\":1},\"more\":{\"b\":2,\"c\":2},\"one\":{\"a\":9,\"b\":1},"
                        + "\"many\":{\"b\":2,\"c\":2,\"a\":1},\"quoted\":{\"<<\":\"x\"}}");
    }

    @Test
    void keysThatAreNoTextBecomeText() {
        assertThat(tree("{8080: a, yes: b, 1.5: c}").toString())
                .isEqualTo("{\"8080\":\"a\",\"true\":\"b\",\"1.5\":\"c\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a: hunter2\\na: hunter2    | f, line 2: this key was already given on line 1.
                    {"a": 1, "a": 2}           | f, line 1: this key was already given on line 1.
                    a: .inf                    | f, line 1: Kubernetes has no infinite numbers and no not-a-number.
                    x: 1\\n? [hunter2]\\n: 2   | f, line 2: a list or mapping cannot be a key.
                    ~: 1                       | f, line 1: a key is empty.
                    a: *hunter2                | f, line 1: an alias names an anchor that does not exist.
                    a: &x [*x]                 | f, line 1: an anchor contains itself.
                    <<: hunter2                | f, line 1: a merge key (<<) needs a mapping or a list of mappings.
                    a:\\n\\t- hunter2          | f, line 2: a tab is used for indentation; use spaces.
                    a: "hunter2                | f, line 1: the text ends inside a quoted value.
                    a: hunter2: b              | f, line 1: a mapping is not allowed here; check the indentation, and quote text that contains ": ".
                    a: 1\\n b: hunter2         | f, line 2: a mapping is not allowed here; check the indentation, and quote text that contains ": ".
                    a: {hunter2                | f, line 1: this is not valid YAML.
                    """)
    void whatIsRefusedIsNamedByItsPlaceAndNotQuoted(String yaml, String message) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t");
        assertThat(refusal(() -> tree(text)).message()).isEqualTo(message);
    }

    @Test
    void anAliasBombIsRefusedByWhatItWouldExpandTo() {
        StringBuilder doubling = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 25; i++) {
            doubling.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(refusal(() -> tree(doubling.toString())).message()).contains("aliases expand to more than 100,000");
    }

    @Test
    void manyHarmlessAliasesAreFine() {
        StringBuilder text = new StringBuilder("base: &base {a: 1}\nall:\n");
        text.append("- *base\n".repeat(5_000));
        assertThat(tree(text.toString()).path("all").size()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "- ", "{a: "})
    void nestingIsRefusedLongBeforeItCouldOverflowTheStack(String opening) {
        assertThat(refusal(() -> tree(opening.repeat(100_000))).message()).contains("nest too deep");
    }

    @Test
    void depthWithinTheLimitIsReadInYamlAndInJson() {
        assertThat(tree("[".repeat(49) + "]".repeat(49)).isArray()).isTrue();
        assertThat(refusal(() -> tree("[".repeat(60) + "]".repeat(60))).code()).isEqualTo("YamlInvalid");
    }

    @Test
    void aTextOfNothingButValuesIsRefusedBeforeItFillsTheMemory() {
        String dashes = "-\n".repeat(1_000_001);
        assertThat(refusal(() -> tree(dashes)).message()).contains("more than 1,000,000 values");
    }

    @Test
    void sizesOverTheLimitsAreRefused() {
        YamlLimits tiny = new YamlLimits(40, 10, 5, 10, 10, 1);
        assertThat(refusal(() -> Manifests.readTree("x".repeat(41).getBytes(StandardCharsets.UTF_8), "f", tiny)))
                .extracting(Problem::code, Problem::message)
                .containsExactly("YamlTooLarge", "f has 41 bytes; at most 40 are read. Split it into smaller files.");
        assertThat(refusal(() -> Manifests.readTree("x".repeat(11).getBytes(StandardCharsets.UTF_8), "f", tiny))
                        .message())
                .contains("more than 10 characters");
        assertThat(refusal(() -> parse(CONFIG_MAP.formatted("a") + "---\n" + CONFIG_MAP.formatted("b"), 1))
                        .message())
                .isEqualTo("f holds more than 1 objects. Split it into several.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarksAndWindowsLineEndsAreRead(String charset) {
        String text = "\uFEFFapiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: größe\r\n---\r\n";
        for (String form : List.of(text, text.substring(1))) {
            List<Manifest> read =
                    Manifests.parse(form.getBytes(Charset.forName(charset)), "f", YamlLimits.DEFAULT, value -> value);
            assertThat(read).extracting(Manifest::name).containsExactly("größe");
        }
    }

    @Test
    void marksBetweenFilesThatWerePutTogetherAreRead() {
        String text = CONFIG_MAP.formatted("a") + "---\n\uFEFF" + CONFIG_MAP.formatted("b") + "---\n# c.yaml\n\uFEFF"
                + CONFIG_MAP.formatted("c");

        assertThat(parse(text)).extracting(Manifest::name).containsExactly("a", "b", "c");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThat(refusal(() -> Manifests.readTree(new byte[] {'a', (byte) 0xc3, '('}, "f", YamlLimits.DEFAULT))
                        .message())
                .isEqualTo("f is not UTF-8 text.");
    }

    @Test
    void jsonMayHoldWhatYamlCannot() {
        assertThat(tree("{\n\t\"a\":\t\"x\\/y\\ud83d\\ude00\", \"b\": 1.0, \"c\": 1e2}")
                        .toString())
                .isEqualTo("{\"a\":\"x/y😀\",\"b\":1,\"c\":100}");
        assertThat(parse("{\"apiVersion\":\"v1\",\"kind\":\"A\",\"metadata\":{\"name\":\"a\"}}\n"
                        + "{\"apiVersion\":\"v1\",\"kind\":\"A\",\"metadata\":{\"name\":\"b\"}}"))
                .extracting(Manifest::name)
                .containsExactly("a", "b");
    }

    @Test
    void emptyDocumentsAreSkippedAndListsUnpacked() {
        assertThat(parse("""
                        # only a comment
                        ---
                        ---
                        apiVersion: v1
                        kind: ConfigMapList
                        items:
                        - metadata: {name: a}
                        ---
                        apiVersion: v1
                        kind: List
                        items:
                        - {apiVersion: v1, kind: List, items: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: b}}]}
                        ---
                        {apiVersion: v1, kind: List, items: null}
                        ---
                        {apiVersion: example.org/v1, kind: AllowList, metadata: {name: c}, spec: {}}
                        ---
                        {apiVersion: batch/v1, kind: Job, metadata: {generateName: d-}}
                        ...
                        """))
                .extracting(manifest -> manifest.gvk() + " " + manifest.name() + manifest.generateName())
                .containsExactly(
                        "v1/ConfigMap a", "apps/v1/Deployment b", "example.org/v1/AllowList c", "batch/v1/Job d-");
    }

    @Test
    void anEmptyTextHoldsNothing() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("# nothing\n")).isEmpty();
        assertThat(Manifests.readObject(new byte[0], "values.yaml", YamlLimits.DEFAULT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    just text                                       | f, document 2 (line 3): the document is not a Kubernetes object but a single value.
                    [1]                                             | f, document 2 (line 3): the document is not a Kubernetes object but a list.
                    {a: 1}                                          | f, document 2 (line 3): the document has no kind, so it is not a Kubernetes object.
                    {kind: A, metadata: {name: a}}                  | f, document 2 (line 3): the document has a kind but no apiVersion.
                    {apiVersion: v1, kind: A}                       | f, document 2 (line 3): the document has no metadata.name.
                    {apiVersion: v1, kind: A, metadata: {name: 12}} | f, document 2 (line 3): the document has a metadata.name that YAML reads as a number or boolean; put it in quotes.
                    {apiVersion: v1, kind: List, items: [5]}        | f, document 2 (line 3), item 1: the document is not a Kubernetes object but a single value.
                    """)
    void aDocumentThatIsNoObjectIsRefusedWithItsPlace(String document, String message) {
        assertThat(refusal(() -> parse(CONFIG_MAP.formatted("first") + "---\n" + document)))
                .isEqualTo(Problem.stalled("ManifestInvalid", message));
    }

    @Test
    void whatIsWrittenForPeopleReadsBackTheSame() {
        String json = """
                {"apiVersion":"v1","text":{"yes":"yes","n":"0644","d":"2024-01-01","t":"12:30","e":"","m":"a\\nb\\n","q":"'x' \\"y\\"","c":"a: b","h":"# no","merge":"<<","eq":"=","blank":" x ","tab":"a\\tb","uni":"größe 😀"},"numbers":[1,-5,1.5,12345678901234567890,true,null],"empty":{"map":{},"list":[]},"nested":[[{"a":1,"b":[2]}]]}""";
        JsonNode tree = tree(json);
        assertThat(tree(Manifests.toYaml(tree))).isEqualTo(tree);
    }

    @Test
    void whatTurnsTheDirectionOfTextIsWrittenAsAnEscape() {
        JsonNode tree = tree("{\"role\": \"user\\u202enimda\", \"a\\u2066\": \"first\\nsecond \\u202e\\n\"}");
        String yaml = Manifests.toYaml(tree);
        assertThat(yaml).contains("\\u202enimda", "\\u2066").doesNotContain("\u202e", "\u2066");
        assertThat(tree(yaml)).isEqualTo(tree);
    }

    @Test
    void yamlForPeopleIsPlain() {
        assertThat(Manifests.toYaml(
                        tree("{apiVersion: v1, kind: ConfigMap, data: {on: 'off', script: \"a\\nb\\n\", n: ['1']}}")))
                .isEqualTo("""
                        apiVersion: v1
                        kind: ConfigMap
                        data:
                          'true': 'off'
                          script: |
                            a
                            b
                          'false':
                          - '1'
                        """);
    }

    private static JsonNode tree(String text) {
        return Manifests.readTree(text.getBytes(StandardCharsets.UTF_8), "f", YamlLimits.DEFAULT);
    }

    private static List<Manifest> parse(String text) {
        return parse(text, YamlLimits.DEFAULT.documents());
    }

    private static List<Manifest> parse(String text, int documents) {
        return Manifests.parse(
                text.getBytes(StandardCharsets.UTF_8),
                "f",
                YamlLimits.DEFAULT.withDocuments(documents),
                value -> value);
    }

    private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, reading);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.getMessage()).doesNotContain("hunter2");
        return refused.problem();
    }
}
