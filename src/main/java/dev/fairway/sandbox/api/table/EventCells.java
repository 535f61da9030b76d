package dev.fairway.sandbox.api.table;

import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Cells of events, which come in an old form (count, firstTimestamp) and a new one (eventTime, series). */
final class EventCells {

    private EventCells() {}

    static String firstSeen(JsonNode event, Instant now) {
        String first =
                event.path("firstTimestamp").asString(event.path("eventTime").asString(""));
        return Ages.since(first, now);
    }

    static String lastSeen(JsonNode event, Instant now) {
        String last = event.path("series")
                .path("lastObservedTime")
                .asString(event.path("lastTimestamp").asString(""));
        return last.isEmpty() ? firstSeen(event, now) : Ages.since(last, now);
    }

    static String object(JsonNode event) {
        JsonNode object = event.path("involvedObject");
        String kind = object.path("kind").asString("").toLowerCase(Locale.ROOT);
        String name = object.path("name").asString("");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    static String source(JsonNode event) {
        String component = event.path("source")
                .path("component")
                .asString(event.path("reportingComponent").asString(""));
        String host = event.path("source").path("host").asString("");
        return host.isEmpty() ? component : component + ", " + host;
    }

    static String count(JsonNode event) {
        int count = event.path("series").path("count").asInt(event.path("count").asInt(0));
        return Integer.toString(count == 0 ? 1 : count);
    }
}
