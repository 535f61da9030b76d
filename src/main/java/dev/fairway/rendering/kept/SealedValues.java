package dev.fairway.rendering.kept;

import dev.fairway.resource.SecretText;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.SealedStore.Resealing;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Seals the Secret values inside kept manifests again when the key is rotated. Fingerprints stay as they are. */
final class SealedValues {

    /** In which context the vault seals desired values. */
    private static final String CONTEXT = "manifest";

    private final Resealing resealing;
    private int count;

    SealedValues(Resealing resealing) {
        this.resealing = resealing;
    }

    int count() {
        return count;
    }

    /** Changes the manifests in place. */
    void resealIn(JsonNode manifests) {
        for (JsonNode manifest : manifests.values()) {
            if (manifest.path("kind").asString("").equals("Secret")
                    && manifest.path("data") instanceof ObjectNode data) {
                for (Map.Entry<String, JsonNode> value :
                        Map.copyOf(values(data)).entrySet()) {
                    again(value.getValue().asString("")).ifPresent(text -> data.put(value.getKey(), text));
                }
            }
        }
    }

    private static Map<String, JsonNode> values(ObjectNode data) {
        return data.properties().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<String> again(String text) {
        if (!SecretText.isSealed(text)) {
            return Optional.empty();
        }
        String ciphertext = SecretText.ciphertext(text);
        Optional<Sealed> fresh = resealing.again(CONTEXT, new Sealed(ciphertext));
        fresh.ifPresent(value -> count++);
        return fresh.map(value -> text.substring(0, text.length() - ciphertext.length()) + value.text());
    }
}
