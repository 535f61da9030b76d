package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.Entry;
import dev.fairway.sandbox.api.storage.ObjectJson;
import dev.fairway.sandbox.api.table.Tables;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The form in which a client wants objects: as they are, their metadata alone, or as rows of a table. */
sealed interface Representation {

    /** One object. */
    byte[] one(Entry entry);

    /** What a watch sends for one object; a table names its columns only once. */
    default byte[] next(Entry entry) {
        return one(entry);
    }

    byte[] list(List<Entry> entries, ListMeta meta);

    /** What a watch sends instead of an object when there is only a version to tell. */
    byte[] bookmark(long version, boolean endsInitialEvents);

    /**
     * @param next where the next page begins, empty on the last one
     */
    record ListMeta(long version, Optional<String> next, OptionalLong remaining) {

        ObjectNode json() {
            ObjectNode meta = ObjectJson.MAPPER.createObjectNode();
            meta.put("resourceVersion", Long.toString(version));
            next.ifPresent(token -> meta.put("continue", token));
            remaining.ifPresent(count -> meta.put("remainingItemCount", count));
            return meta;
        }
    }

    static Representation wanted(Exchange exchange, ResourceType type, Instant now) {
        for (String option : exchange.header("Accept").orElse("").split(",")) {
            if (option.contains("as=Table")) {
                return new Table(new Tables.Sheet(type, now), exchange.parameter("includeObject"));
            }
            if (option.contains("as=PartialObjectMetadata")) {
                return new Metadata();
            }
            if (option.trim().startsWith("application/json")) {
                break;
            }
        }
        return new Whole(type);
    }

    private static byte[] join(String head, List<byte[]> items, String tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                items.stream().mapToInt(item -> item.length + 1).sum() + 256);
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        boolean first = true;
        for (byte[] item : items) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.writeBytes(item);
        }
        out.writeBytes(tail.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static ObjectNode mark(String apiVersion, String kind, long version, boolean endsInitialEvents) {
        ObjectNode object = ObjectJson.MAPPER.createObjectNode();
        object.put("kind", kind).put("apiVersion", apiVersion);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("resourceVersion", Long.toString(version));
        if (endsInitialEvents) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return object;
    }

    /** The bytes as they are kept. */
    record Whole(ResourceType type) implements Representation {

        @Override
        public byte[] one(Entry entry) {
            return Versions.serve(entry, type);
        }

        @Override
        public byte[] list(List<Entry> entries, ListMeta meta) {
            return join(
                    "{\"kind\":\"" + type.kind() + "List\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":"
                            + meta.json() + ",\"items\":[",
                    entries.stream().map(this::item).toList(),
                    "]}\n");
        }

        /** The items of a list of a built-in kind do not repeat what they are. */
        private byte[] item(Entry entry) {
            return type.custom() ? one(entry) : Versions.withoutKind(entry);
        }

        @Override
        public byte[] bookmark(long version, boolean endsInitialEvents) {
            return ObjectJson.write(mark(type.apiVersion(), type.kind(), version, endsInitialEvents));
        }
    }

    /** {@code PartialObjectMetadata}. */
    record Metadata() implements Representation {

        private static final String GROUP = "meta.k8s.io/v1";

        static ObjectNode of(ObjectNode object) {
            ObjectNode partial = ObjectJson.MAPPER.createObjectNode();
            partial.put("kind", "PartialObjectMetadata").put("apiVersion", GROUP);
            partial.set("metadata", object.path("metadata"));
            return partial;
        }

        @Override
        public byte[] one(Entry entry) {
            return ObjectJson.write(of(entry.object()));
        }

        @Override
        public byte[] list(List<Entry> entries, ListMeta meta) {
            return join(
                    "{\"kind\":\"PartialObjectMetadataList\",\"apiVersion\":\"" + GROUP + "\",\"metadata\":"
                            + meta.json() + ",\"items\":[",
                    entries.stream().map(this::one).toList(),
                    "]}\n");
        }

        @Override
        public byte[] bookmark(long version, boolean endsInitialEvents) {
            return ObjectJson.write(mark(GROUP, "PartialObjectMetadata", version, endsInitialEvents));
        }
    }

    /** {@code Table}. */
    record Table(Tables.Sheet sheet, String includes) implements Representation {

        @Override
        public byte[] one(Entry entry) {
            return ObjectJson.write(
                    table(List.of(entry), new ListMeta(entry.version(), Optional.empty(), OptionalLong.empty()), true));
        }

        @Override
        public byte[] next(Entry entry) {
            return ObjectJson.write(table(
                    List.of(entry), new ListMeta(entry.version(), Optional.empty(), OptionalLong.empty()), false));
        }

        @Override
        public byte[] list(List<Entry> entries, ListMeta meta) {
            return ObjectJson.write(table(entries, meta, true));
        }

        @Override
        public byte[] bookmark(long version, boolean endsInitialEvents) {
            ObjectNode table = table(List.of(), new ListMeta(version, Optional.empty(), OptionalLong.empty()), false);
            ArrayNode rows = table.putArray("rows");
            ObjectNode row = rows.addObject();
            row.putArray("cells");
            row.set("object", mark("meta.k8s.io/v1", "PartialObjectMetadata", version, endsInitialEvents));
            return ObjectJson.write(table);
        }

        private ObjectNode table(List<Entry> entries, ListMeta meta, boolean withColumns) {
            ObjectNode table = ObjectJson.MAPPER.createObjectNode();
            table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
            table.set("metadata", meta.json());
            table.set("columnDefinitions", withColumns ? sheet.columns() : ObjectJson.MAPPER.createArrayNode());
            ArrayNode rows = table.putArray("rows");
            for (Entry entry : entries) {
                ObjectNode object = entry.object();
                ObjectNode row = rows.addObject();
                row.set("cells", sheet.cells(object));
                switch (includes) {
                    case "None" -> {}
                    case "Object" -> row.set("object", object);
                    default -> row.set("object", Metadata.of(object));
                }
            }
            return table;
        }
    }
}
