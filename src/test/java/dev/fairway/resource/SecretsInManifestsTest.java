package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value of a Secret leaves the gate in clear, and equal values can still be compared. */
class SecretsInManifestsTest {

    private static final String HEAD = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n";

    @Test
    void stringDataBecomesDataAndWins() {
        Manifest secret = parse(HEAD + """
                data: {a: YQ==, both: b25l, none: null}
                stringData: {both: two, empty: ''}
                """);
        assertThat(secret.at("/data").toString())
                .isEqualTo("{\"a\":\"<YQ==>\",\"both\":\"<dHdv>\",\"none\":\"<>\",\"empty\":\"<>\"}");
        assertThat(secret.tree().has("stringData")).isFalse();
    }

    @Test
    void lineBreaksInBase64MeanNothing() {
        assertThat(parse(HEAD + "data:\n  a: |\n    aGVs\n    bG8=\n").text("/data/a"))
                .isEqualTo("<aGVsbG8=>");
    }

    @Test
    void theRecordOfTheLastApplyGoes() {
        Manifest secret = parse("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: db
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"a":"hunter2"}}'
                    team: shop
                """);
        assertThat(secret.annotations()).containsOnlyKeys("team");
    }

    @Test
    void aSecretWithoutDataStaysWithoutData() {
        assertThat(parse(HEAD + "type: Opaque\n").tree().has("data")).isFalse();
    }

    @Test
    void secretsInsideListsAreHiddenToo() {
        assertThat(parse("apiVersion: v1\nkind: SecretList\nitems:\n- metadata: {name: a}\n  stringData: {p: x}\n")
                        .text("/data/p"))
                .isEqualTo("<eA==>");
    }

    @Test
    void aSecretOfAnotherGroupIsNoSecret() {
        assertThat(parse("apiVersion: example.org/v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: x}\n")
                        .text("/data/p"))
                .isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {hunter2: hunter2!}",
                "data: {hunter2: hunter2}",
                "data: {hunter2: aGk}",
                "data: {hunter2: sealed:a:b}",
                "data: {hunter2: [hunter2]}",
                "data: [hunter2]",
                "stringData: {hunter2: 123}",
                "stringData: hunter2",
                "stringData:\n hunter2: 1\n hunter2: 2",
            })
    void aRefusedSecretIsNotQuoted(String body) {
        assertThatThrownBy(() -> parse(HEAD + body))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("app/db.yaml")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void theHashOfASealedSecretIsThatOfItsFingerprint() {
        Manifest one = Manifests.parse(
                        (HEAD + "stringData: {a: x}").getBytes(StandardCharsets.UTF_8),
                        "f",
                        YamlLimits.DEFAULT,
                        value -> SecretText.sealed("f1", "random-1"))
                .getFirst();
        Manifest again = one.with(tree -> tree.withObject("/data").put("a", SecretText.sealed("f1", "random-2")));
        Manifest other = one.with(tree -> tree.withObject("/data").put("a", SecretText.sealed("f2", "random-1")));
        assertThat(Hashes.sha256(one)).isEqualTo(Hashes.sha256(again)).isNotEqualTo(Hashes.sha256(other));
    }

    private static Manifest parse(String text) {
        return Manifests.parse(
                        text.getBytes(StandardCharsets.UTF_8),
                        "app/db.yaml",
                        YamlLimits.DEFAULT,
                        value -> "<" + value + ">")
                .getFirst();
    }
}
