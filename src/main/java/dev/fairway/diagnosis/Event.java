package dev.fairway.diagnosis;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Redaction;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something the cluster told of an object.
 *
 * @param count how often
 * @param firstAt when it was told first
 * @param lastAt when it was told last
 */
public record Event(
        ResourceKey about, boolean warning, String reason, String message, int count, Instant firstAt, Instant lastAt) {

    /** Empty if the object does not say when it happened. */
    public static Optional<Event> of(Manifest event, ResourceKey about) {
        Optional<Instant> last = time(event, "/lastTimestamp", "/series/lastObservedTime", "/eventTime");
        Optional<Instant> first = time(event, "/firstTimestamp", "/eventTime", "/lastTimestamp");
        int count =
                Math.max(event.at("/count").asInt(1), event.at("/series/count").asInt(1));
        return last.map(at -> new Event(
                about,
                event.text("/type").equals("Warning"),
                event.text("/reason"),
                Redaction.clean(event.text("/message")),
                count,
                first.orElse(at),
                at));
    }

    private static Optional<Instant> time(Manifest event, String... pointers) {
        return Stream.of(pointers)
                .map(event::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .flatMap(Event::parsed);
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
