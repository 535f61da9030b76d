package dev.fairway.sandbox.api.table;

import dev.fairway.sandbox.api.schema.BuiltinSchema;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which columns each kind has. */
final class Columns {

    private static final Pattern HEADER = Pattern.compile("(.+?)(?: \\[(\\w+)])?( \\+)?");
    private static final Map<String, List<Column>> BY_RESOURCE = load();

    private Columns() {}

    /**
     * @param type of the cells: string, integer, date
     * @param format {@code name} for the column that names the object
     * @param priority 0 is always shown
     * @param cell a template, see columns.yaml
     */
    record Column(String name, String type, String format, String description, int priority, String cell) {}

    static List<Column> of(ResourceType type) {
        return type.definition()
                .map(definition -> custom(definition.columns()))
                .orElseGet(() -> BY_RESOURCE.getOrDefault(type.qualifiedName(), BY_RESOURCE.get("default")));
    }

    private static List<Column> custom(tools.jackson.databind.JsonNode printed) {
        List<Column> columns = new ArrayList<>();
        columns.add(
                new Column("Name", "string", "name", "Name must be unique within a namespace.", 0, "{.metadata.name}"));
        if (printed.isEmpty()) {
            columns.add(new Column("Age", "date", "", "", 0, "{age .metadata.creationTimestamp}"));
        }
        printed.forEach(column -> {
            String path = column.path("jsonPath").asString("");
            String type = column.path("type").asString("string");
            columns.add(new Column(
                    column.path("name").asString(""),
                    type,
                    column.path("format").asString(""),
                    column.path("description").asString(""),
                    column.path("priority").asInt(0),
                    type.equals("date") ? "{age " + path + "|}" : "{jsonpath " + path + "}"));
        });
        return columns;
    }

    private static Map<String, List<Column>> load() {
        Map<String, List<Column>> all = new HashMap<>();
        BuiltinSchema.resource("/sandbox/columns.yaml").forEach((resource, columns) -> {
            List<Column> list = new ArrayList<>();
            ((Map<?, ?>) columns).forEach((header, cell) -> list.add(column(header.toString(), cell.toString())));
            all.put(resource, list);
        });
        return all;
    }

    private static Column column(String header, String cell) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalStateException("columns.yaml: " + header);
        }
        String name = matcher.group(1);
        return new Column(
                name,
                matcher.group(2) == null ? "string" : matcher.group(2),
                name.equals("Name") ? "name" : "",
                "",
                matcher.group(3) == null ? 0 : 1,
                cell);
    }
}
