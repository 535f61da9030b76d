package dev.fairway.web.applications.resource;

import dev.fairway.resource.Manifest;
import dev.fairway.web.view.Age;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Something Kubernetes noted about an object.
 *
 * @param warning it is a warning
 * @param count how often, as people write it; empty for once
 */
public record EventView(boolean warning, String reason, String message, String count, Optional<Age> last, Instant at) {

    /** Newest first. */
    static List<EventView> of(List<Manifest> events, Instant now) {
        return events.stream()
                .map(event -> of(event, now))
                .sorted(Comparator.comparing(EventView::at).reversed())
                .toList();
    }

    public static EventView of(Manifest event, Instant now) {
        Optional<Instant> at = time(event.text("/lastTimestamp"))
                .or(() -> time(event.text("/series/lastObservedTime")))
                .or(() -> time(event.text("/eventTime")))
                .or(() -> time(event.text("/metadata/creationTimestamp")));
        int count =
                Math.max(event.at("/count").asInt(1), event.at("/series/count").asInt(1));
        return new EventView(
                event.text("/type").equals("Warning"),
                event.text("/reason"),
                event.text("/message"),
                count > 1 ? "×" + count : "",
                at.map(moment -> Age.of(moment, now)),
                at.orElse(Instant.EPOCH));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
