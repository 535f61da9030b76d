package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.api.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Events are for a while: old ones go, and the oldest when there are too many. */
final class EventSweep {

    static final Duration EVERY = Duration.ofMinutes(5);

    private static final int MOST = 20_000;

    private EventSweep() {}

    static void sweep(ObjectStore store, Instant now) {
        List<Manifest> events = store.list(Kinds.EVENT, "").stream()
                .map(Manifest::of)
                .sorted(Comparator.comparing(EventSweep::last))
                .toList();
        for (int i = 0; i < events.size(); i++) {
            Manifest event = events.get(i);
            boolean old = !now.isBefore(last(event).plus(EventBook.KEPT));
            if (!old && events.size() - i <= MOST) {
                return;
            }
            store.remove(Kinds.EVENT, event.namespace(), event.name());
        }
    }

    private static Instant last(Manifest event) {
        return Json.instant(event.at("/lastTimestamp"))
                .or(() -> Json.instant(event.at("/eventTime")))
                .or(() -> Json.instant(event.at("/metadata/creationTimestamp")))
                .orElse(Instant.EPOCH);
    }
}
