package dev.fairway.rendering;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts the objects of several sources together. An object that is given twice counts once, as it was given last, at the
 * place of its first appearance; Argo CD's {@code RepeatedResourceWarning}.
 */
final class Combination {

    private final String namespace;
    private final Map<ResourceKey, Manifest> manifests = new LinkedHashMap<>();
    private final Map<ResourceKey, Integer> appearances = new LinkedHashMap<>();
    private int nameless;

    /** @param namespace where an object goes that names none */
    Combination(String namespace) {
        this.namespace = namespace;
    }

    void add(List<Manifest> more) {
        for (Manifest manifest : more) {
            ResourceKey key = identity(manifest);
            manifests.put(key, manifest);
            appearances.merge(key, 1, Integer::sum);
        }
    }

    List<Manifest> manifests() {
        return List.copyOf(manifests.values());
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        manifests.forEach((key, manifest) -> {
            int times = Objects.requireNonNullElse(appearances.get(key), 1);
            if (times > 1) {
                // As it is written: whether a kind lives in namespaces is not known here.
                warnings.add("%s is given %d times; the last one counts. Remove the others."
                        .formatted(manifest.key().display(), times));
            }
        });
        return List.copyOf(warnings);
    }

    /** Objects with a generated name are never the same. */
    private ResourceKey identity(Manifest manifest) {
        ResourceKey key = manifest.key();
        if (key.name().isEmpty()) {
            return new ResourceKey(key.group(), key.kind(), key.namespace(), "\0" + nameless++);
        }
        return key.namespace().isEmpty() ? key.inNamespace(namespace) : key;
    }
}
