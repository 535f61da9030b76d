package dev.fairway.diff;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.SecretText;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows that values of a Secret differ without showing them: equal values become masks of equal length, different ones
 * of different length, within one comparison.
 */
final class SecretMasks {

    private static final int SHORTEST = 8;

    private final Map<String, String> masks = new HashMap<>();

    Manifest mask(Manifest manifest) {
        if (!manifest.isSecret()) {
            return manifest;
        }
        return manifest.with(tree -> {
            if (tree.path("data") instanceof ObjectNode data) {
                for (String key : Set.copyOf(data.propertyNames())) {
                    data.put(key, mask(data.path(key).asString("")));
                }
            }
        });
    }

    Optional<Manifest> mask(Optional<Manifest> manifest) {
        return manifest.map(this::mask);
    }

    private String mask(String value) {
        return value.isEmpty()
                ? ""
                : masks.computeIfAbsent(SecretText.comparable(value), text -> "+".repeat(SHORTEST + masks.size()));
    }
}
