package dev.fairway.cluster.live;

import dev.fairway.cluster.api.Trees;
import dev.fairway.cluster.live.Kept.Owner;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.GroupVersionKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.TrackingId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the record needs out of an object, sharing what many objects have in common. */
final class Arrivals {

    private final Pool pool = new Pool();
    private volatile Moment latest = new Moment("", Instant.EPOCH);

    private record Moment(String text, Instant instant) {}

    Arrival of(Manifest object, boolean whole) {
        GroupVersionKind gvk = object.gvk();
        JsonNode metadata = object.at("/metadata");
        return new Arrival(
                pool.share(gvk.groupKind()),
                pool.share(gvk.version()),
                pool.share(object.namespace()),
                object.name(),
                object.uid().orElse(""),
                number(object.resourceVersion().orElse("")),
                instant(Trees.text(metadata, "creationTimestamp")),
                object.isBeingDeleted(),
                TrackingId.ownedBy(object)
                        .map(id -> pool.share(id.application()))
                        .orElse(null),
                owners(metadata.path("ownerReferences")),
                managers(metadata.path("managedFields")),
                trimmed(object),
                whole);
    }

    private List<Owner> owners(JsonNode references) {
        List<Owner> owners = new ArrayList<>(references.size());
        for (JsonNode reference : references) {
            GroupKind kind = GroupVersionKind.of(Trees.text(reference, "apiVersion"), Trees.text(reference, "kind"))
                    .groupKind();
            Owner owner = new Owner(
                    pool.share(kind), Trees.text(reference, "name"), Kept.compact(Trees.text(reference, "uid")));
            // The controller first: it is the owner that counts for belonging.
            owners.add(reference.path("controller").asBoolean(false) ? 0 : owners.size(), owner);
        }
        return owners;
    }

    private List<String> managers(JsonNode managedFields) {
        TreeSet<String> managers = new TreeSet<>();
        managedFields.forEach(entry -> managers.add(Trees.text(entry, "manager")));
        return pool.share(List.copyOf(managers));
    }

    private static Manifest trimmed(Manifest object) {
        return object.at("/metadata/managedFields").isMissingNode()
                ? object
                : object.with(tree -> ((ObjectNode) tree.path("metadata")).remove("managedFields"));
    }

    static long number(String resourceVersion) {
        try {
            return Long.parseLong(resourceVersion);
        } catch (NumberFormatException opaque) {
            return 0;
        }
    }

    /** Objects that come together were often made within the same second. */
    private Instant instant(String text) {
        Moment last = latest;
        if (!last.text().equals(text)) {
            last = new Moment(text, parsed(text));
            latest = last;
        }
        return last.instant();
    }

    private static Instant parsed(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return Instant.EPOCH;
        }
    }

    /** One instance of each value that repeats. What is shared stays: kinds, namespaces and applications are few. */
    private static final class Pool {
        private final java.util.Map<Object, Object> shared = new java.util.concurrent.ConcurrentHashMap<>();

        @SuppressWarnings("unchecked")
        <T> T share(T value) {
            Object present = shared.putIfAbsent(value, value);
            return present == null ? value : (T) present;
        }
    }
}
