package dev.fairway.rendering.kept;

import dev.fairway.resource.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The renders used last, in memory: an application that nothing happens to asks for the same one at every turn. Bounded by
 * the length of their texts; as objects they take several times that.
 */
final class RecentRenders {

    private static final long CAPACITY = 4L * 1024 * 1024;

    private final Map<String, Render> renders = new LinkedHashMap<>(64, 0.75f, true);
    private long length;

    synchronized Optional<List<Manifest>> find(String key) {
        return Optional.ofNullable(renders.get(key)).map(Render::manifests);
    }

    /** @param length of the render as text */
    synchronized void remember(String key, List<Manifest> manifests, int length) {
        if (length > CAPACITY / 4) {
            return;
        }
        forget(key);
        renders.put(key, new Render(manifests, length));
        this.length += length;
        while (this.length > CAPACITY) {
            forget(renders.keySet().iterator().next());
        }
    }

    synchronized void clear() {
        renders.clear();
        length = 0;
    }

    private void forget(String key) {
        Optional.ofNullable(renders.remove(key)).ifPresent(render -> length -= render.length());
    }

    private record Render(List<Manifest> manifests, int length) {}
}
