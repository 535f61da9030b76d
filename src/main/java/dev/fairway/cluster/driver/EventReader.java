package dev.fairway.cluster.driver;

import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.ResourcePaths;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Target;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events about one object: never watched, since there are more of them than of anything else; asked for when wanted. */
record EventReader(ApiConnection connection, SecretsAtTheEdge secrets) {

    private static final int MOST = 500;

    List<Manifest> about(ResourceKey key) {
        // Events about cluster-scoped objects are kept in this namespace.
        String namespace = key.isClusterScoped() ? "default" : key.namespace();
        ApiRequest request = ApiRequest.get("/api/v1/namespaces/" + ResourcePaths.segment(namespace) + "/events")
                .with("fieldSelector", selector(key))
                .with("limit", Integer.toString(MOST));
        List<Manifest> events = new ArrayList<>();
        for (JsonNode item : connection.call(request, Target.of("events", key)).path("items")) {
            if (item instanceof ObjectNode event) {
                event.put("kind", "Event");
                event.put("apiVersion", "v1");
                events.add(secrets.in(event));
            }
        }
        events.sort(Comparator.comparing(EventReader::time));
        return events;
    }

    private static String selector(ResourceKey key) {
        String namespace = key.isClusterScoped() ? "" : ",involvedObject.namespace=" + key.namespace();
        return "involvedObject.kind=" + key.kind() + ",involvedObject.name=" + key.name() + namespace;
    }

    /** The last time it was seen; which field says so depends on the version of the client that recorded it. */
    private static Instant time(Manifest event) {
        return Stream.of(
                        "/series/lastObservedTime",
                        "/lastTimestamp",
                        "/eventTime",
                        "/firstTimestamp",
                        "/metadata/creationTimestamp")
                .map(event::text)
                .filter(text -> !text.isEmpty())
                .map(EventReader::instant)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }
}
