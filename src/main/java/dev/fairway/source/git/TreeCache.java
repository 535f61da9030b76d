package dev.fairway.source.git;

import dev.fairway.source.SourceTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The trees read last: a thousand applications at one commit parse its folders once. */
final class TreeCache {

    private static final int KEPT = 64;

    private record Key(Mirror mirror, String sha) {}

    private final Map<Key, SourceTree> trees = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, SourceTree> eldest) {
            return size() > KEPT;
        }
    };

    SourceTree get(Mirror mirror, String sha, Supplier<SourceTree> reading) {
        Key key = new Key(mirror, sha);
        synchronized (trees) {
            SourceTree known = trees.get(key);
            if (known != null) {
                return known;
            }
        }
        SourceTree read = reading.get();
        synchronized (trees) {
            trees.put(key, read);
        }
        return read;
    }
}
