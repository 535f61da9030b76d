package dev.fairway.diff;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Objects written as YAML, Secret values hidden as the vault would. */
final class Objects {

    private Objects() {}

    static Manifest live(String yaml) {
        return parse(yaml, Objects::fingerprint);
    }

    static Manifest desired(String yaml) {
        return parse(yaml, value -> SecretText.sealed(Hashes.sha256(value).substring(0, 8), "random"));
    }

    static JsonNode tree(String yaml) {
        return Manifests.readTree(yaml.getBytes(StandardCharsets.UTF_8), "test", YamlLimits.DEFAULT);
    }

    static List<String> texts(String yaml) {
        return tree(yaml).values().stream().map(JsonNode::asString).toList();
    }

    private static String fingerprint(String value) {
        return SecretText.fingerprinted(Hashes.sha256(value).substring(0, 8));
    }

    private static Manifest parse(String yaml, SecretText.Hiding hiding) {
        return Manifests.parse(yaml.getBytes(StandardCharsets.UTF_8), "test", YamlLimits.DEFAULT, hiding)
                .getFirst();
    }
}
