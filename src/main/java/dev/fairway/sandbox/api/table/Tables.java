package dev.fairway.sandbox.api.table;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables of every kind. */
public final class Tables {

    private Tables() {}

    /** The columns of one kind. */
    public record Sheet(ResourceType type) {

        public ArrayNode columns() {
            ArrayNode columns = ObjectJson.MAPPER.createArrayNode();
            columns.addObject().put("name", "Name").put("type", "string").put("format", "name").put("description", "").put("priority", 0);
            columns.addObject().put("name", "Created At").put("type", "date").put("format", "").put("description", "").put("priority", 0);
            return columns;
        }

        public ArrayNode cells(ObjectNode object) {
            ArrayNode cells = ObjectJson.MAPPER.createArrayNode();
            cells.add(object.path("metadata").path("name").asString(""));
            cells.add(object.path("metadata").path("creationTimestamp").asString(""));
            return cells;
        }
    }
}
