package dev.fairway.web.applications;

import dev.fairway.resource.Manifest;
import java.util.List;

/** One live object with its events. */
record ResourceView(String title, String detail, String health, String yaml, List<Event> events) {

    record Event(String time, String reason, String message) {

        static Event of(Manifest event) {
            String last = event.text("/lastTimestamp");
            String time = last.isEmpty() ? event.text("/eventTime") : last;
            return new Event(
                    time.length() >= 19 ? time.substring(11, 19) : time, event.text("/reason"), event.text("/message"));
        }
    }
}
