package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ResourceKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ShownValueTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.token | \"hmac:4711\"",
                "data | {\"token\": \"hmac:4711\"}",
                "metadata.annotations.note | \"anything\""
            })
    void nothingOfASecretIsKept(String path, String value) {
        assertThat(shown(new ResourceKey("", "Secret", "shop", "keys"), path, value))
                .isEqualTo(ShownValue.HIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.template.spec.containers[name=web].env[name=DB_PASSWORD].value | \"hunter2\"",
                "data.\"api.token\" | \"hunter2\"",
                "data.\"credentials.json\" | \"hunter2\"",
                "spec.auth.credentials.key | \"hunter2\"",
                "spec.auth.tokens[0] | \"hunter2\"",
                "spec.auth | {\"credentials\": {\"key\": \"hunter2\"}, \"tokens\": [\"hunter2\"]}",
                "spec.source.helm.parameters[name=db.password].value | \"hunter2\"",
                "spec.template.spec.containers[name=web].env | [{\"name\": \"API_KEY\", \"value\": \"hunter2\"}]",
                "spec.source.helm.valuesObject | {\"db\": {\"password\": \"hunter2\"}}",
                "data.\"app.properties\" | \"a=1\\npassword=hunter2\"",
                "data.url | \"https://ada:hunter2@db.example/shop\""
            })
    void whatItsNameOrFormGivesAwayIsHidden(String path, String value) {
        assertThat(shown(WEB, path, value)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.replicas | 5",
                "spec.template.spec.automountServiceAccountToken | true",
                "spec.template.spec.imagePullSecrets[name=pull].name | \"pull\"",
                "spec.secretStoreRef.kind | \"SecretStore\"",
                "spec.env[name=PASSWORD].valueFrom.secretKeyRef.key | \"db\"",
                "spec.volumes[name=tls].secret.secretName | \"shop-tls\"",
                "spec.template.spec.containers[name=web].image | \"registry.example/web:2\""
            })
    void everythingElseIsShownAsItIs(String path, String value) {
        assertThat(shown(WEB, path, value)).isEqualTo(value.replace("\"", ""));
    }

    @Test
    void aLongValueIsCutAndItsHashTellsItFromAnother() {
        String one = shown(WEB, "data.text", "\"" + "a".repeat(1_000) + "b\"");
        String other = shown(WEB, "data.text", "\"" + "a".repeat(1_000) + "c\"");

        assertThat(one).hasSizeLessThan(500).contains("1001 characters").isNotEqualTo(other);
    }

    @Test
    void aVeryLongValueIsToldFromAnotherByItsEnd() {
        String one = shown(WEB, "data.text", "\"" + "line\\n".repeat(20_000) + "b\"");
        String other = shown(WEB, "data.text", "\"" + "line\\n".repeat(20_000) + "c\"");

        assertThat(one).contains("100001 characters").isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spec.replicas | 5 | false",
                "data.text | \"a\\r\\nb\" | false",
                "spec.env[name=DB_PASSWORD].value | \"hunter2\" | true",
                "spec.env[name=DB].value | \"postgres://ada:hunter2@db/shop\" | true",
                "spec.env | [{\"name\": \"DB\", \"value\": \"postgres://ada:hunter2@db/shop\"}] | true",
                "spec.resources.limits | {\"cpu\": \"1\"} | false"
            })
    void whatIsSecretIsTold(String path, String value, boolean secret) {
        assertThat(ShownValue.isSecret(WEB, path, JSON.readTree(value))).isEqualTo(secret);
    }

    private static String shown(ResourceKey key, String path, String value) {
        return ShownValue.of(key, path, Optional.of(JSON.readTree(value)));
    }
}
