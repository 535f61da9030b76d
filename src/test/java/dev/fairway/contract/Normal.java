package dev.fairway.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers with what differs from run to run replaced, so that two servers can be compared. */
final class Normal {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern ADDRESS = Pattern.compile("10\\.96\\.\\d+\\.\\d+");
    private static final Set<String> VERSIONS = Set.of("resourceVersion", "continue");

    private static final Set<String> SETS = Set.of("causes", "managedFields", "resources", "verbs");
    private static final Pattern NODE_PORT = Pattern.compile(":3\\d{4}/");

    private Normal() {}

    static JsonNode of(JsonNode body, String namespace) {
        JsonNode normal = value(body, "", namespace);
        if (normal.path("kind").asString("").equals("Table") && normal instanceof ObjectNode table) {
            table(table);
        }
        return normal;
    }

    private static JsonNode value(JsonNode node, String name, String namespace) {
        return switch (node) {
            case ObjectNode object -> {
                Map<String, JsonNode> sorted = new TreeMap<>();
                object.properties()
                        .forEach(field ->
                                sorted.put(field.getKey(), value(field.getValue(), field.getKey(), namespace)));
                ObjectNode result = JsonNodeFactory.instance.objectNode();
                sorted.forEach(result::set);
                result.remove("storageVersionHash");
                if (result.path("continue").asString("x").isEmpty()) {
                    result.remove("continue");
                }
                if (object.path("reason").asString("").equals("Invalid")
                        && object.path("details").path("causes").size() > 1) {
                    // The causes say the same, in an order that we can put in order.
                    result.put("message", result.path("message").asString("").replaceAll(": \\[.*", ": <causes>"));
                }
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> result.add(value(item, name, namespace)));
                if (SETS.contains(name)) {
                    yield sorted(result);
                }
                yield result;
            }
            default ->
                node.isString()
                        ? JsonNodeFactory.instance.stringNode(text(node.stringValue(), name, namespace))
                        : name.equals("nodePort") ? JsonNodeFactory.instance.stringNode("<port>") : node;
        };
    }

    /** Two servers may find the same problems in another order; managers are ordered by the second they wrote in. */
    private static ArrayNode sorted(ArrayNode causes) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        causes.valueStream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(result::add);
        return result;
    }

    private static String text(String text, String name, String namespace) {
        if (VERSIONS.contains(name) && !text.isEmpty()) {
            return "<version>";
        }
        String result = text.replace(namespace, "<namespace>");
        result = TIME.matcher(result).replaceAll("<time>");
        result = NODE_PORT.matcher(result).replaceAll(":<port>/");
        result = ADDRESS.matcher(result).replaceAll("<address>");
        return UUID.matcher(result).replaceAll("<uid>");
    }

    private static void table(ObjectNode table) {
        List<Integer> ages = new java.util.ArrayList<>();
        JsonNode columns = table.path("columnDefinitions");
        for (int i = 0; i < columns.size(); i++) {
            ((ObjectNode) columns.get(i)).remove("description");
            if (Set.of("Age", "Last Seen", "First Seen")
                    .contains(columns.get(i).path("name").asString(""))) {
                ages.add(i);
            }
        }
        for (JsonNode row : table.path("rows")) {
            ages.forEach(i -> ((ArrayNode) row.path("cells")).set(i, JsonNodeFactory.instance.stringNode("<age>")));
            ((ObjectNode) row).remove("object");
        }
    }
}
