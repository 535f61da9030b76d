package dev.fairway.sandbox.api.table;

import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tables of every kind. */
public final class Tables {

    private Tables() {}

    /** The table of one kind at one moment. */
    public static final class Sheet {

        private final List<Columns.Column> columns;
        private final Instant now;

        public Sheet(ResourceType type, Instant now) {
            this.columns = Columns.of(type);
            this.now = now;
        }

        public ArrayNode columns() {
            ArrayNode definitions = ObjectJson.MAPPER.createArrayNode();
            for (Columns.Column column : columns) {
                definitions
                        .addObject()
                        .put("name", column.name())
                        .put("type", column.type().equals("count") ? "string" : column.type())
                        .put("format", column.format())
                        .put("description", column.description())
                        .put("priority", column.priority());
            }
            return definitions;
        }

        public ArrayNode cells(ObjectNode object) {
            ArrayNode cells = ObjectJson.MAPPER.createArrayNode();
            for (Columns.Column column : columns) {
                cells.add(typed(column.type(), Template.fill(column.cell(), object, now)));
            }
            return cells;
        }

        private static JsonNode typed(String type, String text) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            if ((type.equals("integer") || type.equals("count") || type.equals("number"))
                    && text.matches("-?\\d{1,18}")) {
                return json.numberNode(Long.parseLong(text));
            }
            if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
                return json.booleanNode(text.equals("true"));
            }
            return json.stringNode(text);
        }
    }
}
