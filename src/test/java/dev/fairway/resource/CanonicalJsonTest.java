package dev.fairway.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    @Test
    void orderAndSpellingDoNotMatter() {
        JsonNode one = Manifests.readTree(
                "{b: [1.50, 0x10, ~, yes], a: {}, \"ä\\n\": 'q\"\\'}".getBytes(StandardCharsets.UTF_8),
                "f",
                YamlLimits.DEFAULT);
        JsonNode other = JsonMapper.shared().readTree("{\"ä\\n\":\"q\\\"\\\\\",\"a\":{},\"b\":[1.5,16,null,true]}");
        assertThat(CanonicalJson.of(one))
                .isEqualTo("{\"a\":{},\"b\":[1.5,16,null,true],\"ä\\u000a\":\"q\\\"\\\\\"}")
                .isEqualTo(CanonicalJson.of(other));
        assertThat(JsonMapper.shared().readTree(CanonicalJson.of(one))).isEqualTo(other);
    }
}
