package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Tell;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns what components tell into Event objects. The same thing told again is counted in the event that is there. Names
 * grow with time, so that even a list by name tells the story in order.
 */
final class EventBook {

    /** As a real server keeps events. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final int MOST = 5_000;

    private final Map<Key, Manifest> open = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Manifest> eldest) {
            return size() > MOST;
        }
    };
    private long sequence;

    private record Key(String uid, boolean warning, String reason, String message, String component) {}

    /** @return the event to create, or to update if it has a resourceVersion; empty if it was told a moment ago */
    Optional<Manifest> write(Tell tell, Instant now) {
        Key key = key(tell);
        Optional<Manifest> last = Optional.ofNullable(open.get(key)).filter(event -> isFresh(event, now));
        if (last.isEmpty()) {
            return Optional.of(first(tell, now));
        }
        Instant lastTime = Json.instant(last.get().at("/lastTimestamp")).orElse(Instant.EPOCH);
        if (now.isBefore(lastTime.plus(tell.atMostEvery()))) {
            return Optional.empty();
        }
        return Optional.of(last.get()
                .with(copy -> copy.put("count", copy.path("count").asInt(1) + 1).put("lastTimestamp", Json.time(now))));
    }

    /** Remembers the event as the server keeps it. */
    void stored(Tell tell, Manifest event) {
        open.put(key(tell), event);
    }

    void forget(Tell tell) {
        open.remove(key(tell));
    }

    private static boolean isFresh(Manifest event, Instant now) {
        return Json.instant(event.at("/lastTimestamp"))
                .filter(last -> now.isBefore(last.plus(KEPT)))
                .isPresent();
    }

    private static Key key(Tell tell) {
        return new Key(
                tell.about().uid().orElse(tell.about().key().toString()),
                tell.warning(),
                tell.reason(),
                tell.message(),
                tell.source().component());
    }

    private Manifest first(Tell tell, Instant now) {
        Manifest about = tell.about();
        sequence++;
        long stamp = Math.max(now.getEpochSecond(), 0) * 1_000_000_000L + sequence % 1_000_000_000L;
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Event");
        tree.putObject("metadata")
                .put("name", about.name() + "." + String.format(java.util.Locale.ROOT, "%016x", stamp))
                .put("namespace", namespace);
        ObjectNode involved = tree.putObject("involvedObject")
                .put("apiVersion", about.gvk().apiVersion())
                .put("kind", about.kind())
                .put("name", about.name());
        if (!about.namespace().isEmpty()) {
            involved.put("namespace", about.namespace());
        }
        about.uid().ifPresent(uid -> involved.put("uid", uid));
        about.resourceVersion().ifPresent(version -> involved.put("resourceVersion", version));
        tree.put("type", tell.warning() ? "Warning" : "Normal");
        tree.put("reason", tell.reason()).put("message", tell.message());
        ObjectNode source =
                tree.putObject("source").put("component", tell.source().component());
        if (!tell.source().host().isEmpty()) {
            source.put("host", tell.source().host());
        }
        tree.put("reportingComponent", tell.source().component())
                .put("reportingInstance", tell.source().host());
        tree.put("firstTimestamp", Json.time(now)).put("lastTimestamp", Json.time(now));
        tree.put("count", 1);
        return Manifest.of(tree);
    }
}
