package dev.fairway.rendering.helm;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Closure.ExportedFile;
import dev.fairway.rendering.closure.RepositoryPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Whether a chart can see what the destination's API server offers. One that cannot gives the same whatever the server
 * is, so it need not be rendered again when a CRD is added there; charts with random values would flap.
 */
final class Capabilities {

    private static final String NAME = "Capabilities";
    private static final int MAX_UNPACKED = 64 * 1024 * 1024;

    private static final int REMEMBERED = 20_000;

    /** By content, because a chart is looked at far more often than it changes. */
    private final Map<String, Boolean> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    boolean matterTo(Closure closure, String values) {
        return values.contains(NAME) || closure.files().stream().anyMatch(this::mayMention);
    }

    private boolean mayMention(ExportedFile file) {
        String key = RepositoryPath.name(file.target()) + " " + file.objectId();
        Boolean answer;
        synchronized (known) {
            answer = known.get(key);
        }
        if (answer == null) {
            answer = mentions(file);
            synchronized (known) {
                known.put(key, answer);
            }
        }
        return answer;
    }

    private static boolean mentions(ExportedFile file) {
        byte[] content = file.bytes();
        if (file.target().endsWith(".tgz")) {
            return archiveMentions(content);
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        // A chart may refuse a server's version in Chart.yaml.
        return text.contains(NAME) || file.target().endsWith("/Chart.yaml") && text.contains("kubeVersion");
    }

    private static boolean archiveMentions(byte[] archive) {
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            byte[] bytes = unpacked.readNBytes(MAX_UNPACKED);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return bytes.length == MAX_UNPACKED || text.contains(NAME) || text.contains("kubeVersion");
        } catch (IOException unreadable) {
            return true;
        }
    }
}
