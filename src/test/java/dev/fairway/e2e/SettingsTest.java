package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What settings tell of a real Git host and a real API server, and how they are tried. */
@ProductLane
class SettingsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @Test
    void aTestOfARepositorySaysInOneSentenceWhatIsWrong() {
        fairway.repository("tried").push("One object", "a/settings.yaml", Yaml.configMap("settings", "one"));
        String address = fairway.address("tried");
        assertThat(tried(address, "")).isEqualTo("Successful: ");
        assertThat(tried(address, "\"password\": \"wrong-canary\",")).contains("refuses the credential");
        assertThat(tried(fairway.address("not-there"), "")).contains("does not exist");
        assertThat(tried(address.replaceFirst("/sandbox/git/.*", "/actuator/health"), ""))
                .startsWith("Failed: ")
                .contains("/actuator/health does not exist, or is hidden");
        assertThat(tried(address.replaceFirst("localhost:[0-9]+", "localhost:1"), ""))
                .contains("refuses connections");
        assertThat(tried("ssh://git@localhost:1/x.git", "")).contains("refuses connections");
    }

    @Test
    void aRepositoryInUseTellsHowItAnsweredWithoutAnybodyAsking() {
        fairway.repository("contacted").push("One object", "c/settings.yaml", Yaml.configMap("settings", "one"));
        String address = fairway.address("contacted");
        rest.create(Yaml.automated("contacted", address));
        rest.post("/api/v1/repositories", "{\"repo\": \"%s\"}".formatted(address));
        eventually(() -> assertThat(state(JSON.readTree(rest.body("/api/v1/repositories?repo=" + address))
                        .at("/items/0")))
                .isEqualTo("Successful: "));
        assertThat(rest.body("/settings/repos")).contains(address, "Answers");
    }

    @Test
    void theClusterTellsItsVersionAndWhatIsWatched() {
        JsonNode tried = JSON.readTree(rest.post("/api/v1/clusters/in-cluster/validate", "{}"));
        assertThat(state(tried)).isEqualTo("Successful: ");
        assertThat(tried.at("/info/serverVersion").asString("")).matches("1\\.\\d+.*");
        eventually(() -> assertThat(JSON.readTree(rest.body("/api/v1/clusters/in-cluster"))
                        .at("/info/cacheInfo/resourcesCount")
                        .asInt(0))
                .isPositive());
        JsonNode again = JSON.readTree(rest.post("/api/v1/clusters/in-cluster/validate", "{}"));
        assertThat(again.at("/info/cacheInfo/resourcesCount").asInt(0))
                .as("a test takes nothing away of what is seen")
                .isPositive();
        assertThat(rest.body("/settings/clusters")).contains("in-cluster", "Answers");
    }

    private String tried(String address, String more) {
        return state(JSON.readTree(
                rest.post("/api/v1/repositories/validate", "{%s \"repo\": \"%s\"}".formatted(more, address))));
    }

    private static String state(JsonNode object) {
        return object.at("/connectionState/status").asString("") + ": "
                + object.at("/connectionState/message").asString("");
    }
}
