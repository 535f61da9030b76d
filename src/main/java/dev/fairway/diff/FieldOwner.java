package dev.fairway.diff;

import dev.fairway.diff.FieldAddress.Step;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Who wrote a field last, as the API server records it in {@code metadata.managedFields}.
 *
 * @param manager the field manager's name
 * @param operation {@code Apply} or {@code Update}
 * @param subresource by which it was written, {@code scale} for example; may be empty
 * @param at when the manager last changed what it owns
 */
public record FieldOwner(String manager, String operation, String subresource, Optional<Instant> at) {

    private static final int LONGEST = 200;

    /**
     * The youngest owner that is not us; ourselves where nobody else owns the field; empty where nobody does, as of a field
     * that somebody took away.
     *
     * @param live with its managed fields
     */
    public static Optional<FieldOwner> of(Manifest live, FieldAddress field) {
        return StreamSupport.stream(live.at("/metadata/managedFields").spliterator(), false)
                .filter(entry -> owns(entry.path("fieldsV1"), field))
                .map(FieldOwner::read)
                .max(Comparator.comparing((FieldOwner owner) -> !owner.manager().equals(WellKnown.FIELD_MANAGER))
                        .thenComparing(owner -> owner.at().orElse(Instant.EPOCH)));
    }

    private static FieldOwner read(JsonNode entry) {
        return new FieldOwner(
                cut(entry.path("manager").asString("")),
                cut(entry.path("operation").asString("")),
                cut(entry.path("subresource").asString("")),
                time(entry.path("time").asString("")));
    }

    private static boolean owns(JsonNode fields, FieldAddress field) {
        JsonNode node = fields;
        for (Step step : field.steps()) {
            if (!node.isObject()) {
                return false;
            }
            if (node.isEmpty()) {
                return true;
            }
            node = switch (step) {
                case Step.Field name -> node.path("f:" + name.name());
                case Step.Keyed keyed -> item(node, keyed);
                case Step.Place place -> node.path("i:" + place.index());
            };
        }
        return node.isObject();
    }

    private static JsonNode item(JsonNode list, Step.Keyed keyed) {
        for (Map.Entry<String, JsonNode> entry : list.properties()) {
            if (entry.getKey().startsWith("k:") && isAbout(Ownership.json(entry.getKey()), keyed.key())) {
                return entry.getValue();
            }
        }
        return list.path("k:");
    }

    private static boolean isAbout(JsonNode key, Map<String, String> wanted) {
        return key.properties().stream().allMatch(part -> part.getValue()
                .asString("")
                .equals(wanted.getOrDefault(part.getKey(), part.getKey().equals("protocol") ? "TCP" : "")));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
